package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"akashi/app/application"
	"akashi/app/evidence"
	"akashi/rules/access"
)

// waitLimit is how long one applicant's report may keep anybody from writing.
const waitLimit = time.Second

// Small changes are made at this pace, so many at least, until the report is in.
const (
	smallChanges = 50
	changePace   = 20 * time.Millisecond
)

// crowded is a report of 150,000 findings, each of which asks for an opinion.
func crowded() []byte {
	var b bytes.Buffer
	b.WriteString("Plugin ID,CVE,CVSS,Risk,Host,Protocol,Port,Name,Plugin Output\n")
	for i := range 150_000 {
		fmt.Fprintf(&b, "%d,,5.0,Medium,192.0.2.%d,tcp,%d,A weakness of one service,x\n", 10_000+i%100, i/100%250, 1+i/25_000)
	}
	return b.Bytes()
}

// measureWaits hands the report in to one case while another is changed, and tells how
// long the slowest change took.
func measureWaits(b *bench) ([]row, error) {
	content := crowded()
	var intake []time.Duration
	round := 0
	slowest := func(report bool) (took spent, err error) {
		round++
		err = b.onEmpty(fmt.Sprintf("waits-%d", round), onDraft(b.ctx, func(o *office, no string) error {
			handed := make(chan error, 1)
			go func() {
				if !report {
					handed <- nil
					return
				}
				start := time.Now()
				_, err := o.do(b.ctx, access.RecordReport, no, &evidence.ScanInput{Name: "crowded.csv", Content: content})
				intake = append(intake, time.Since(start))
				handed <- err
			}()
			took, err = o.changes(b.ctx, handed)
			return err
		}))
		return took, err
	}
	p, err := alternate(b.few(), func() (spent, error) { return slowest(true) }, func() (spent, error) { return slowest(false) })
	if err != nil {
		return nil, err
	}
	r := against{"slowest small change beside a report of 150,000 findings, elapsed", "with nothing beside it", p, wall}.atMost(waitLimit)
	r.secondary = "the report in " + duration(median(intake))
	return []row{r}, nil
}

// changes makes small changes to a case of its own until the report is in, and returns
// how long the slowest took.
func (o *office) changes(ctx context.Context, handed <-chan error) (slowest spent, err error) {
	opened, err := o.do(ctx, access.Open, "", &application.OpenInput{Scheme: schemeKey, Type: "new", Service: "見本ひかり",
		IntakeBody: "jaipa", Applicant: &application.ApplicantInput{Name: "見本第二株式会社", Sample: true}})
	if err != nil {
		return slowest, errors.Join(err, <-handed)
	}
	no, err := numberIn(opened)
	next := time.NewTicker(changePace)
	defer next.Stop()
	in := false
	for i := 0; err == nil && (i < smallChanges || !in); i++ {
		select {
		case err = <-handed:
			in, handed = true, nil
			continue
		case <-next.C:
		}
		start := time.Now()
		if _, failed := o.do(ctx, access.Amend, no, &application.AmendInput{Website: new(fmt.Sprintf("https://isp.example/%d", i))}); failed != nil {
			err = failed
		}
		slowest.wall = max(slowest.wall, time.Since(start))
	}
	if !in {
		err = errors.Join(err, <-handed)
	}
	return slowest, err
}
