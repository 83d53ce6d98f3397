package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"akashi/values/fault"
)

// restoring is the folder, inside that of the office, in which an office is put together.
// Inside, because the folder of an office is often a disk of its own, into which nothing
// can be renamed from beside it.
const restoring = ".restoring"

// Restore makes an office of a backup. Everything is copied aside and compared with the
// manifest, and only a copy that is whole is put in its place, the store last: until then
// there is no office, and what a killed restore left is begun anew. What the check says of
// a whole copy is reported and hinders nothing, because it may be the best there is.
func Restore(ctx context.Context, from string, o Office, prove Prove) (report Report, err error) {
	m, err := readManifest(from)
	if err != nil {
		return report, err
	}
	report.measure(m)
	if (m.store() == dump) != (o.Database != "") {
		return report, fault.Wrong("backup.database", "--database")
	}
	if err := vacant(ctx, o); err != nil {
		return report, err
	}
	aside := filepath.Join(o.Data, restoring)
	if err := errors.Join(os.MkdirAll(o.Data, 0o700), os.RemoveAll(aside)); err != nil {
		return report, err
	}
	report.Breaches, err = m.unpack(ctx, from, aside)
	if err != nil || len(report.Breaches) > 0 {
		return report, errors.Join(err, os.RemoveAll(aside))
	}
	if report.Breaches, err = o.fill(ctx, aside, prove); err != nil {
		return report, err
	}
	report.Restored, report.OK = true, len(report.Breaches) == 0
	return report, nil
}

// fill makes the office of a whole copy, and says what the check finds. A store in one file
// is proven before it is put in its place; one on a server is restored in one transaction
// and proven there.
func (o Office) fill(ctx context.Context, aside string, prove Prove) (found fault.Problems, err error) {
	if o.Database == "" {
		if found, err = proving(ctx, Office{Data: aside}, prove); err != nil {
			return found, errors.Join(err, os.RemoveAll(aside))
		}
		return found, settle(aside, o.Data, evidence, database)
	}
	if err := place(aside, o.Data, evidence); err != nil {
		return nil, err
	}
	if err := restoreInto(ctx, filepath.Join(aside, dump), o.Database); err != nil {
		return nil, err
	}
	if err := settle(aside, o.Data); err != nil {
		return nil, err
	}
	return proving(ctx, o, prove)
}

// vacant refuses a place that holds an office, or evidence that an office may still need.
func vacant(ctx context.Context, o Office) error {
	data := o.Data
	if o.Database != "" {
		if err := emptyDatabase(ctx, o.Database); err != nil {
			return err
		}
	}
	for _, name := range []string{database, database + "-wal"} { // a log that was left behind would be taken for the new one's
		if err := absent(filepath.Join(data, name), "backup.office-there", data); err != nil {
			return err
		}
	}
	_, begun := os.Lstat(filepath.Join(data, restoring))
	if files, _ := filepath.Glob(filepath.Join(data, evidence, "??", "*")); len(files) > 0 && begun != nil {
		return fault.New(fault.Conflict, "backup.evidence-there", data)
	}
	return nil
}

// unpack copies every file of a backup into a folder, forces all of it to disk, and
// reports each file that is not as the manifest says.
func (m Manifest) unpack(ctx context.Context, from, to string) (breaches fault.Problems, err error) {
	for _, want := range m.Files {
		got, err := copyFile(filepath.Join(from, filepath.FromSlash(want.Path)), to, want.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			breaches.Add("backup.missing", want.Path)
		case err != nil || ctx.Err() != nil:
			return breaches, errors.Join(err, ctx.Err())
		case got != want:
			breaches.Add("backup.changed", want.Path)
		}
	}
	if len(breaches) > 0 {
		return breaches, nil
	}
	return nil, syncFolders(to)
}

// place gives parts of a copy their names. The name of the store is what makes it an office.
func place(aside, data string, names ...string) error {
	for _, name := range names {
		if name == evidence { // what is there is empty, or of a killed restore
			if err := errors.Join(os.MkdirAll(filepath.Join(aside, name), 0o700), os.RemoveAll(filepath.Join(data, name))); err != nil {
				return err
			}
		}
		if err := os.Rename(filepath.Join(aside, name), filepath.Join(data, name)); err != nil {
			return fmt.Errorf("put %s in its place: %w", name, err)
		}
		if err := syncFolder(data); err != nil {
			return err
		}
	}
	return nil
}

// settle places what is left of a copy and clears away where it was put together.
func settle(aside, data string, names ...string) error {
	if err := place(aside, data, names...); err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(aside), syncFolder(data), syncFolder(filepath.Dir(filepath.Clean(data))))
}
