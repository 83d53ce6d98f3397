package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"akashi/civil"
)

// The verdict for programs may cost so much more than a bare handler that answers
// the same bytes from a map.
const verdictLimit = 1.5

// The traffic of a round. The rounds are short and many: on a busy machine a
// server that has to wait for a processor costs more of it, too.
const (
	requests    = 10_000
	connections = 4
	numbers     = 64 // that are asked for in turn
)

func measureVerdict(b *bench) (rows []row, err error) {
	dir := filepath.Join(b.dir, "verdict")
	if err := b.fillOffice(dir); err != nil {
		return nil, err
	}
	akashi, err := b.serve(dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, akashi.stop()) }()
	t := traffic{requests: requests, connections: connections, longest: time.Minute, bodies: map[string][]byte{}}
	bodies, err := t.learn(b.ctx, akashi)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(b.dir, "bodies.json")
	if err := writeBodies(file, bodies); err != nil {
		return nil, err
	}
	bare, err := start(b.ctx, b.self, "bare", file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, bare.stop()) }()
	for _, s := range []*server{akashi, bare} { // the answers of both, before anything counts
		if _, err := t.send(b.ctx, s); err != nil {
			return nil, err
		}
	}
	p, err := alternate(3*b.rounds, func() (spent, error) { return t.send(b.ctx, akashi) },
		func() (spent, error) { return t.send(b.ctx, bare) })
	if err != nil {
		return nil, err
	}
	r := against{"/v/{number}.json, CPU of the server", "bare handler", p, cpu}.ratioAtMost(verdictLimit)
	r.secondary = fmt.Sprintf("%s, bare %s", perSecond(1, median(each(p.thing, wall))), perSecond(1, median(each(p.reference, wall))))
	return []row{r}, nil
}

// serve starts the program on a folder.
func (b *bench) serve(dir string) (*server, error) {
	return start(b.ctx, b.akashi, "serve", "--data", dir, "--addr", "127.0.0.1:0")
}

// fillOffice makes the folder of an office with marks in its register that are
// valid today.
func (b *bench) fillOffice(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	o, err := b.open(filepath.Join("verdict", "akashi"))
	if err != nil {
		return err
	}
	defer o.close()
	today := civil.In(time.Now())
	return takeIn(b.ctx, o, holderRows(1000, today.AddDays(-300), today.AddDays(300)))
}

// learn asks for every verdict once and keeps the answers.
func (t *traffic) learn(ctx context.Context, s *server) (map[string]string, error) {
	c, err := dial(ctx, s.url)
	if err != nil {
		return nil, err
	}
	defer c.close()
	bodies := map[string]string{}
	for i := range numbers {
		path := "/v/" + url.PathEscape(holderNumber(i)) + ".json"
		body, err := c.get(path)
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(body, []byte(`"valid":true`)) {
			return nil, differ("verdict of "+path, string(body), "a valid mark")
		}
		decoded, err := url.PathUnescape(path)
		if err != nil {
			return nil, err
		}
		bodies[decoded] = string(body)
		t.paths = append(t.paths, path)
		t.bodies[path] = bytes.Clone(mask(body))
	}
	return bodies, nil
}
