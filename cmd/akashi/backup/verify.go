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
	Made     time.Time      `json:"made"` // when the backup was made
	Restored bool           `json:"restored,omitempty"`
	Breaches fault.Problems `json:"-"`
}

func (r *Report) measure(m Manifest) {
	r.Made = m.Made
	for _, f := range m.Files {
		r.Files, r.Size = r.Files+1, r.Size+f.Size
	}
}

// Prove opens an office as it would be opened for work, and returns what is wrong with it.
type Prove func(ctx context.Context, o Office) (fault.Problems, error)

// proving is what a proof has found; that it could not be made is found, too.
func proving(ctx context.Context, o Office, prove Prove) (fault.Problems, error) {
	breaches, err := prove(ctx, o)
	if err != nil && ctx.Err() == nil {
		breaches.Add("backup.unusable", "store", "cause", err)
		err = nil
	}
	return breaches, err
}

// drill begins the names of the folders in which backups are proven.
const drill = "akashi-drill-"

// Verify proves a backup by restoring it aside: every file is copied and compared
// with the manifest, and the office that comes of it is opened and checked. One of a server
// is proven in a database that is made for it beside the one given.
func Verify(ctx context.Context, from, beside string, prove Prove) (report Report, err error) {
	m, err := readManifest(from)
	if err != nil {
		return report, err
	}
	report.measure(m)
	if m.store() == dump && beside == "" {
		return report, fault.Wrong("backup.database", "--database")
	}
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
	if m.store() == dump {
		err = inDrill(ctx, beside, time.Now(), func(address string) (err error) {
			if err = restoreInto(ctx, filepath.Join(aside, dump), address); err == nil {
				report.Breaches, err = proving(ctx, Office{Data: aside, Database: address}, prove)
			}
			return err
		})
	} else {
		report.Breaches, err = proving(ctx, Office{Data: aside}, prove)
	}
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
