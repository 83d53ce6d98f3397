package main

import (
	"context"
	"errors"
	"io"

	"akashi/app/desk"
	"akashi/beside/fsck"
	"akashi/cmd/akashi/backup"
	"akashi/doors/cli"
	"akashi/rules/access"
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
			m, err := backup.Create(ctx, at.Data, to, at.Now())
			return cli.Checkup{Good: err == nil, View: cli.Plain(m)}, err
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

// proven is what came of verifying a backup.
func proven(report backup.Report) cli.Checkup {
	return cli.Checkup{Good: report.OK, Found: report.Breaches, View: func(say *words.Book) any {
		return struct {
			backup.Report
			Breaches []words.Problem `json:"breaches"`
		}{report, say.Problems(report.Breaches)}
	}}
}

func oneFile(at cli.Site) error {
	if at.Database == "" {
		return nil
	}
	return fault.Wrong("backup.database", "--database")
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
	defer func() { err = errors.Join(err, o.Close()) }()
	if log, err := o.VerifyLog(ctx); err != nil || !log.Good {
		found.Add("backup.journal", "journal")
		return append(found, log.Found...), err
	}
	report, err := fsck.Check(ctx, databaseOf(at))
	if err != nil {
		return nil, err
	}
	missing, err := evidenceMissing(ctx, o)
	return append(report.Breaches, missing...), err
}

// evidenceMissing reads back every file that a case or a published regulation names.
func evidenceMissing(ctx context.Context, o *cli.Office) (found fault.Problems, err error) {
	hashes := map[string]string{}
	err = o.Store.View(ctx, func(r desk.Reader) error {
		cases, err := r.Cases(desk.CaseQuery{Visible: access.Everything()})
		if err != nil {
			return err
		}
		for _, c := range cases {
			attached, err := r.Attachments(c.ID)
			if err != nil {
				return err
			}
			for _, a := range attached {
				hashes[a.SHA256] = c.No + " " + a.Name
			}
			reports, err := r.ScanReports(c.ID)
			if err != nil {
				return err
			}
			for _, s := range reports {
				hashes[s.SHA256] = c.No + " " + s.Name
			}
		}
		for _, key := range o.Shelf.Keys() {
			rules, err := r.PublishedRules(key)
			if err != nil {
				return err
			}
			for _, p := range rules {
				if p.SHA256 != "" {
					hashes[p.SHA256] = key + " " + p.Name
				}
			}
		}
		return nil
	})
	for hash, where := range hashes {
		if err := readBack(ctx, o, hash); err != nil {
			found.Add("backup.evidence", where)
		}
	}
	return found, err
}

func readBack(ctx context.Context, o *cli.Office, hash string) error {
	f, err := o.Files.Open(ctx, hash)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, f)
	return errors.Join(err, f.Close())
}
