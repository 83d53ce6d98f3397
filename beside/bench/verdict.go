package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	"akashi/values/civil"
)

// The verdict for programs may cost so much more than a bare handler that answers
// the same bytes from a map.
const verdictLimit = 1.5

// The traffic of a round. The rounds are short and many: on a busy machine a
// server that has to wait for a processor costs more of it, too.
const (
	requests    = 10_000
	connections = 4
)

// verdicts is how many marks the register holds that is asked, every one of them.
func (b *bench) verdicts() int { return b.size(10_000, 1_000_000) }

func measureVerdict(b *bench) (rows []row, err error) {
	dir := filepath.Join(b.dir, "verdict")
	if err := b.fillOffice(dir, b.verdicts()); err != nil {
		return nil, err
	}
	akashi, err := b.serve(dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, akashi.stop()) }()
	t := traffic{requests: requests, connections: connections, longest: time.Minute}
	file := filepath.Join(b.dir, "bodies.json")
	if err := b.write(file, func(to io.Writer) error { return t.learn(b.ctx, akashi, b.verdicts(), to) }); err != nil {
		return nil, err
	}
	bare, err := start(b.ctx, b.self, "bare", file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, bare.stop()) }()
	ask := func(s *server, from *int) func() (spent, error) {
		return func() (spent, error) {
			t := t
			t.from, *from = *from, *from+requests
			return t.send(b.ctx, s)
		}
	}
	var here, there int // both are asked for the same marks
	p, err := alternate(3*b.rounds, ask(akashi, &here), ask(bare, &there))
	if err != nil {
		return nil, err
	}
	r := against{fmt.Sprintf("/v/{number}.json over %s marks, CPU of the server", thousands(b.verdicts())), "bare handler", p, cpu}.ratioAtMost(verdictLimit)
	r.secondary = fmt.Sprintf("%s, bare %s", perSecond(1, median(each(p.thing, wall))), perSecond(1, median(each(p.reference, wall))))
	return []row{r}, nil
}

// serve starts the program on a folder.
func (b *bench) serve(dir string) (*server, error) {
	return start(b.ctx, b.akashi, "serve", "--init", "--data", dir, "--addr", "127.0.0.1:0", "--config", b.config)
}

// fillOffice makes the folder of an office with marks in its register that are
// valid today, entered as an office enters them.
func (b *bench) fillOffice(dir string, marks int) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	o, err := b.open(filepath.Join(filepath.Base(dir), "akashi"))
	if err != nil {
		return err
	}
	defer o.close()
	today := civil.In(time.Now())
	rows := holderRows(marks, today.AddDays(-300), today.AddDays(300))
	for some := range slices.Chunk(rows.Rows, 10_000) {
		part := rows
		part.Rows = some
		if err := takeIn(b.ctx, o, part); err != nil {
			return err
		}
	}
	return nil
}

// learn asks for every verdict once, in an order that nobody could guess, and
// writes the answers down for the bare handler.
func (t *traffic) learn(ctx context.Context, s *server, marks int, to io.Writer) error {
	c, err := dial(ctx, s.url)
	if err != nil {
		return err
	}
	defer c.close()
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(marks) { // the same in every run
		decoded := "/v/" + holderNumber(i) + ".json"
		path := "/v/" + url.PathEscape(holderNumber(i)) + ".json"
		body, err := c.get(path)
		if err != nil {
			return err
		}
		if !bytes.Contains(body, []byte(`"valid":true`)) {
			return differ("verdict of "+path, string(body), "a valid mark")
		}
		if err := writeBody(to, decoded, body); err != nil {
			return err
		}
		t.paths, t.sums = append(t.paths, path), append(t.sums, sumOf(body))
	}
	return nil
}
