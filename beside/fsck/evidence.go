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
	"strings"

	"akashi/values/fault"
)

// naming are the files that the records name, each by its SHA-256 and by whose it is, but those
// of which it is on record that they were erased.
const naming = `
	SELECT a.sha256, c.no || ' ' || a.name FROM attachment a JOIN case_file c ON c.id = a.case_id WHERE NOT EXISTS (SELECT 1 FROM erasure e WHERE e.file_id = a.id)
	UNION ALL SELECT r.sha256, c.no || ' ' || r.name FROM scan_report r JOIN case_file c ON c.id = r.case_id WHERE NOT EXISTS (SELECT 1 FROM erasure e WHERE e.file_id = r.id)
	UNION ALL SELECT o.sha256, c.no || ' ' || o.name FROM observation o JOIN case_file c ON c.id = o.case_id WHERE o.sha256 <> '' AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.file_id = o.id)
	UNION ALL SELECT d.sha256, c.no || ' ' || d.no || '.pdf' FROM dispatch d JOIN case_file c ON c.id = d.case_id WHERE d.sha256 <> ''
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

// erased are the files that were erased and that nothing names any more, each with its case.
func (x *examination) erased(named map[string]string) (map[string]string, error) {
	all := map[string]string{}
	err := x.each(`SELECT e.sha256, c.no FROM erasure e JOIN case_file c ON c.id = e.case_id`, func(scan func(...any) error) error {
		var hash, no string
		err := scan(&hash, &no)
		if _, still := named[hash]; !still {
			all[hash] = no
		}
		return err
	})
	return all, err
}

// Unseal opens what is kept encrypted. It fails with fault.Unavailable where it has not the
// key.
type Unseal func(io.Reader) (io.Reader, error)

// sealed ends the name of a file that is kept encrypted.
const sealed = ".age"

// evidence opens and hashes every file of the office. Those that the records name have to be
// there; each has to be what its name says. What nobody names is counted: a file is kept
// before the act that brings it, and the act may have come to nothing. What is encrypted and
// could not be opened has not been checked, and that is said.
func (x *examination) evidence() error {
	if x.office.Evidence == "" {
		return nil
	}
	named, err := x.named()
	if err != nil {
		return err
	}
	erased, err := x.erased(named)
	if err != nil {
		return err
	}
	there, unread := map[string]bool{}, map[string]error{}
	x.report.Checked["files"], x.report.Checked["files_unnamed"], x.report.Checked["files_unread"] = 0, 0, 0
	err = files(x.office.Evidence, func(name, path string) error {
		x.told(1)
		hash := strings.TrimSuffix(name, sealed)
		whose, known := named[hash]
		there[hash] = true
		if no, gone := erased[hash]; gone {
			x.breach("evidence-not-erased", no, "file", hash)
		}
		if !known {
			x.report.Checked["files_unnamed"]++
			whose = hash
		}
		got, err := sumOf(x.ctx, path, x.office.Unseal)
		if errors.Is(err, fault.Unavailable) {
			unread[hash] = err
			return nil
		}
		x.report.Checked["files"]++
		switch {
		case x.ctx.Err() != nil:
			return x.ctx.Err()
		case errors.Is(err, errAltered):
			x.breach("evidence-altered", whose, "file", hash)
		case err != nil:
			x.breach("evidence-unreadable", whose, "file", hash, "cause", err)
		case got != hash:
			x.breach("evidence-altered", whose, "file", hash, "hash", got)
		}
		return nil
	})
	for hash, whose := range named {
		if !there[hash] {
			x.breach("evidence-missing", whose, "file", hash)
		}
	}
	x.report.Checked["files_unread"] = len(unread)
	for _, why := range unread { // one of them speaks for all
		x.breach("evidence-unread", "evidence", "files", len(unread), "cause", why)
		break
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

// errAltered is of a file that was encrypted by the office and does not open as such any more.
var errAltered = errors.New("what is encrypted was changed")

// sumOf hashes what a file holds; one that is encrypted is opened on the way.
func sumOf(ctx context.Context, path string, unseal Unseal) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	if !strings.HasSuffix(path, sealed) {
		return sumUp(ctx, file)
	}
	if unseal == nil {
		return "", fault.New(fault.Unavailable, "evidence-sealed", "")
	}
	plain, err := unseal(file)
	sum := ""
	if err == nil {
		sum, err = sumUp(ctx, plain)
	}
	if _, disk := errors.AsType[*fs.PathError](err); err != nil && !disk && !errors.Is(err, fault.Unavailable) && ctx.Err() == nil {
		err = errors.Join(errAltered, err)
	}
	return sum, err
}

func sumUp(ctx context.Context, from io.Reader) (string, error) {
	sum, buffer := sha256.New(), make([]byte, 256<<10)
	for ctx.Err() == nil {
		n, err := from.Read(buffer)
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
