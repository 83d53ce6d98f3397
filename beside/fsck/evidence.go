package fsck

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// naming are the files that the records name, each by its SHA-256 and by whose it is.
const naming = `
	SELECT a.sha256, c.no || ' ' || a.name FROM attachment a JOIN case_file c ON c.id = a.case_id
	UNION ALL SELECT r.sha256, c.no || ' ' || r.name FROM scan_report r JOIN case_file c ON c.id = r.case_id
	UNION ALL SELECT p.sha256, p.scheme || ' ' || p.name FROM published_rule p WHERE p.sha256 <> ''`

// Evidence lists the files that a store names: SHA-256 and, for each, whose it is.
func Evidence(ctx context.Context, address string) (named map[string]string, err error) {
	err = reading(ctx, address, func(x *examination) (err error) {
		named, err = x.named()
		return err
	})
	return named, err
}

func (x *examination) named() (map[string]string, error) {
	all := map[string]string{}
	err := x.each(naming, func(scan func(...any) error) error {
		var hash, whose string
		err := scan(&hash, &whose)
		all[hash] = whose
		return err
	})
	return all, err
}

// evidence hashes every file of the office. Those that the records name have to be
// there; each has to be what its name says. What nobody names is counted: a file is kept
// before the act that brings it, and the act may have come to nothing.
func (x *examination) evidence() error {
	if x.office.Evidence == "" {
		return nil
	}
	named, err := x.named()
	if err != nil {
		return err
	}
	x.report.Checked["files"], x.report.Checked["files_unnamed"] = 0, 0
	err = files(x.office.Evidence, func(name, path string) error {
		x.told(1)
		whose, known := named[name]
		delete(named, name)
		if !known {
			x.report.Checked["files_unnamed"]++
			whose = name
		}
		x.report.Checked["files"]++
		got, err := sumOf(x.ctx, path)
		switch {
		case x.ctx.Err() != nil:
			return x.ctx.Err()
		case err != nil:
			x.breach("evidence-unreadable", whose, "file", name, "cause", err)
		case got != name:
			x.breach("evidence-altered", whose, "file", name, "hash", got)
		}
		return nil
	})
	for name, whose := range named {
		x.breach("evidence-missing", whose, "file", name)
	}
	return err
}

// files visits every file in a folder of evidence, but those that are still coming in.
func files(folder string, visit func(name, path string) error) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && path == folder: // then nothing is kept
			return nil
		case err != nil:
			return err
		case entry.IsDir() && path == filepath.Join(folder, "tmp"):
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		return visit(entry.Name(), path)
	})
}

func sumOf(ctx context.Context, path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum, buffer := sha256.New(), make([]byte, 256<<10)
	for ctx.Err() == nil {
		n, err := file.Read(buffer)
		sum.Write(buffer[:n])
		if errors.Is(err, io.EOF) {
			return hex.EncodeToString(sum.Sum(nil)), nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", ctx.Err()
}
