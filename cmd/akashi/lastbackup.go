package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"akashi/app/desk"
	"akashi/doors/cli"
	"akashi/schemes"
	"akashi/tools/store"
	"akashi/values/fault"
)

// lastBackup is what an office notes of its last backup, and of the last one that was tried
// out, in a file of this name.
type lastBackup struct {
	Made  time.Time `json:"made,omitzero"`
	Place string    `json:"place,omitempty"`
	Drill drill     `json:"drill,omitzero"`
	From  comeFrom  `json:"from,omitzero"`
}

// comeFrom is which backup the office was restored from, and when the list of what each scheme had erased since it was
// made was gone through.
type comeFrom struct {
	At      time.Time            `json:"at"`
	Place   string               `json:"place"`
	Made    time.Time            `json:"made"`
	Schemes []string             `json:"schemes"` // that had a case in it
	Gone    map[string]time.Time `json:"erased_again,omitempty"`
}

// open are the schemes whose list was not gone through yet.
func (f comeFrom) open() []string {
	return slices.DeleteFunc(slices.Clone(f.Schemes), func(key string) bool { return !f.Gone[key].IsZero() })
}

// drill is when a backup was last tried out (復元の確認), which, and whether an office came of it.
type drill struct {
	At    time.Time `json:"at"`
	Place string    `json:"place"`
	Good  bool      `json:"good"`
}

// A copy is made once a week at least, and one of them tried out every three months.
const (
	backupAge = 7 * 24 * time.Hour
	drillAge  = 92 * 24 * time.Hour
)

func noteOfBackup(at cli.Site) string { return filepath.Join(at.Data, "last-backup.json") }

func lastBackupOf(at cli.Site) (last lastBackup) {
	if text, err := os.ReadFile(noteOfBackup(at)); err == nil {
		_ = json.Unmarshal(text, &last) // one that cannot be read is none
	}
	return last
}

// noteBackup notes what was done in a folder that an office has; where there is none, a copy
// was tried out elsewhere, as it should be, and nobody is told.
func noteBackup(at cli.Site, note func(*lastBackup)) error {
	last := lastBackupOf(at)
	note(&last)
	text, err := json.Marshal(last)
	if err != nil {
		return err
	}
	aside := noteOfBackup(at) + ".new" // a note that was cut off would say that there never was a restore
	if err := os.WriteFile(aside, append(text, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(aside, noteOfBackup(at))
}

// made notes that a backup has been made, and tried that one was tried out.
func made(place string, now time.Time) func(*lastBackup) {
	return func(l *lastBackup) { l.Made, l.Place = now, absolute(place) }
}

func tried(place string, now time.Time, good bool) func(*lastBackup) {
	return func(l *lastBackup) { l.Drill = drill{now, absolute(place), good} }
}

// restored notes from which backup the office has come.
func restored(from comeFrom) func(*lastBackup) { return func(l *lastBackup) { l.From = from } }

// restores keeps the note of a restore for the office.
type restores struct{ at cli.Site }

// Restored is the last restore.
func (r restores) Restored() desk.Restore {
	from := lastBackupOf(r.at).From
	return desk.Restore{At: from.At, Made: from.Made, Open: from.open()}
}

// GoneThrough notes that the list of a scheme was gone through.
func (r restores) GoneThrough(scheme string) error {
	if !slices.Contains(r.Restored().Open, scheme) {
		return nil
	}
	return noteBackup(r.at, func(l *lastBackup) {
		if l.From.Gone == nil {
			l.From.Gone = map[string]time.Time{}
		}
		l.From.Gone[scheme] = r.at.Now()
	})
}

// schemesIn are those of which a store that was restored has a case. Where it cannot be read, none is known to have none.
func schemesIn(ctx context.Context, at cli.Site) []string {
	var keys []string
	s, err := store.Find(ctx, databaseOf(at))
	if err == nil {
		err = errors.Join(s.View(ctx, func(r desk.Reader) (err error) { keys, err = r.SchemesWithCases(); return err }), s.Close())
	}
	if shelf, none := schemes.Shipped(); err != nil && none == nil {
		return shelf.Keys()
	}
	return keys
}

// restoredOf tells of a restore after which the list of a scheme was not gone through; nothing of an office that was
// never restored.
func restoredOf(at cli.Site) []cli.Condition {
	from := lastBackupOf(at).From
	if from.At.IsZero() {
		return nil
	}
	c := cli.Condition{Code: "restored", State: "done", Good: true, Figures: fault.With("place", from.Place, "made", from.Made.Format(time.RFC3339), "at", from.At.Format(time.RFC3339))}
	if open := from.open(); len(open) > 0 {
		c.State, c.Good, c.Figures["schemes"] = "open", false, strings.Join(open, ", ")
	}
	return []cli.Condition{c}
}

func absolute(place string) string {
	if whole, err := filepath.Abs(place); err == nil {
		return whole
	}
	return place
}

// backupOf tells of the last one; that there is none yet is told, and no failure.
func backupOf(at cli.Site) cli.Condition {
	last := lastBackupOf(at)
	if last.Made.IsZero() {
		return cli.Condition{Code: "backup", Good: true, State: "never", Cure: true}
	}
	age := at.Now().Sub(last.Made)
	c := cli.Condition{Code: "backup", State: "is", Good: age <= backupAge, Figures: fault.With("place", last.Place, "made", last.Made.Format(time.RFC3339), "days", days(age))}
	if _, err := os.Stat(last.Place); err != nil {
		c.State = "elsewhere" // it may have been carried away, as it should be
	}
	return c
}

// drillOf tells when a backup was last tried out here, and what came of it.
func drillOf(at cli.Site) cli.Condition {
	d := lastBackupOf(at).Drill
	if d.At.IsZero() {
		return cli.Condition{Code: "drill", Good: true, State: "never", Cure: true}
	}
	age := at.Now().Sub(d.At)
	c := cli.Condition{Code: "drill", State: "failed", Figures: fault.With("place", d.Place, "at", d.At.Format(time.RFC3339), "days", days(age))}
	if d.Good {
		c.State, c.Good = "is", age <= drillAge
	}
	return c
}

func days(age time.Duration) int { return int(age.Hours() / 24) }
