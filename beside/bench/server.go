package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"syscall"
	"time"
)

// server is a server in a process of its own.
type server struct {
	cmd *exec.Cmd
	url string // without a slash at its end
}

// startFor is how long a server may take to say where it listens, and to end.
const startFor = 30 * time.Second

// start runs a command that prints the address at which it serves.
func start(ctx context.Context, name string, args ...string) (*server, error) {
	s := &server{cmd: exec.CommandContext(ctx, name, args...)}
	s.cmd.Env = append(os.Environ(), "AKASHI_CALENDAR=off") // pages are measured, not what a day brings
	s.cmd.WaitDelay = startFor
	says, err := s.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	found := make(chan string, 1)
	go listen(says, found)
	select {
	case s.url = <-found:
	case <-time.After(startFor):
	}
	if s.url == "" {
		return nil, errors.Join(fmt.Errorf("%s did not say where it serves", s.cmd), s.stop())
	}
	return s, nil
}

// listen looks for an address in what a server says, and lets the rest go by.
func listen(says io.Reader, found chan<- string) {
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	lines := bufio.NewScanner(says)
	for lines.Scan() {
		if url := address.FindString(lines.Text()); url != "" {
			found <- url
			break
		}
	}
	close(found)
	_, _ = io.Copy(io.Discard, says) // a server that nobody listens to would wait for ever
}

func (s *server) pid() int { return s.cmd.Process.Pid }

// stop asks the server to end, and waits until it has.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	late := time.AfterFunc(startFor, func() { _ = s.cmd.Process.Kill() })
	defer late.Stop()
	if err := s.cmd.Wait(); err != nil && late.Stop() {
		return fmt.Errorf("end %s: %w", s.cmd, err)
	}
	return nil
}

// firstPage waits until the address answers.
func firstPage(ctx context.Context, url string) error {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: startFor}
	answer, err := client.Do(ask)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, answer.Body)
	if answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %s", url, answer.Status)
	}
	return errors.Join(err, answer.Body.Close())
}
