package torture

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

// perOffice is how often an office is tortured until another one is made: its checks take
// longer the more there is in it.
const perOffice = 20

// add adds what came of one office to a row.
func (r *row) add(one row) {
	r.acknowledged += one.acknowledged
	r.lost, r.half, r.blind = r.lost+one.lost, r.half+one.half, r.blind+one.blind
}

// rounds tortures offices one after the other; once does it once to one of them.
func (r *rig) rounds(name string, times int, into *row, once func(o *office, n int) ([]act, error)) error {
	for n := 0; n < times; {
		o, err := r.found(filepath.Join(r.dir, fmt.Sprintf("%s-%d", name, n)), "")
		if err != nil {
			return err
		}
		var last row
		for range min(perOffice, times-n) {
			left, err := once(o, n)
			if err != nil {
				return err
			}
			found := row{}
			if err := o.examine(&found, left); err != nil {
				return fmt.Errorf("%s %d: %w", name, n, err)
			}
			found.half, found.blind = found.half+last.half, found.blind+last.blind
			last = found
			n++
			into.tried++
		}
		into.add(last)
		if err := o.close(); err != nil {
			return err
		}
	}
	return nil
}

// close ends the oracle and removes the office.
func (o *office) close() error {
	if err := o.oracle.stop(); err != nil {
		return err
	}
	return os.RemoveAll(o.data)
}

// enough is how much has to be acknowledged before anything is taken away.
const enough = 4

// loadFor loads a server for a moment, ends it, and returns what was not acknowledged.
func (o *office) loadFor(s *server, clients int, moment time.Duration, end func()) []act {
	stop := make(chan struct{})
	open := o.load(s, clients, stop)
	time.Sleep(moment)
	for before, n := o.answered.Load(), 0; o.answered.Load() < before+enough && n < 200; n++ { // a busy machine is slow
		time.Sleep(50 * time.Millisecond)
	}
	end()
	close(stop)
	return open()
}

func moment() time.Duration { return time.Duration(100+rand.IntN(400)) * time.Millisecond }

// kills kills the server under four clients, and the command line in the middle of an act.
func kills(r *rig) ([]row, error) {
	server := row{what: "server killed (-9) under 4 clients"}
	err := r.rounds("kill", r.size(2, 300), &server, func(o *office, _ int) ([]act, error) {
		s, err := o.serve("")
		if err != nil {
			return nil, err
		}
		left := o.loadFor(s, 4, moment(), s.kill)
		server.fired++
		return left, nil
	})
	if err != nil {
		return nil, err
	}
	control := row{what: "log of the store emptied after the kill", control: true}
	for n := range r.size(1, 6) {
		o, err := r.found(filepath.Join(r.dir, fmt.Sprintf("control-%d", n)), "")
		if err != nil {
			return nil, err
		}
		s, err := o.serve("")
		if err != nil {
			return nil, err
		}
		o.loadFor(s, 4, 0, s.kill) // a moment longer, and the log may just have gone into the store
		if err := os.Truncate(filepath.Join(o.data, "akashi.db-wal"), 0); err != nil {
			return nil, err
		}
		control.tried, control.fired = control.tried+1, control.fired+1
		var found row
		if err := o.examine(&found, nil); err != nil || found.lost+found.half+found.blind > 0 {
			control.flagged++
		}
		control.acknowledged += found.acknowledged
		if err := o.close(); err != nil {
			return nil, err
		}
	}
	return []row{server, control}, nil
}
