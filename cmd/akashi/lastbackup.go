package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"akashi/doors/cli"
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

// comeFrom is which backup the office was restored from, and when what had been erased since it was made was erased again.
type comeFrom struct {
	At    time.Time `json:"at"`
	Place string    `json:"place"`
	Made  time.Time `json:"made"`
	Again time.Time `json:"erased_again,omitzero"`
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
	return os.WriteFile(noteOfBackup(at), append(text, '\n'), 0o600)
}

// made notes that a backup has been made, and tried that one was tried out.
func made(place string, now time.Time) func(*lastBackup) {
	return func(l *lastBackup) { l.Made, l.Place = now, absolute(place) }
}

func tried(place string, now time.Time, good bool) func(*lastBackup) {
	return func(l *lastBackup) { l.Drill = drill{now, absolute(place), good} }
}

// restored notes from which backup the office has come, and erasedAgain that what had come back with it was gone through.
func restored(place string, made, now time.Time) func(*lastBackup) {
	return func(l *lastBackup) { l.From = comeFrom{At: now, Place: absolute(place), Made: made} }
}

func erasedAgain(now time.Time) func(*lastBackup) { return func(l *lastBackup) { l.From.Again = now } }

// restoredOf tells of a restore after which nobody has said what was erased since the backup was made; nothing of an
// office that was never restored.
func restoredOf(at cli.Site) []cli.Condition {
	from := lastBackupOf(at).From
	if from.At.IsZero() {
		return nil
	}
	c := cli.Condition{Code: "restored", State: "open", Figures: fault.With("place", from.Place, "made", from.Made.Format(time.RFC3339), "at", from.At.Format(time.RFC3339))}
	if !from.Again.IsZero() {
		c.State, c.Good = "done", true
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
