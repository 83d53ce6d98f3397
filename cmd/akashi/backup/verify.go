package backup

import (
	"context"
	"errors"
	"os"

	"akashi/values/fault"
)

// Report is what came of verifying a backup.
type Report struct {
	OK       bool           `json:"ok"`
	Files    int            `json:"files"`
	Size     int64          `json:"size"` // bytes of all files
	Breaches fault.Problems `json:"-"`
}

// Prove opens the office in a folder as it would be opened for work, and returns
// what is wrong with it.
type Prove func(ctx context.Context, data string) (fault.Problems, error)

// Verify proves a backup by restoring it aside: every file is copied and compared
// with the manifest, and the office that comes of it is opened and checked.
func Verify(ctx context.Context, from string, prove Prove) (report Report, err error) {
	m, err := readManifest(from)
	if err != nil {
		return report, err
	}
	for _, f := range m.Files {
		report.Files, report.Size = report.Files+1, report.Size+f.Size
	}
	aside, err := os.MkdirTemp("", "akashi-drill-")
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(aside)) }()
	breaches, err := unpack(from, aside)
	if err != nil {
		return report, err
	}
	if len(breaches) == 0 {
		if breaches, err = prove(ctx, aside); err != nil {
			breaches.Add("backup.unusable", database, "cause", err)
			err = nil
		}
	}
	report.Breaches = append(report.Breaches, breaches...)
	report.OK = len(report.Breaches) == 0
	return report, err
}
