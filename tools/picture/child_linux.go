package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// Bounds of a process that draws.
const (
	patience  = 20 * time.Second
	mostDrawn = 32 << 20 // bytes of a picture
	mostSaid  = 64 << 10 // bytes of complaints
)

// bounds are its memory, processor time in seconds, and files; it writes none.
var bounds = []string{"--as=1073741824", "--cpu=15", "--nofile=64", "--fsize=0", "--core=0"}

// run hands a file to a program in a process that has no network, an environment of nothing
// and bounds, and returns what it writes.
func run(ctx context.Context, file []byte, program string, args ...string) ([]byte, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return nil, err
	}
	limit, err := exec.LookPath("prlimit")
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	child := exec.CommandContext(ctx, limit, append(append(append([]string{}, bounds...), "--", path), args...)...)
	child.Env, child.Dir = []string{}, "/"
	child.WaitDelay = time.Second
	child.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
		Pdeathsig:   syscall.SIGKILL,
	}
	drawn, said := &bounded{left: mostDrawn}, &bounded{left: mostSaid}
	child.Stdin, child.Stdout, child.Stderr = bytes.NewReader(file), drawn, said
	err = child.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, syscall.EPIPE) && drawn.taken.Len() > 0: // it had read enough
		return drawn.taken.Bytes(), nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w %s", program, err, strings.TrimSpace(said.taken.String()))
	}
	return drawn.taken.Bytes(), nil
}

// bounded takes so many bytes and no more.
type bounded struct {
	taken bytes.Buffer
	left  int
}

// Write takes all of p, or nothing.
func (b *bounded) Write(p []byte) (int, error) {
	if len(p) > b.left {
		return 0, io.ErrShortBuffer
	}
	b.left -= len(p)
	return b.taken.Write(p)
}
