package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"akashi/beside/fsck"
	"akashi/cmd/akashi/backup"
	"akashi/doors/cli"
	"akashi/schemes"
	"akashi/values/fault"
	"akashi/words"
)

// backups wires the commands that copy an office and prove the copy.
func backups() cli.Backup {
	return cli.Backup{
		Create: func(ctx context.Context, at cli.Site, to string) (cli.Checkup, error) {
			office, err := copyable(at)
			if err != nil {
				return cli.Checkup{}, err
			}
			m, breaches, err := backup.Create(ctx, office, to, at.Now(), evidenceNamed)
			if err == nil && len(breaches) == 0 {
				_ = noteBackup(at, made(to, at.Now())) // it is made all the same
			}
			return kept(m, breaches), err
		},
		Verify: func(ctx context.Context, from string, at cli.Site) (cli.Checkup, error) {
			report, err := backup.Verify(ctx, from, onServer(at.Database), proving(at))
			found := proven(report)
			if err == nil {
				_ = noteBackup(at, tried(from, at.Now(), found.Good)) // on a machine without an office there is nowhere to
			}
			return found, err
		},
		Restore: func(ctx context.Context, from string, at cli.Site) (cli.Checkup, error) {
			office, err := copyable(at)
			if err != nil {
				return cli.Checkup{}, err
			}
			report, err := backup.Restore(ctx, from, office, proving(at))
			if err == nil && report.Restored {
				_ = noteBackup(at, restored(comeFrom{At: at.Now(), Place: absolute(from), Made: report.Made, Schemes: schemesIn(ctx, at)})) // it is restored all the same
			}
			return proven(report), err
		},
	}
}

// copyable is the office as a backup knows it.
func copyable(at cli.Site) (backup.Office, error) {
	unseal, err := unsealing(at)
	return backup.Office{Data: at.Data, Database: onServer(at.Database), Unseal: unseal}, err
}

// onServer is the address of a database on a server.
func onServer(address string) string {
	if strings.HasPrefix(address, "postgres") {
		return address
	}
	return ""
}

// kept is what came of making a backup.
func kept(m backup.Manifest, breaches fault.Problems) cli.Checkup {
	good, found := len(breaches) == 0, slices.Clone(breaches)
	if m.Unread > 0 { // they may well be sound
		found.Add("backup.unread", evidenceAt, "files", m.Unread)
	}
	return cli.Checkup{Good: good, Found: found, Done: "backup.lacking", View: func(say *words.Book) any {
		return struct {
			OK bool `json:"ok"`
			backup.Manifest
			Breaches []words.Problem `json:"breaches"`
		}{good, m, say.Problems(breaches)}
	}}
}

// proven is what came of verifying or restoring a backup.
func proven(report backup.Report) cli.Checkup {
	c := cli.Checkup{Good: report.OK, Found: report.Breaches, View: func(say *words.Book) any {
		return struct {
			backup.Report
			Breaches []words.Problem `json:"breaches"`
		}{report, say.Problems(report.Breaches)}
	}}
	if report.Restored {
		c.Done = "backup.restored-as-it-was"
	}
	return c
}

// evidenceNamed lists the files that the store of an office names.
func evidenceNamed(ctx context.Context, o backup.Office) (map[string]string, error) {
	return fsck.Evidence(ctx, databaseOf(cli.Site{Data: o.Data, Database: o.Database}))
}

// evidenceAt is what is wrong with all the evidence is said of.
const evidenceAt = "evidence"

// proving makes the proof of a copy of an office: it opens the restored office and checks its
// journal, its promises and that every file it names is there as it was, by the key of the
// office from which it comes.
func proving(of cli.Site) backup.Prove {
	return func(ctx context.Context, copied backup.Office) (found fault.Problems, err error) {
		shelf, err := schemes.Shipped()
		if err != nil {
			return nil, err
		}
		unseal, err := unsealing(of)
		if err != nil {
			return nil, err
		}
		at := cli.Site{Data: copied.Data, Database: copied.Database, Key: of.KeyFile(), Secret: of.Secret, Shelf: shelf, Now: parts().Now}
		o, err := openOffice(ctx, at)
		if err != nil {
			return nil, err
		}
		log, err := o.VerifyLog(ctx)
		if err = errors.Join(err, o.Close()); err != nil {
			return nil, err
		}
		if !log.Good {
			found.Add("backup.journal", "journal")
			return append(found, log.Found...), nil
		}
		report, err := fsck.Check(ctx, fsck.Office{Store: databaseOf(at), Evidence: evidenceOf(at), Unseal: unseal})
		return report.Breaches, err
	}
}
