package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
)

// Bare serves the answers of a file, a JSON object of path and body, from a map
// until ctx ends. It is the least that a server in Go can do, the yardstick for
// the verdicts of the office. It prints its address to errs.
func Bare(ctx context.Context, file string, errs io.Writer) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var bodies map[string]string
	if err := json.Unmarshal(text, &bodies); err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	answers := map[string][]byte{}
	for path, body := range bodies {
		answers[path] = []byte(body)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(errs, "http://%s\n", l.Addr())
	s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := answers[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body) // an asker who has left need not be told
	})}
	ended := context.AfterFunc(ctx, func() { _ = s.Close() })
	defer ended()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// writeBodies writes the file that Bare reads.
func writeBodies(path string, bodies map[string]string) error {
	text, err := json.Marshal(bodies)
	if err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o600)
}
