package backup

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"akashi/values/fault"
)

// Report is what came of verifying or restoring a backup.
type Report struct {
	OK       bool           `json:"ok"`
	Files    int            `json:"files"`
	Size     int64          `json:"size"` // bytes of all files
	Restored bool           `json:"restored,omitempty"`
	Breaches fault.Problems `json:"-"`
}

func (r *Report) measure(m Manifest) {
	for _, f := range m.Files {
		r.Files, r.Size = r.Files+1, r.Size+f.Size
	}
}

// Prove opens the office in a folder as it would be opened for work, and returns
// what is wrong with it.
type Prove func(ctx context.Context, data string) (fault.Problems, error)

// proving is what a proof has found; that it could not be made is found, too.
func proving(ctx context.Context, data string, prove Prove) (fault.Problems, error) {
	breaches, err := prove(ctx, data)
	if err != nil && ctx.Err() == nil {
		breaches.Add("backup.unusable", database, "cause", err)
		err = nil
	}
	return breaches, err
}

// drill begins the names of the folders in which backups are proven.
const drill = "akashi-drill-"

// Verify proves a backup by restoring it aside: every file is copied and compared
// with the manifest, and the office that comes of it is opened and checked.
func Verify(ctx context.Context, from string, prove Prove) (report Report, err error) {
	m, err := readManifest(from)
	if err != nil {
		return report, err
	}
	report.measure(m)
	if err := clearDrills(time.Now()); err != nil {
		return report, err
	}
	aside, err := os.MkdirTemp("", drill)
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(aside)) }()
	if report.Breaches, err = m.unpack(ctx, from, aside); err != nil || len(report.Breaches) > 0 {
		return report, err
	}
	report.Breaches, err = proving(ctx, aside, prove)
	report.OK = err == nil && len(report.Breaches) == 0
	return report, err
}

// forgotten is how old the folder of a drill is when nobody can be at it any more.
const forgotten = 24 * time.Hour

// clearDrills removes what killed drills have left: each is a whole copy of an office.
func clearDrills(now time.Time) error {
	left, err := filepath.Glob(filepath.Join(os.TempDir(), drill+"*"))
	for _, folder := range left {
		info, gone := os.Lstat(folder)
		if errors.Is(gone, fs.ErrNotExist) || gone == nil && now.Sub(info.ModTime()) < forgotten {
			continue
		}
		err = errors.Join(err, gone, os.RemoveAll(folder))
	}
	return err
}
