package bench

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Questions to the rules, as large as they are taken, may slow verdicts down so much.
const besideLimit = 2.0

// askers ask the rules at once, all the time. visitors ask for verdicts meanwhile, each
// one every so often: a public that is served, not a server that is full.
const (
	askers   = 24
	visitors = 4
	pace     = 5 * time.Millisecond
	looks    = 400 // of each visitor in a round
)

// measureBeside asks for verdicts while the rules are kept busy, and while they are not.
func measureBeside(b *bench) (rows []row, err error) {
	if err := b.fillOffice(filepath.Join(b.dir, "beside"), 1000); err != nil {
		return nil, err
	}
	akashi, err := b.serve(filepath.Join(b.dir, "beside"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, akashi.stop()) }()
	t := traffic{longest: time.Minute}
	if err := t.learn(b.ctx, akashi, 1000, io.Discard); err != nil {
		return nil, err
	}
	var answered int
	p, err := alternate(3*b.rounds, func() (spent, error) {
		ctx, stop := context.WithCancel(b.ctx)
		defer stop()
		count := keepAsking(ctx, akashi.url)
		s, err := t.paced(b.ctx, akashi.url)
		stop()
		n, failed := count()
		answered += n
		return s, errors.Join(err, failed)
	}, func() (spent, error) { return t.paced(b.ctx, akashi.url) })
	if err != nil {
		return nil, err
	}
	if answered < 3*b.rounds {
		return nil, differ("questions answered meanwhile", answered, "one a round at least")
	}
	r := against{fmt.Sprintf("verdict beside %d of the largest questions to the rules, p99", askers), "without them", p, wall}.ratioAtMost(besideLimit)
	r.secondary = fmt.Sprintf("%d questions answered meanwhile", answered)
	return []row{r}, nil
}

// paced looks at verdicts, unhurriedly, and returns the 99th percentile of the time it took.
func (t traffic) paced(ctx context.Context, url string) (spent, error) {
	ctx, cancel := context.WithTimeout(ctx, t.longest)
	defer cancel()
	all, failed := make([][]time.Duration, visitors), make([]error, visitors)
	var wait sync.WaitGroup
	for v := range visitors {
		wait.Go(func() { all[v], failed[v] = t.visit(ctx, url, v) })
	}
	wait.Wait()
	var took []time.Duration
	for _, some := range all {
		took = append(took, some...)
	}
	return spent{wall: percentile(took, 99)}, errors.Join(failed...)
}

func (t traffic) visit(ctx context.Context, url string, first int) (took []time.Duration, err error) {
	c, err := dial(ctx, url)
	if err != nil {
		return nil, err
	}
	defer c.close()
	next := time.NewTicker(pace)
	defer next.Stop()
	for i := range looks {
		<-next.C
		at := (first + i*visitors) % len(t.paths)
		start := time.Now()
		body, err := c.get(t.paths[at])
		if err != nil {
			return nil, err
		}
		took = append(took, time.Since(start))
		if sumOf(body) != t.sums[at] {
			return nil, differ("answer of "+t.paths[at], string(body), "the answer before")
		}
	}
	return took, nil
}

// keepAsking asks the rules all the time until ctx ends; answered then waits for the
// last and counts them. A question that has to come again later is one.
func keepAsking(ctx context.Context, url string) (answered func() (int, error)) {
	counts, failed := make([]int, askers), make([]error, askers)
	var wait sync.WaitGroup
	for i := range askers {
		q := largest()[i%len(largest())]
		wait.Go(func() { counts[i], failed[i] = q.keep(ctx, url) })
	}
	return func() (n int, err error) {
		wait.Wait()
		for _, c := range counts {
			n += c
		}
		return n, errors.Join(failed...)
	}
}

// question is one to the rules.
type question struct{ rule, body string }

// largest are questions about as large as the rules take them.
func largest() []question {
	days := make([]string, 200)
	for i := range days {
		days[i] = fmt.Sprintf("2014-01-%02d", 1+i%28)
	}
	audits := make([]map[string]any, 180)
	for i := range audits {
		audits[i] = map[string]any{"completed": days[i], "items": strings.Fields("A01 A02 A03 A04 A05 A06 A07 A08")}
	}
	answers := map[string]any{}
	for i := range 49 {
		answers[fmt.Sprintf("1-1-%d", i+1)] = map[string]any{"status": "met", "justification": strings.Repeat("見本", 200)}
	}
	return []question{
		largeQuestion("eligibility", map[string]any{"scheme": "pmark", "facts": map[string]any{"refusals": days, "cancellations": days}}),
		largeQuestion("coverage", map[string]any{"scheme": "anshin", "audits": audits}),
		largeQuestion("score", map[string]any{"scheme": "anshin", "case": "new", "answers": answers}),
	}
}

func largeQuestion(rule string, body any) question {
	text, _ := json.Marshal(body) // maps of texts can be written
	return question{rule, string(text)}
}

// keep asks again and again.
func (q question) keep(ctx context.Context, url string) (n int, err error) {
	c, err := dial(ctx, url)
	if err != nil {
		return 0, err
	}
	defer c.close()
	for ctx.Err() == nil {
		if err := c.post("/api/v1/rules/"+q.rule, q.body); err != nil {
			if ctx.Err() != nil {
				break
			}
			return n, err
		}
		n++
	}
	return n, nil
}

// post asks with a body. What is wrong with it may be the answer.
func (c *caller) post(path, body string) error {
	if _, err := fmt.Fprintf(c.conn, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", path, c.host, len(body), body); err != nil {
		return err
	}
	answer, err := http.ReadResponse(c.in, nil)
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK && answer.StatusCode != http.StatusUnprocessableEntity {
		err = fmt.Errorf("%s answers %s", path, answer.Status)
	}
	_, failed := bufio.NewReader(answer.Body).WriteTo(io.Discard)
	return errors.Join(err, failed, answer.Body.Close())
}
