package torture

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
)

// Oracle writes down what it is told, a line each, and says so when the line is on the disk.
func Oracle(file string, in io.Reader, out io.Writer) error {
	kept, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer kept.Close()
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		if _, err := fmt.Fprintln(kept, lines.Text()); err != nil {
			return err
		}
		if err := kept.Sync(); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(out, "kept"); err != nil {
			return err
		}
	}
	return lines.Err()
}

// oracle is the process that knows what was acknowledged.
type oracle struct {
	mu   sync.Mutex
	file string
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Scanner
}

func startOracle(ctx context.Context, self, file string) (*oracle, error) {
	cmd := exec.CommandContext(ctx, self, "oracle", file)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &oracle{file: file, cmd: cmd, in: in, out: bufio.NewScanner(out)}, cmd.Start()
}

// keeps writes down that a key was acknowledged, with the hash of the answer.
func (o *oracle) keeps(key, hash string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, err := fmt.Fprintln(o.in, key, hash); err != nil {
		return err
	}
	if !o.out.Scan() {
		return fmt.Errorf("the oracle is gone: %w", o.out.Err())
	}
	return nil
}

// acknowledged reads back what was written down: the hash of the answer, by key.
func (o *oracle) acknowledged() (map[string]string, error) {
	text, err := os.ReadFile(o.file)
	all := map[string]string{}
	for line := range strings.Lines(string(text)) {
		key, hash, _ := strings.Cut(strings.TrimSpace(line), " ")
		all[key] = hash
	}
	return all, err
}

func (o *oracle) stop() error {
	_ = o.in.Close() // it ends when nobody can tell it anything more
	return o.cmd.Wait()
}
