package backup

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the engine of a store in one file

	"akashi/values/fault"
)

// Office is where an office keeps its things: the folder of its evidence, and of its store
// unless that is in a database on a server.
type Office struct {
	Data, Database string
	Unseal         func(io.Reader) (io.Reader, error) // opens what is kept encrypted; fault.Unavailable without the key
}

// Named lists the files that a store names: SHA-256, and whose each is.
type Named func(ctx context.Context, o Office) (map[string]string, error)

// Create copies the store and the evidence of an office into a new folder, and is done
// only when a power cut would leave all of it there. The copy of the store is one
// consistent state, taken while the office goes on; it is taken first, so that every file
// it names is there when the files are copied. A file that is not what its name says is
// left out, so that it spreads into no copy, and is a breach as one that is missing is. What
// is encrypted stays so; where the key is not at hand it is copied unread, and counted.
func Create(ctx context.Context, o Office, to string, now time.Time, named Named) (Manifest, fault.Problems, error) {
	m := Manifest{Made: now.UTC().Truncate(time.Second)}
	if _, err := os.Stat(filepath.Join(o.Data, database)); o.Database == "" && err != nil {
		return m, nil, fault.Wrap(fault.NotFound, "store.none", o.Data, err)
	}
	var breaches fault.Problems
	err := whole(to, func(aside string) error {
		if err := m.copyStore(ctx, o, aside); err != nil {
			return err
		}
		copied := Office{Data: aside, Database: o.Database} // what a server holds by now names no less than its copy
		files, err := named(ctx, copied)
		if err != nil {
			return err
		}
		altered, err := m.copyEvidence(ctx, o, aside)
		if err != nil {
			return err
		}
		breaches = m.lacks(files, altered)
		return m.write(aside)
	})
	return m, breaches, err
}

// whole makes a folder that is there with all that belongs to it, or not at all: it is
// filled under another name, and a half of it that a killed program left is cleared first.
func whole(to string, fill func(aside string) error) error {
	if err := absent(to, "backup.folder-exists", to); err != nil {
		return err
	}
	aside := filepath.Clean(to) + ".unfinished"
	if err := os.RemoveAll(aside); err != nil {
		return err
	}
	if err := os.Mkdir(aside, 0o700); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	err := fill(aside)
	if err == nil {
		err = syncFolders(aside)
	}
	if err == nil {
		err = os.Rename(aside, to)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(aside))
	}
	return syncFolder(filepath.Dir(filepath.Clean(to)))
}

// absent refuses to go on where there is something already.
func absent(name, code, what string) error {
	_, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	return fault.New(fault.Conflict, code, what)
}

// copyStore writes a consistent copy of the store.
func (m *Manifest) copyStore(ctx context.Context, o Office, to string) (err error) {
	name := database
	if o.Database != "" {
		name = dump
		err = dumpTo(ctx, o.Database, filepath.Join(to, dump))
	} else {
		err = vacuum(ctx, filepath.Join(o.Data, database), filepath.Join(to, database))
	}
	if err != nil {
		return err
	}
	f, err := look(to, name)
	m.Files = append(m.Files, f)
	return errors.Join(err, syncFolder(filepath.Join(to, name))) // a file is forced to disk as a folder is
}

// vacuum copies a store in one file.
func vacuum(ctx context.Context, from, to string) error {
	if err := os.WriteFile(to, nil, 0o600); err != nil { // SQLite would make it for everybody to read
		return err
	}
	db, err := sql.Open("sqlite", from)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	if err = errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("copy store: %w", err)
	}
	return nil
}

// copyEvidence copies every file that is what its name says, and returns the names of
// the others.
func (m *Manifest) copyEvidence(ctx context.Context, o Office, to string) (altered map[string]bool, err error) {
	altered = map[string]bool{}
	root := filepath.Join(o.Data, evidence)
	err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == root: // then what is named will be missing
			return nil
		case err != nil || ctx.Err() != nil:
			return errors.Join(err, ctx.Err())
		case entry.IsDir() && name == filepath.Join(root, "tmp"):
			return fs.SkipDir // unfinished
		case !entry.Type().IsRegular():
			return nil
		}
		path, err := filepath.Rel(o.Data, name)
		if err != nil {
			return err
		}
		f, err := copyFile(name, to, filepath.ToSlash(path))
		if errors.Is(err, fs.ErrNotExist) && !strings.HasSuffix(path, sealed) { // it is encrypted at this moment
			path += sealed
			f, err = copyFile(name+sealed, to, filepath.ToSlash(path))
			if errors.Is(err, fs.ErrExist) { // and was copied as that
				return nil
			}
		}
		if err != nil {
			return err
		}
		return m.take(o, to, f, altered)
	})
	return altered, err
}

// take lists a copy that is what its name says, or cannot be read here, and removes any other.
func (m *Manifest) take(o Office, to string, f File, altered map[string]bool) error {
	copied := filepath.Join(to, filepath.FromSlash(f.Path))
	hash, err := f.SHA256, error(nil)
	if strings.HasSuffix(f.Path, sealed) {
		hash, err = o.sumSealed(copied)
	}
	switch {
	case errors.Is(err, fault.Unavailable):
		m.Unread++
	case err != nil || hash != f.name():
		altered[f.name()] = true
		return os.Remove(copied)
	}
	m.Files = append(m.Files, f)
	return nil
}

// sumSealed opens and hashes an encrypted file.
func (o Office) sumSealed(path string) (string, error) {
	if o.Unseal == nil {
		return "", fault.New(fault.Unavailable, "evidence-sealed", "")
	}
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	plain, err := o.Unseal(file)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	_, err = io.Copy(sum, plain)
	return hex.EncodeToString(sum.Sum(nil)), err
}

// lacks reports what the store names and the copy has not, and what else was left out.
func (m *Manifest) lacks(named map[string]string, altered map[string]bool) (breaches fault.Problems) {
	there := map[string]bool{}
	for _, f := range m.Files {
		there[f.name()] = true
	}
	for hash, whose := range named {
		switch {
		case altered[hash]:
			breaches.Add("evidence-altered", whose, "file", hash)
		case !there[hash]:
			breaches.Add("evidence-missing", whose, "file", hash)
		}
		delete(altered, hash)
	}
	for hash := range altered {
		breaches.Add("evidence-altered", hash, "file", hash)
	}
	return breaches
}
