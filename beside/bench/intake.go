package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"akashi/app/application"
	"akashi/app/evidence"
	"akashi/rules/access"
)

// intakeLimit is for a report of 50 MB taken in: kept as it came, read, judged,
// and 37,000 findings that survive a power cut.
const intakeLimit = 1500 * time.Millisecond

// measureIntake hands the report in to an office, and puts the rows that this
// wrote into an equal store by plain statements.
func measureIntake(b *bench) ([]row, error) {
	f, err := b.writeReports()
	if err != nil {
		return nil, err
	}
	content, err := os.ReadFile(f.xml)
	if err != nil {
		return nil, err
	}
	handIn := func(o *office, no string) error {
		_, err := o.do(b.ctx, access.RecordReport, no, &evidence.ScanInput{Name: "report.nessus", Content: content})
		return err
	}
	written, err := b.contents("intake", onDraft(b.ctx, handIn), "scan_report", "scan_page")
	if err != nil {
		return nil, err
	}
	byHand := func(o *office, _ string) error { return insertTables(b.ctx, o.path, written) }
	again, err := b.contents("intake-check", onDraft(b.ctx, byHand), "scan_report", "scan_page")
	if err != nil {
		return nil, err
	}
	if got, want := digest(again), digest(written); got != want || findingsIn(written[1]) != f.findings {
		return nil, differ("rows of the report", got, want)
	}
	round := 0
	next := func(do func(*office, string) error) (took spent, err error) {
		round++
		err = b.onEmpty(fmt.Sprintf("intake-%d", round), onDraft(b.ctx, func(o *office, no string) (err error) {
			took, err = timed(1, func() error { return do(o, no) })
			return err
		}))
		return took, err
	}
	p, err := alternate(b.few(), func() (spent, error) { return next(handIn) }, func() (spent, error) { return next(byHand) })
	r := against{"50 MB report taken in with its 37,000 findings, elapsed", "prepared INSERT of the same pages", p, wall}.atMost(intakeLimit)
	r.secondary = duration(median(each(p.thing, cpu))) + " CPU"
	return []row{r}, err
}

// findingsIn counts the findings on the pages that were written.
func findingsIn(pages tableRows) (n int) {
	for _, row := range pages.rows {
		var findings []json.RawMessage
		if text, ok := row[len(row)-1].(string); ok && json.Unmarshal([]byte(text), &findings) == nil {
			n += len(findings)
		}
	}
	return n
}

// onDraft does something with the draft of an application.
func onDraft(ctx context.Context, do func(o *office, no string) error) func(*office) error {
	return func(o *office) error {
		opened, err := o.do(ctx, access.Open, "", &application.OpenInput{Scheme: schemeKey, Type: "new", Service: "見本ネット",
			IntakeBody: "jaipa", Applicant: &application.ApplicantInput{Name: "見本インターネット株式会社", Sample: true}})
		if err != nil {
			return err
		}
		no, err := numberIn(opened)
		if err != nil {
			return err
		}
		return do(o, no)
	}
}

// numberIn is the number of the case that was opened.
func numberIn(opened []byte) (string, error) {
	var c struct {
		No string `json:"no"`
	}
	err := json.Unmarshal(opened, &c)
	return c.No, err
}
