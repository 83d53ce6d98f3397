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
func Restore(ctx context.Context, from, data string, prove Prove) (report Report, err error) {
	m, err := readManifest(from)
	if err != nil {
		return report, err
	}
	report.measure(m)
	if err := vacant(data); err != nil {
		return report, err
	}
	aside := filepath.Join(data, restoring)
	if err := errors.Join(os.MkdirAll(data, 0o700), os.RemoveAll(aside)); err != nil {
		return report, err
	}
	report.Breaches, err = m.unpack(ctx, from, aside)
	if err != nil || len(report.Breaches) > 0 {
		return report, errors.Join(err, os.RemoveAll(aside))
	}
	if report.Breaches, err = proving(ctx, aside, prove); err != nil {
		return report, errors.Join(err, os.RemoveAll(aside))
	}
	if err := settle(aside, data); err != nil {
		return report, err
	}
	report.Restored, report.OK = true, len(report.Breaches) == 0
	return report, nil
}

// vacant refuses a folder that holds an office, or evidence that an office may still need.
func vacant(data string) error {
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

// settle puts a whole copy in its place. The name of the store is what makes it an office.
func settle(aside, data string) error {
	if err := os.MkdirAll(filepath.Join(aside, evidence), 0o700); err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(data, evidence)); err != nil { // empty, or of a killed restore
		return err
	}
	for _, name := range []string{evidence, database} {
		if err := os.Rename(filepath.Join(aside, name), filepath.Join(data, name)); err != nil {
			return fmt.Errorf("put %s in its place: %w", name, err)
		}
		if err := syncFolder(data); err != nil {
			return err
		}
	}
	return errors.Join(os.RemoveAll(aside), syncFolder(data), syncFolder(filepath.Dir(filepath.Clean(data))))
}
