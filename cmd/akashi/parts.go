package main

import (
	"bytes"
	"io"
	"os"
	"time"

	"akashi/app/desk"
	"akashi/doors/cli"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/schemes"
	"akashi/tools/cvss"
	"akashi/tools/ical"
	"akashi/tools/inspect"
	"akashi/tools/scan"
	"akashi/tools/seal"
	"akashi/tools/sheet"
	"akashi/words"
)

// isTerminal reports whether somebody may be watching. The null device passes for a
// terminal, and nobody is disturbed there.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// parts hands the command line what it needs of the world and of the tools.
func parts() cli.Parts {
	return cli.Parts{
		Version: version,
		In:      os.Stdin, Out: os.Stdout, Err: os.Stderr, Watched: isTerminal(os.Stderr),
		Env:    os.LookupEnv,
		Now:    time.Now,
		Open:   func(name string) (io.ReadCloser, error) { return os.Open(name) },
		Create: func(name string) (io.WriteCloser, error) { return os.Create(name) },
		Schemes: cli.Schemes{
			Shipped: schemes.Shipped,
			Folder:  func(dir string) (*scheme.Shelf, error) { return schemes.Load(os.DirFS(dir)) },
			File:    schemes.ReadFile,
		},
		Scan: cli.Scan{Formats: scan.Formats(), Read: readReport, Base: baseScore},
		Sheet: cli.Sheet{
			Read:    readSheet,
			Write:   func(w io.Writer, rows [][]string) error { return sheet.Write(w, rows, sheet.UTF8BOM) },
			Columns: sheet.Columns,
		},
		Calendar:     ical.Write,
		Inspect:      inspectFile,
		Office:       openOffice,
		Begin:        makeOffice,
		Scratch:      scratchOffice,
		Serve:        serve,
		Work:         work,
		Fill:         fillDemo,
		Fsck:         checkOffice,
		Backup:       backups(),
		SealEvidence: sealEvidence,
		Routes:       routes,
		Signed:       seal.Signed,

		Conditions: conditions,
		TryMail:    tryMail,
	}
}

func readSheet(r io.Reader, format, encoding string) ([][]string, string, error) {
	table, err := sheet.Read(r, sheet.Options{Format: format, Encoding: encoding})
	return table.Rows, table.Encoding, err
}

func readReport(r io.Reader, as desk.ReadAs, each func(diagnosis.Finding) error) (diagnosis.Report, error) {
	options := scan.Options{Format: as.Format}
	if as.Mapping != nil {
		mapping, err := scan.ReadMapping(bytes.NewReader(as.Mapping))
		if err != nil {
			return diagnosis.Report{}, err
		}
		options.Mapping = mapping
	}
	return scan.Read(r, options, each)
}

func baseScore(vector string) (string, diagnosis.Tenths, error) {
	version, base, err := cvss.Base(vector)
	return string(version), base, err
}

// inspectFile looks at a file as an upload is looked at.
func inspectFile(r io.Reader, name string) (cli.Checkup, error) {
	limits := inspect.DefaultLimits()
	spool, err := inspect.Receive(r, limits.Size)
	if err != nil {
		return cli.Checkup{}, err
	}
	defer spool.Close()
	verdict := inspect.Inspect(spool, spool.Size(), name, limits)
	return cli.Checkup{Good: verdict.Accepted, View: inspected(verdict)}, nil
}

// inspected is what was found in a file, each thing with its sentence.
func inspected(v inspect.Verdict) func(*words.Book) any {
	type found struct {
		inspect.Remark
		Message string `json:"message"`
	}
	return func(say *words.Book) any {
		view := struct {
			inspect.Verdict
			Findings []found `json:"findings"`
		}{v, []found{}}
		for _, f := range v.Findings {
			view.Findings = append(view.Findings, found{f, say.Say("fault." + string(f.Code))})
		}
		return view
	}
}
