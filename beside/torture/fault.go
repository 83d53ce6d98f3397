package torture

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// blow is a fault of the system: what becomes of the nth call of a kind.
type blow struct {
	call, what string
	nth        int
}

// within is strace with the blow, writing to a log what it did.
func (b blow) within(log string) string {
	what := "error=" + b.what
	if b.what == "KILL" {
		what = "signal=KILL"
	}
	return fmt.Sprintf("strace -f -qq -o %s -e trace=%s -e inject=%s:%s:when=%d", log, b.call, b.call, what, b.nth)
}

// blows are the faults in their order: every call, what may become of it, and where.
func (r *rig) blows(calls string, deep int) (all []blow) {
	n := 0
	for _, call := range strings.Fields(calls) {
		for _, what := range []string{"KILL", "EIO", "ENOSPC"} {
			for nth := 1; nth <= deep; nth++ {
				if n++; r.full || n%4 == 1 { // the small form tries each fault at some call
					all = append(all, blow{call, what, nth})
				}
			}
		}
	}
	return all
}

// fired reports whether strace did what it was asked for: it notes the calls that it made
// fail, and the process that it killed.
func fired(log string) bool {
	text, _ := os.ReadFile(log)
	return bytes.Contains(text, []byte("INJECTED")) || bytes.Contains(text, []byte("killed by SIGKILL"))
}

// forbidden is what this machine does not let anybody do, whatever is installed on it.
type forbidden struct{ error }

// traceable refuses where no call can be made to fail.
func traceable() error {
	if _, err := exec.LookPath("strace"); err != nil {
		return errors.New("strace is missing (package strace)")
	}
	if out, err := exec.Command("strace", "-qq", "-o", "/dev/null", "true").CombinedOutput(); err != nil {
		return forbidden{fmt.Errorf("nothing can be traced: %w: %s", err, out)}
	}
	return nil
}

// faults has one call after the other fail while the command line performs an act.
func faults(r *rig) ([]row, error) {
	if err := traceable(); err != nil {
		return nil, err
	}
	o, err := r.found(filepath.Join(r.dir, "fault"), "")
	if err != nil {
		return nil, err
	}
	first, err := o.command("case", "open", "--as", "office", "--scheme", "anshin", "--type", "new", "--service", "first", "--intake-body", "jaipa", "--applicant-name", "first", "--json")
	if err != nil {
		return nil, err
	}
	no := numberIn(first)
	opens := row{what: "a call fails or kills during `case open`", note: "pwrite64 fsync fdatasync write openat ftruncate unlink × KILL EIO ENOSPC"}
	attaches := row{what: "a call fails or kills during `case attach`", note: "and linkat mkdirat unlinkat"}
	calls := "pwrite64 fsync fdatasync write openat ftruncate unlink"
	for i, b := range append(r.blows(calls, r.size(1, 14)), r.blows("write fsync pwrite64 linkat mkdirat unlinkat openat", r.size(1, 14))...) {
		key := fmt.Sprintf("fault-%04d.txt", i)
		into := &opens
		args := []string{"case", "open", "--as", "office", "--scheme", "anshin", "--type", "new", "--service", key, "--intake-body", "jaipa", "--applicant-name", key}
		if i >= len(r.blows(calls, r.size(1, 14))) {
			into = &attaches
			file := filepath.Join(r.dir, key)
			if err := os.WriteFile(file, []byte("evidence "+key), 0o600); err != nil {
				return nil, err
			}
			args = []string{"case", "attach", no, "--as", "office", "--file", file}
		}
		if err := o.underBlow(into, b, key, append(args, "--idempotency-key", key, "--json")); err != nil {
			return nil, err
		}
		if i%40 == 39 {
			if err := o.sound(into); err != nil {
				return nil, err
			}
		}
	}
	var last row
	if err := o.examine(&last, nil); err != nil {
		return nil, err
	}
	opens.lost, opens.half, opens.blind = last.lost, opens.half+last.half, opens.blind+last.blind
	return []row{opens, attaches}, o.close()
}

// underBlow performs an act under a blow. When that fails it is asked for again with the
// same key, and in the end it is there once.
func (o *office) underBlow(into *row, b blow, key string, args []string) error {
	log := filepath.Join(o.rig.dir, "strace")
	said, err := o.rig.run(b.within(log), o.at(args...)...)
	into.tried++
	if fired(log) {
		into.fired++
	}
	if err == nil {
		into.acknowledged++
		if err := o.oracle.keeps(key, hashOf(said)); err != nil {
			return err
		}
	}
	again, err2 := o.command(args...)
	if err2 != nil {
		into.lost++
		fmt.Fprintf(o.rig.log, "%v: asked again: %v\n", b, err2)
		return nil
	}
	if err == nil && !bytes.Equal(said, again) {
		into.half++
		fmt.Fprintf(o.rig.log, "%v: another answer under the same key\n", b)
	}
	kept, err := o.kept()
	if kept[key] != 1 {
		into.half++
		fmt.Fprintf(o.rig.log, "%v: %s is there %d times\n", b, key, kept[key])
	}
	return err
}

// sound asks the checks alone.
func (o *office) sound(into *row) error {
	var found row
	err := o.examine(&found, nil)
	into.blind += found.blind
	return err
}

// flushes has the disk refuse to flush the log of a loaded server, from some time on: it
// has to end by itself, having told nobody what it does not know.
func flushes(r *rig) ([]row, error) {
	if err := traceable(); err != nil {
		return nil, err
	}
	all := row{what: "the disk refuses to flush under a loaded server, which has to end by itself"}
	err := r.rounds("flush", r.size(1, 30), &all, func(o *office, n int) ([]act, error) {
		log := filepath.Join(r.dir, "strace")
		s, err := o.serve(fmt.Sprintf("strace -f -qq -o %s -P %s -e trace=fsync,fdatasync -e inject=fsync,fdatasync:error=EIO:when=%d+",
			log, filepath.Join(o.data, "akashi.db-wal"), 3+n%7))
		if err != nil {
			return nil, err
		}
		stop := make(chan struct{})
		open := o.load(s, 4, stop)
		select {
		case <-s.ended:
			s.ended <- nil
			if !strings.Contains(s.said.String(), "outcome") && !strings.Contains(s.said.String(), "分かりません") {
				all.blind++
				fmt.Fprintf(r.log, "ended without saying why: %s\n", s.said)
			}
		case <-time.After(20 * time.Second):
			all.blind++
			fmt.Fprintf(r.log, "the server goes on without a disk\n")
		}
		s.kill()
		close(stop)
		if fired(log) {
			all.fired++
		}
		return open(), nil
	})
	return []row{all}, err
}

// numberIn is the number of the case in an answer.
func numberIn(answer []byte) string {
	var c struct {
		No string `json:"no"`
	}
	_ = json.Unmarshal(answer, &c) // then it has none
	return c.No
}
