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

// Bare serves the answers of a file, as writeBody wrote them, from a map until ctx
// ends. It is the least that a server in Go can do, the yardstick for
// the verdicts of the office. It prints its address to errs.
func Bare(ctx context.Context, file string, errs io.Writer) error {
	answers, err := readBodies(file)
	if err != nil {
		return fmt.Errorf("read %s: %w", file, err)
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

// readBodies reads the answers by their paths.
func readBodies(file string) (map[string][]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	answers := map[string][]byte{}
	for lines := json.NewDecoder(f); ; {
		var line [2]string
		switch err := lines.Decode(&line); {
		case errors.Is(err, io.EOF):
			return answers, nil
		case err != nil:
			return nil, err
		}
		answers[line[0]] = []byte(line[1])
	}
}

// writeBody writes one answer for Bare.
func writeBody(to io.Writer, path string, body []byte) error {
	return json.NewEncoder(to).Encode([2]string{path, string(body)})
}
