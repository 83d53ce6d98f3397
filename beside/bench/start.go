package bench

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"
)

// What an empty office may take until its first page has been answered.
const (
	startLimit  = 150 * time.Millisecond
	startMemory = 60 << 20
)

// measureStart starts the program on a folder that is not there yet, beside a
// bare server that has nothing to prepare.
func measureStart(b *bench) ([]row, error) {
	file := filepath.Join(b.dir, "first.json")
	if err := b.write(file, func(to io.Writer) error { return writeBody(to, "/", []byte("{}")) }); err != nil {
		return nil, err
	}
	var held []int64
	round := 0
	p, err := alternate(b.rounds, func() (spent, error) {
		round++
		dir := filepath.Join(b.dir, fmt.Sprintf("start-%d", round))
		took, peak, err := b.firstAnswer(func() (*server, error) { return b.serve(dir) })
		held = append(held, peak)
		return took, err
	}, func() (spent, error) {
		took, _, err := b.firstAnswer(func() (*server, error) { return start(b.ctx, b.self, "bare", file) })
		return took, err
	})
	if err != nil {
		return nil, err
	}
	r := against{"cold start of an empty store to the first page, elapsed", "bare server", p, wall}.atMost(startLimit)
	r.secondary = duration(median(each(p.thing, cpu))) + " CPU"
	return []row{r, memory("the same, resident at most", median(held), startMemory)}, nil
}

// firstAnswer measures a server from nothing to its first page, and the most
// memory that it held on the way.
func (b *bench) firstAnswer(begin func() (*server, error)) (took spent, peak int64, err error) {
	start := time.Now()
	s, err := begin()
	if err != nil {
		return took, 0, err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	if err := firstPage(b.ctx, s.url+"/"); err != nil {
		return took, 0, err
	}
	took.wall = time.Since(start)
	if took.cpu, err = cpuOf(s.pid()); err != nil {
		return took, 0, err
	}
	peak, err = resident(s.pid(), residentPeak)
	return took, peak, err
}
