package torture

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// rig is one run of the torture.
type rig struct {
	ctx          context.Context
	akashi, self string
	dir          string // for everything; removed at the end
	full         bool
	log          io.Writer
}

// size chooses how often something is tried.
func (r *rig) size(small, full int) int {
	if r.full {
		return full
	}
	return small
}

// row is a line of the table.
type row struct {
	what              string
	tried, fired      int
	acknowledged      int
	lost, half, blind int  // acknowledged and gone; there by half; not sound and not said
	control           bool // something that must be flagged
	flagged           int
	note              string
}

// good reports whether the row is as it has to be.
func (r row) good() bool {
	if r.control {
		return r.flagged > 0
	}
	return r.lost+r.half+r.blind == 0
}

// torment is one way of torturing, by the name that chooses it.
type torment struct {
	name string
	run  func(*rig) ([]row, error)
}

func torments() []torment {
	return []torment{
		{"kill", kills},
		{"fault", faults},
		{"flush", flushes},
		{"backup", backups},
		{"power", powerCuts},
		{"postgres", postgresKills},
		{"calendar", calendars},
		{"books", books},
	}
}

// Run tortures as args ask for and prints the table. It fails where anything was lost, and
// where a control was not flagged.
func Run(ctx context.Context, args []string, out, errs io.Writer) (err error) {
	flags := flag.NewFlagSet("torture", flag.ContinueOnError)
	flags.SetOutput(errs)
	akashi := flags.String("akashi", "bin/akashi", "the built program")
	only := flags.String("only", "", "names of the torments, with commas")
	full := flags.Bool("full", false, "as often as docs/reliability.md asks for")
	if err := flags.Parse(args); err != nil {
		return err
	}
	r := &rig{ctx: ctx, akashi: *akashi, full: *full, log: errs}
	if r.self, err = os.Executable(); err != nil {
		return err
	}
	if r.akashi, err = filepath.Abs(r.akashi); err != nil {
		return err
	}
	if r.dir, err = os.MkdirTemp("", "akashi-torture-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(r.dir)) }()
	fmt.Fprintf(out, "| what | tried | fired | acknowledged | lost | half | only looks healthy | |\n|---|---|---|---|---|---|---|---|\n")
	for _, t := range torments() {
		if *only != "" && !slices.Contains(strings.Split(*only, ","), t.name) {
			continue
		}
		begun := time.Now()
		rows, failed := t.run(r)
		for _, row := range rows {
			fmt.Fprintln(out, row)
			if !row.good() {
				err = errors.Join(err, fmt.Errorf("%s: %s", t.name, row.what))
			}
		}
		if failed != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", t.name, failed))
		}
		fmt.Fprintf(errs, "%s took %s\n", t.name, time.Since(begun).Round(time.Second))
	}
	return err
}

// String is the row as the table has it.
func (r row) String() string {
	if r.control {
		return fmt.Sprintf("| – control: %s | %d | %d | %d | flagged %d | | | %s |", r.what, r.tried, r.fired, r.acknowledged, r.flagged, r.note)
	}
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %d | %d | %s |", r.what, r.tried, r.fired, r.acknowledged, r.lost, r.half, r.blind, r.note)
}

// load has some clients ask for acts until they are told to stop, or the office no longer
// answers, and returns what was asked for and not acknowledged.
func (o *office) load(s *server, clients int, stop <-chan struct{}) (open func() []act) {
	var mu sync.Mutex
	var left []act
	var all sync.WaitGroup
	for range clients {
		all.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				mu.Lock()
				o.asked++
				key := fmt.Sprintf("key-%06d", o.asked)
				mu.Unlock()
				a := opening(key)
				status, body, err := o.ask(s, a)
				if err == nil && status < 300 {
					a = attaching(key+"-file.txt", numberIn(body))
					status, _, err = o.ask(s, a)
				}
				if err != nil || status >= 300 {
					mu.Lock()
					left = append(left, a)
					mu.Unlock()
				}
				if err != nil {
					return
				}
			}
		})
	}
	return func() []act { all.Wait(); return left }
}

// examine looks at an office after what was done to it: what was acknowledged is there once,
// nothing is there twice, the office is sound, and whoever asks again gets the same answer.
func (o *office) examine(r *row, left []act) error {
	acknowledged, err := o.oracle.acknowledged()
	if err != nil {
		return err
	}
	r.acknowledged = len(acknowledged)
	kept, err := o.kept()
	if err != nil {
		return fmt.Errorf("read the store: %w", err)
	}
	for key := range acknowledged {
		if kept[key] == 0 {
			r.lost++
		}
	}
	for _, n := range kept {
		if n > 1 {
			r.half++
		}
	}
	for _, check := range [][]string{{"fsck"}, {"log", "verify"}} {
		if _, err := o.command(append(check, "--json")...); err != nil {
			r.blind++
			fmt.Fprintln(o.rig.log, err)
		}
	}
	return o.askAgain(r, left, acknowledged)
}

// askAgain sends what was not acknowledged once more, and looks that each is there once.
func (o *office) askAgain(r *row, left []act, acknowledged map[string]string) error {
	if len(left) == 0 {
		return nil
	}
	s, err := o.serve("")
	if err != nil {
		return err
	}
	defer s.kill()
	for _, a := range left {
		status, body, err := o.ask(s, a)
		if err != nil {
			return err
		}
		if status >= 300 {
			return fmt.Errorf("asked again under %s: status %d %.200s", a.key, status, body)
		}
		if hash, known := acknowledged[a.key]; known && hash != hashOf(body) {
			r.half++
		}
	}
	kept, err := o.kept()
	for _, a := range left {
		if kept[a.key] != 1 {
			r.half++
		}
	}
	return err
}
