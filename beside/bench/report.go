package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"akashi/tools/scan/genreport"
)

// What a vulnerability report of 50 MB may cost.
const (
	readLimit   = 1.0      // of the time that xmllint takes only to parse it
	memoryLimit = 40 << 20 // bytes above a process that reads next to nothing
)

// reportFiles are one report in two formats, and one of a single finding.
type reportFiles struct {
	xml, csv, small string
	findings        int
}

func (b *bench) writeReports() (f reportFiles, err error) {
	size := genreport.FiftyMB
	f = reportFiles{filepath.Join(b.dir, "large.nessus"), filepath.Join(b.dir, "large.csv"), filepath.Join(b.dir, "small.nessus"), size.Hosts * size.Items}
	return f, errors.Join(
		writeReport(f.xml, genreport.NessusXML, size),
		writeReport(f.csv, genreport.NessusCSV, size),
		writeReport(f.small, genreport.NessusXML, genreport.Size{Hosts: 1, Items: 1}),
	)
}

func writeReport(path string, write func(io.Writer, genreport.Size) error, size genreport.Size) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(file, size), file.Close())
}

// measureReport reads and judges the report in a process of its own, beside
// xmllint, which only parses it.
func measureReport(b *bench) ([]row, error) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		return nil, errors.New("xmllint is missing: install libxml2-utils")
	}
	f, err := b.writeReports()
	if err != nil {
		return nil, err
	}
	if err := b.sameJudgement(f); err != nil {
		return nil, err
	}
	idle, err := b.peakOf(b.check(f.small))
	if err != nil {
		return nil, err
	}
	var rows []row
	for _, format := range []struct{ name, path string }{{"XML", f.xml}, {"CSV", f.csv}} {
		p, err := alternate(2*b.rounds, func() (spent, error) {
			return runFor(b.check(format.path))
		}, func() (spent, error) {
			return runFor(exec.CommandContext(b.ctx, xmllint, "--stream", "--noout", f.xml))
		})
		if err != nil {
			return nil, err
		}
		a := against{"50 MB Nessus " + format.name + " read and judged, elapsed", "xmllint --stream", p, wall}
		r := a.ratioAtMost(readLimit)
		r.secondary = duration(median(each(p.thing, cpu))) + " CPU, " + perSecond(f.findings, a.median()) + " findings"
		peaks := make([]int64, b.rounds)
		for i := range peaks {
			if peaks[i], err = b.peakOf(b.check(format.path)); err != nil {
				return nil, err
			}
		}
		rows = append(rows, r, memory("the same, resident above an idle process", median(peaks)-idle, memoryLimit))
	}
	return rows, nil
}

// check is the command that judges a report.
func (b *bench) check(path string) *exec.Cmd {
	return exec.CommandContext(b.ctx, b.akashi, "diagnosis", "check", "--json", "--scheme", schemeKey, path)
}

// sameJudgement compares what is said of the report in its two formats.
func (b *bench) sameJudgement(f reportFiles) error {
	var said [2]string
	for i, path := range []string{f.xml, f.csv} {
		out, err := b.check(path).Output()
		if ended(err) != nil {
			return err
		}
		var result struct {
			Findings                  []struct{} `json:"findings"`
			Counts                    any        `json:"counts"`
			Blocking, OpinionRequired []string
			Verdict                   string
		}
		if err := json.Unmarshal(out, &result); err != nil {
			return fmt.Errorf("judge %s: %w", path, err)
		}
		if len(result.Findings) != f.findings {
			return differ("findings of "+path, len(result.Findings), f.findings)
		}
		said[i] = fmt.Sprint(result.Verdict, result.Counts, len(result.Blocking))
	}
	if said[0] != said[1] {
		return differ("judgement of XML and CSV", said[0], said[1])
	}
	return nil
}

// ended lets a negative verdict pass: it is what the report deserves.
func ended(err error) error {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == 1 {
		return nil
	}
	return err
}

// runFor runs a command to its end.
func runFor(c *exec.Cmd) (spent, error) {
	start := time.Now()
	if err := ended(c.Run()); err != nil {
		return spent{}, fmt.Errorf("%s: %w", c, err)
	}
	return spent{wall: time.Since(start), cpu: c.ProcessState.UserTime() + c.ProcessState.SystemTime()}, nil
}

// peakOf runs a command and returns the most memory it held, looking all the time:
// what the kernel says in the end would begin with the memory of this process, of
// which the command was a copy for a moment.
func (b *bench) peakOf(c *exec.Cmd) (peak int64, err error) {
	if err := c.Start(); err != nil {
		return 0, err
	}
	watch, stop := context.WithCancel(b.ctx)
	seen := make(chan int64)
	go func() {
		most := int64(0)
		for watch.Err() == nil {
			if now, err := resident(c.Process.Pid, residentPeak); err == nil {
				most = max(most, now)
			}
			time.Sleep(time.Millisecond)
		}
		seen <- most
	}()
	err = ended(c.Wait())
	stop()
	return <-seen, err
}
