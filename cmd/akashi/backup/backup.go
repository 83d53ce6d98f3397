package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the engine of a store in one file

	"akashi/values/fault"
)

// Create copies the store and the evidence of an office into a new folder. The
// copy of the store is one consistent state, taken while the office goes on; it
// is taken first, so that every file it names is there when the files are copied.
func Create(ctx context.Context, data, to string, now time.Time) (Manifest, error) {
	m := Manifest{Made: now.UTC().Truncate(time.Second)}
	if _, err := os.Stat(filepath.Join(data, database)); err != nil {
		return m, fault.Wrap(fault.NotFound, "store.none", data, err)
	}
	if err := os.Mkdir(to, 0o700); err != nil {
		return m, fault.Wrap(fault.Conflict, "backup.folder-exists", to, err)
	}
	if err := vacuum(ctx, filepath.Join(data, database), filepath.Join(to, database)); err != nil {
		return m, err
	}
	f, err := look(to, database)
	if err != nil {
		return m, err
	}
	m.Files = append(m.Files, f)
	if err := m.copyEvidence(data, to); err != nil {
		return m, err
	}
	return m, m.write(to)
}

// vacuum writes a consistent copy of a store in one file.
func vacuum(ctx context.Context, from, to string) (err error) {
	db, err := sql.Open("sqlite", from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", to); err != nil {
		return fmt.Errorf("copy store: %w", err)
	}
	return nil
}

func (m *Manifest) copyEvidence(data, to string) error {
	root := filepath.Join(data, evidence)
	return filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name == filepath.Join(root, "tmp"):
			return fs.SkipDir // unfinished
		case !entry.Type().IsRegular():
			return nil
		}
		path, err := filepath.Rel(data, name)
		if err != nil {
			return err
		}
		f, err := copyFile(name, to, filepath.ToSlash(path))
		m.Files = append(m.Files, f)
		return err
	})
}

// Restore verifies a backup and makes an office of it. A folder that holds an
// office is left alone.
func Restore(ctx context.Context, from, data string, prove Prove) (Report, error) {
	report, err := Verify(ctx, from, prove)
	if err != nil || !report.OK {
		return report, err
	}
	if _, err := os.Stat(filepath.Join(data, database)); err == nil {
		return report, fault.New(fault.Conflict, "backup.office-there", data)
	}
	_, err = unpack(from, data)
	return report, err
}

// unpack copies every file of a backup into a folder, and reports each that is
// not as the manifest says.
func unpack(from, to string) (fault.Problems, error) {
	m, err := readManifest(from)
	if err != nil {
		return nil, err
	}
	var breaches fault.Problems
	for _, want := range m.Files {
		got, err := copyFile(filepath.Join(from, filepath.FromSlash(want.Path)), to, want.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			breaches.Add("backup.missing", want.Path)
		case err != nil:
			return breaches, err
		case got != want:
			breaches.Add("backup.changed", want.Path)
		}
	}
	return breaches, nil
}
