package bench

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/pprof"
	"strings"
)

// unhindered leaves one address ask as much as is measured: the limits count, and stop
// nothing.
const unhindered = "limits: address=9999999/s:9999999 server=9999999/s:9999999 verdicts=9999999/s:9999999 questions=9999999/s:9999999 account=9999999/s:9999999 upload=9999999/s:9999999\n"

// measurement is one thing that is measured, by the name that chooses it.
type measurement struct {
	name string
	run  func(*bench) ([]row, error)
}

func measurements() []measurement {
	return []measurement{
		{"score", measureScore},
		{"whatif", measureWhatIf},
		{"holders", measureHolders},
		{"payments", measurePayments},
		{"papers", measurePapers},
		{"sweep", measureSweep},
		{"verdict", measureVerdict},
		{"beside", measureBeside},
		{"search", measureSearch},
		{"start", measureStart},
		{"report", measureReport},
		{"intake", measureIntake},
		{"waits", measureWaits},
		{"check", measureCheck},
		{"board", measureBoard},
		{"session", measureSession},
		{"working", measureWorking},
		{"reviewer", measureReviewer},
		{"hand-in", measureHandIn},
	}
}

// Run measures what args ask for, prints the table to out and the progress to
// errs. With -out it writes the table, in Markdown, to a file as well; it writes
// nothing else outside a temporary directory, and leaves no process behind.
func Run(ctx context.Context, args []string, out, errs io.Writer) (err error) {
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	flags.SetOutput(errs)
	rounds := flags.Int("rounds", 5, "rounds of each side; half as many of what takes seconds")
	akashi := flags.String("akashi", "bin/akashi", "the built program")
	only := flags.String("only", "", "names of the measurements to run, with commas: "+strings.Join(names(), ","))
	full := flags.Bool("full", false, "registers of a million marks; takes most of an hour at worst")
	file := flags.String("out", "", "file to write the table to as well")
	profile := flags.String("profile", "", "file for a profile of this process")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *rounds < 1 {
		return errors.New("at least one round")
	}
	chosen, err := choose(*only)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, longest(*full))
	defer cancel()
	debug.SetGCPercent(400) // as the program has it
	b := &bench{ctx: ctx, rounds: *rounds, full: *full, akashi: *akashi}
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "akashi-bench-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.dir)) }()
	b.config = filepath.Join(b.dir, "config.yaml")
	if err := os.WriteFile(b.config, []byte(unhindered), 0o600); err != nil {
		return err
	}
	stop, err := profiled(*profile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	t := table{machine: thisMachine(), load: load(), rounds: b.rounds}
	for _, m := range chosen {
		fmt.Fprintf(errs, "measuring %s …\n", m.name)
		rows, err := m.run(b)
		if err != nil {
			return fmt.Errorf("measure %s: %w", m.name, err)
		}
		t.rows = append(t.rows, rows...)
		t.workloads = append(t.workloads, b.workload(m.name))
	}
	return t.publish(out, *file)
}

func names() []string {
	var all []string
	for _, m := range measurements() {
		all = append(all, m.name)
	}
	return all
}

func choose(only string) ([]measurement, error) {
	if only == "" {
		return measurements(), nil
	}
	var chosen []measurement
	for name := range strings.SplitSeq(only, ",") {
		found := false
		for _, m := range measurements() {
			if m.name == name {
				chosen, found = append(chosen, m), true
			}
		}
		if !found {
			return nil, fmt.Errorf("there is no measurement %q; there are %s", name, strings.Join(names(), ", "))
		}
	}
	return chosen, nil
}

// profiled takes a profile of this process until it is stopped.
func profiled(path string) (stop func() error, err error) {
	if path == "" {
		return func() error { return nil }, nil
	}
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return func() error { pprof.StopCPUProfile(); return file.Close() }, nil
}
