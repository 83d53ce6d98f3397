package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"akashi/app/desk"
	"akashi/doors/cli"
	"akashi/tools/blob"
	"akashi/tools/picture"
	"akashi/tools/store"
	"akashi/values/fault"
)

// leastFree is how much room the disk of an office must have, in bytes: a large report
// with its rows, some times over.
const leastFree = 1 << 30

// conditions are those under which an office works, whatever is in it.
func conditions(ctx context.Context, at cli.Site) []cli.Condition {
	all := append([]cli.Condition{diskOf(at), permissionsOf(at), keyOf(at), evidenceKept(at), clockOf(ctx, at), backupOf(at), drillOf(at)}, restoredOf(at)...)
	return append(all, mailOf(ctx, at), virusOf(ctx, at), picturesOf(), providersOf(ctx, at))
}

func diskOf(at cli.Site) cli.Condition {
	free, err := freeAt(at.Data)
	if err != nil {
		return cli.Condition{Code: "disk", Good: true, State: "unknown"}
	}
	return roomOf(free)
}

// roomOf is what so many free bytes are worth.
func roomOf(free int64) cli.Condition {
	return cli.Condition{Code: "disk", Good: free >= leastFree, State: "is", Figures: fault.With("free", free>>20, "least", leastFree>>20)}
}

// permissionsOf looks whether anybody else may read what the office keeps.
func permissionsOf(at cli.Site) cli.Condition {
	for _, path := range []string{at.Data, filepath.Join(at.Data, "akashi.db"), evidenceOf(at)} {
		if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
			return cli.Condition{Code: "permissions", State: "open", Figures: fault.With("path", path, "mode", info.Mode().Perm().String())}
		}
	}
	return cli.Condition{Code: "permissions", Good: true, State: "is", Figures: fault.With("path", at.Data)}
}

func keyOf(at cli.Site) cli.Condition {
	c := cli.Condition{Code: "key", State: "is", Good: true, Figures: fault.With("path", at.KeyFile())}
	info, err := os.Stat(at.KeyFile())
	switch {
	case err != nil:
		c.Good, c.State = false, "missing"
	case info.Mode().Perm()&0o077 != 0:
		c.Good, c.State = false, "open"
	case !opensEvidence(at):
		c.Good, c.State = false, "locked"
	}
	return c
}

// evidenceKept says in which form files are kept. That they are kept as they came is told, and
// no failure.
func evidenceKept(at cli.Site) cli.Condition {
	all, sealed := keptFiles(at)
	figures := fault.With("sealed", len(sealed), "plain", len(all)-len(sealed))
	if at.Evidence.Sealed && len(sealed) == len(all) {
		return cli.Condition{Code: "evidence", State: "is", Good: true, Figures: figures}
	}
	return cli.Condition{Code: "evidence", State: "plain", Good: true, Cure: true, Figures: figures}
}

// keptFiles are the files of evidence, and those of them that are encrypted.
func keptFiles(at cli.Site) (all, sealed []string) {
	all, _ = filepath.Glob(filepath.Join(evidenceOf(at), "??", "*")) // the pattern is a good one
	for _, path := range all {
		if filepath.Ext(path) == blob.Sealed {
			sealed = append(sealed, path)
		}
	}
	return all, sealed
}

// opensEvidence tries the key on the file that was encrypted last.
func opensEvidence(at cli.Site) bool {
	unseal, err := unsealing(at)
	_, sealed := keptFiles(at)
	if err != nil || len(sealed) == 0 {
		return err == nil
	}
	file, err := os.Open(slices.MaxFunc(sealed, func(a, b string) int { return modified(a).Compare(modified(b)) }))
	if err != nil {
		return true // what is wrong is not the key
	}
	defer file.Close()
	_, err = unseal(file)
	return !errors.Is(err, fault.Unavailable)
}

// modified is when a file was written last.
func modified(path string) time.Time {
	info, err := os.Stat(path)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// clockOf holds the clock against the last act on record.
func clockOf(ctx context.Context, at cli.Site) cli.Condition {
	var last time.Time
	s, err := store.Find(ctx, databaseOf(at))
	if err == nil {
		defer s.Close()
		err = s.View(ctx, func(r desk.Reader) error {
			size, _, err := r.JournalHead()
			if err != nil || size == 0 {
				return err
			}
			leaves, err := r.Leaves(desk.LeafQuery{From: size - 1, Limit: 1})
			for _, l := range leaves {
				last = l.At
			}
			return err
		})
	}
	now := at.Now().UTC()
	switch figures := fault.With("now", now.Format(time.RFC3339), "last", last.Format(time.RFC3339)); {
	case err != nil:
		return cli.Condition{Code: "clock", Good: true, State: "unknown"} // the store says what it is
	case now.Before(last.Truncate(time.Second)):
		return cli.Condition{Code: "clock", State: "behind", Figures: figures}
	default:
		return cli.Condition{Code: "clock", Good: true, State: "is", Figures: figures}
	}
}

// virusOf says whether files are looked at for viruses, and whether somebody answers there.
func virusOf(ctx context.Context, at cli.Site) cli.Condition {
	c := cli.Condition{Code: "virus", Good: true, State: "off", Figures: fault.With("scanner", at.Scanner)}
	scanner, err := scannerOf(at)
	switch {
	case err != nil:
		c.Good, c.State = false, "unread"
	case scanner != nil:
		c.State = "on"
		if scanner.Answers(ctx) != nil {
			c.Good, c.State = false, "away"
		}
	}
	return c
}

// picturesOf says whether pages of evidence can be shown as pictures. Without them every file
// can be downloaded all the same.
func picturesOf() cli.Condition {
	if err := picture.New().Works(); err != nil {
		return cli.Condition{Code: "pictures", Good: true, State: "none", Cure: true, Figures: fault.With("why", err.Error())}
	}
	return cli.Condition{Code: "pictures", Good: true, State: "is"}
}
