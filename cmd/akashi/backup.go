package main

import (
	"context"
	"errors"

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
			if err := oneFile(at); err != nil {
				return cli.Checkup{}, err
			}
			m, breaches, err := backup.Create(ctx, at.Data, to, at.Now(), evidenceNamed)
			return kept(m, breaches), err
		},
		Verify: func(ctx context.Context, from string) (cli.Checkup, error) {
			report, err := backup.Verify(ctx, from, prove)
			return proven(report), err
		},
		Restore: func(ctx context.Context, from string, at cli.Site) (cli.Checkup, error) {
			if err := oneFile(at); err != nil {
				return cli.Checkup{}, err
			}
			report, err := backup.Restore(ctx, from, at.Data, prove)
			return proven(report), err
		},
	}
}

// kept is what came of making a backup.
func kept(m backup.Manifest, breaches fault.Problems) cli.Checkup {
	good := len(breaches) == 0
	return cli.Checkup{Good: good, Found: breaches, Done: "backup.lacking", View: func(say *words.Book) any {
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

func oneFile(at cli.Site) error {
	if at.Database == "" {
		return nil
	}
	return fault.Wrong("backup.database", "--database")
}

// evidenceNamed lists the files that the store in a folder names.
func evidenceNamed(ctx context.Context, data string) (map[string]string, error) {
	return fsck.Evidence(ctx, databaseOf(cli.Site{Data: data}))
}

// prove opens a restored office and checks its journal, its promises and that
// every file it names is there as it was.
func prove(ctx context.Context, data string) (found fault.Problems, err error) {
	shelf, err := schemes.Shipped()
	if err != nil {
		return nil, err
	}
	at := cli.Site{Data: data, Shelf: shelf, Now: parts().Now}
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
	report, err := fsck.Check(ctx, fsck.Office{Store: databaseOf(at), Evidence: evidenceOf(at)})
	return report.Breaches, err
}
