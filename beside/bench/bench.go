package bench

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strconv"
	"time"
)

// bench is one run of the measurements.
type bench struct {
	ctx    context.Context
	rounds int
	full   bool   // with registers of a million marks
	akashi string // path of the built program
	self   string // path of this one, which also serves the bare answers
	config string // of the programs that serve
	dir    string // for files; removed at the end
}

// longest is when a run gives up: nobody waits longer for a table.
func longest(full bool) time.Duration {
	if full {
		return time.Hour
	}
	return 5 * time.Minute
}

// size chooses how large something is made.
func (b *bench) size(usual, full int) int {
	if b.full {
		return full
	}
	return usual
}

// write makes a file.
func (b *bench) write(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	to := bufio.NewWriter(f)
	return errors.Join(write(to), to.Flush(), f.Close())
}

// few is the number of rounds for what takes seconds each time.
func (b *bench) few() int { return (b.rounds + 1) / 2 }

// thousands prints a number as people write large ones.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
