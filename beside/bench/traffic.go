package bench

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// traffic is a bounded number of requests over a few connections that stay open,
// each asked after the answer to the one before.
type traffic struct {
	paths       []string
	sums        []uint64 // of what each path must answer, masked
	requests    int
	from        int // the place in paths of the first request
	connections int
	longest     time.Duration    // of the whole
	cookie      string           // of whoever is signed in; "" for the public
	took        *[]time.Duration // each request's, where somebody wants to know
}

// send asks the server and returns what one request cost it.
func (t traffic) send(ctx context.Context, s *server) (spent, error) {
	ctx, cancel := context.WithTimeout(ctx, t.longest)
	defer cancel()
	before, err := cpuOf(s.pid())
	if err != nil {
		return spent{}, err
	}
	if t.took != nil {
		*t.took = make([]time.Duration, t.requests)
	}
	start := time.Now()
	if err := t.all(ctx, s.url); err != nil {
		return spent{}, err
	}
	elapsed := time.Since(start)
	after, err := cpuOf(s.pid())
	n := time.Duration(t.requests)
	return spent{cpu: (after - before) / n, wall: elapsed / n}, err
}

// all makes every request, and stops at the first that goes wrong.
func (t traffic) all(ctx context.Context, url string) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range t.connections {
		workers.Go(func() {
			if err := t.some(ctx, url, &next); err != nil {
				cancel(err)
			}
		})
	}
	workers.Wait()
	return context.Cause(ctx)
}

// some makes requests over one connection until there are no more to make.
func (t traffic) some(ctx context.Context, url string, next *atomic.Int64) error {
	c, err := dial(ctx, url)
	if err != nil {
		return err
	}
	defer c.close()
	c.cookie = t.cookie
	for {
		i := int(next.Add(1)) - 1
		if i >= t.requests || ctx.Err() != nil {
			return ctx.Err()
		}
		at := (t.from + i) % len(t.paths)
		start := time.Now()
		body, err := c.get(t.paths[at])
		if err != nil {
			return err
		}
		if t.took != nil {
			(*t.took)[i] = time.Since(start)
		}
		if sumOf(body) != t.sums[at] {
			return differ("answer of "+t.paths[at], string(body), "the answer before")
		}
	}
}

// caller is one connection. It does less than http.Client, because its work is
// done on the processors of the server that it measures.
type caller struct {
	conn   net.Conn
	in     *bufio.Reader
	host   string
	cookie string
	body   bytes.Buffer
	close  func()
}

// dial opens a connection that ends with ctx.
func dial(ctx context.Context, url string) (*caller, error) {
	host := strings.TrimPrefix(url, "http://")
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", host)
	if err != nil {
		return nil, err
	}
	ended := context.AfterFunc(ctx, func() { _ = conn.Close() })
	return &caller{conn: conn, in: bufio.NewReader(conn), host: host, close: func() { ended(); _ = conn.Close() }}, nil
}

// get returns the body of an answer, which is good until the next one.
func (c *caller) get(path string) ([]byte, error) {
	head := "GET " + path + " HTTP/1.1\r\nHost: " + c.host + "\r\n"
	if c.cookie != "" {
		head += "Cookie: " + c.cookie + "\r\n"
	}
	if _, err := io.WriteString(c.conn, head+"\r\n"); err != nil {
		return nil, err
	}
	answer, err := http.ReadResponse(c.in, nil)
	if err != nil {
		return nil, err
	}
	c.body.Reset()
	_, err = c.body.ReadFrom(answer.Body)
	if answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %s", path, answer.Status)
	}
	return c.body.Bytes(), errors.Join(err, answer.Body.Close())
}

// seed makes the sums of one run comparable.
var seed = maphash.MakeSeed()

// sumOf is a sum of a body, but for the moment of its check: of a million answers
// more cannot be kept.
func sumOf(body []byte) uint64 { return maphash.Bytes(seed, mask(body)) }

// mask blanks the moment at which a verdict was checked, and the key that each form of a page
// gives whoever sends it: they differ from one answer to the next and nothing else may.
func mask(body []byte) []byte {
	for _, before := range []string{`"checked_at":"`, `name="_key" value="`} {
		for rest := body; ; {
			_, after, found := bytes.Cut(rest, []byte(before))
			end := bytes.IndexByte(after, '"')
			if !found || end < 0 {
				break
			}
			for i := range after[:end] {
				after[i] = '0'
			}
			rest = after[end:]
		}
	}
	return body
}
