package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime/debug"

	"akashi/app/desk"
	"akashi/beside/fsck"
	"akashi/doors/cli"
	"akashi/tools/blob"
	"akashi/tools/inspect"
	"akashi/tools/picture"
	"akashi/tools/seal"
	"akashi/tools/virus"
	"akashi/values/fault"
	"akashi/words"
)

// evidenceFolder opens the folder in which an office keeps its files, encrypted to its key
// where it has said so.
func evidenceFolder(at cli.Site, key seal.Boxes) (*blob.Folder, error) {
	closed, err := fileSeals(at, key)
	if err != nil {
		return nil, err
	}
	seals := blob.Seals{Open: closed.Open}
	if at.Evidence.Sealed {
		seals.Close = closed.Close
	}
	return blob.OpenFolder(evidenceOf(at), seals)
}

// fileSeals closes files to the office's key and to the others that are set.
func fileSeals(at cli.Site, key seal.Boxes) (seal.Files, error) {
	others, err := seal.Recipients(at.Evidence.Others)
	return seal.Files{Key: key, Others: others}, err
}

// unsealing opens what is kept encrypted, for those who check without the rest.
func unsealing(at cli.Site) (func(io.Reader) (io.Reader, error), error) {
	key := &officeKey{}
	key.read(at)
	closed, err := fileSeals(at, key)
	return closed.Open, err
}

// sealEvidence encrypts what is kept as it came. A dry run counts.
func sealEvidence(ctx context.Context, at cli.Site, dry bool, told func(done, whole int64)) (cli.Sealed, error) {
	came := cli.Sealed{DryRun: dry}
	if _, err := os.Stat(evidenceOf(at)); err != nil {
		return came, fault.Wrap(fault.NotFound, "store.none", at.Data, err)
	}
	if !at.Evidence.Sealed { // what comes in next would not be
		return came, fault.New(fault.Conflict, "evidence.encryption-off", "")
	}
	key := &officeKey{}
	key.read(at)
	folder, err := evidenceFolder(at, key)
	whole, done := int64(0), int64(0)
	if err == nil {
		err = folder.Plain(func(_ blob.Hash, size int64) error { whole += size; return nil })
	}
	if err != nil {
		return came, err
	}
	err = folder.Plain(func(h blob.Hash, size int64) error {
		var err error
		if !dry {
			err = folder.Seal(ctx, h)
		}
		switch {
		case errors.Is(err, fault.Conflict):
			came.Left.Add("evidence-altered", h.String(), "file", h.String())
		case err != nil:
			return err
		default:
			came.Files, came.Size = came.Files+1, came.Size+size
		}
		done += size
		told(done, whole)
		return nil
	})
	return came, err
}

// files keeps evidence after looking at it.
type files struct {
	folder  *blob.Folder
	scanner *virus.Scanner // for viruses; nil where none is set
}

// Bare leaves of a photo the picture alone.
func (files) Bare(photo []byte) ([]byte, error) { return picture.Bare(photo) }

// Keep keeps what the inspection takes. It looks while the file is on its way to the disk.
func (f files) Keep(ctx context.Context, name string, content []byte) (desk.Kept, error) {
	var verdict inspect.Verdict
	receipt, err := f.folder.PutIf(ctx, bytes.NewReader(content), func() error {
		verdict = inspect.Inspect(bytes.NewReader(content), int64(len(content)), name, inspect.DefaultLimits())
		if err := verdict.Err(); err != nil {
			return err
		}
		return f.free(ctx, content)
	})
	if err != nil {
		return desk.Kept{}, err
	}
	kept := desk.Kept{SHA256: receipt.Hash.String(), Type: verdict.Type, Size: receipt.Size}
	for _, flag := range verdict.Flags {
		kept.Flags = append(kept.Flags, string(flag))
	}
	return kept, nil
}

// free asks the scanner, where one is set. What it could not look at is not kept: the sender
// comes again.
func (f files) free(ctx context.Context, content []byte) error {
	if f.scanner == nil {
		return nil
	}
	found, err := f.scanner.Look(ctx, bytes.NewReader(content))
	switch {
	case err != nil:
		return &fault.Error{Kind: fault.Unavailable, Code: "virus-scanner.away", Data: fault.With("seconds", 60), Err: err}
	case found != "":
		return fault.Wrong("virus", "", "given", found)
	}
	return nil
}

// scannerOf is the scanner for viruses that is set; nil where none is.
func scannerOf(at cli.Site) (*virus.Scanner, error) {
	if at.Scanner == "" {
		return nil, nil
	}
	s, err := virus.Read(at.Scanner)
	return &s, err
}

// Open streams what is kept under a hash.
func (f files) Open(ctx context.Context, sha256 string) (io.ReadCloser, error) {
	hash, err := blob.ParseHash(sha256)
	if err != nil {
		return nil, err
	}
	return f.folder.Get(ctx, hash)
}

// Erase removes what is kept under a hash.
func (f files) Erase(ctx context.Context, sha256 string) error {
	hash, err := blob.ParseHash(sha256)
	if err != nil {
		return err
	}
	return f.folder.Erase(ctx, hash)
}

// checkOffice checks the store without the code that wrote it, and the files that it
// names unless quick is asked for.
func checkOffice(ctx context.Context, at cli.Site, quick bool, told func(done, whole int64)) (cli.Checkup, error) {
	if info, err := os.Stat(databaseOf(at)); at.Database == "" && (errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0) {
		return cli.Checkup{}, fault.New(fault.NotFound, "store.none", at.Data)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(100)) // what is read of a large office is garbage at once
	unseal, err := unsealing(at)
	if err != nil {
		return cli.Checkup{}, err
	}
	office := fsck.Office{Store: databaseOf(at), Evidence: evidenceOf(at), Unseal: unseal, Told: told}
	if quick {
		office.Evidence = ""
	}
	report, err := fsck.Check(ctx, office)
	return cli.Checkup{Good: report.OK, Found: report.Breaches, View: func(say *words.Book) any {
		return struct {
			fsck.Report
			Breaches []words.Problem `json:"breaches"`
		}{report, say.Problems(report.Breaches)}
	}}, err
}
