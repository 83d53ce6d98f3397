package web

import (
	"net/http"
	"net/url"
	"strings"

	"akashi/app/review"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/fault"
)

// seenLine is one observation as it stands, with what stood in its place before.
type seenLine struct {
	record.Observation
	Was  []corrected
	Mend string // puts it right; "" where the visitor may not
}

// seen are the observations of a case, in their order.
func (c *caseView) seen(at string) (lines []seenLine) {
	for _, o := range review.StandingObservations(c.Observed) {
		line := seenLine{Observation: o}
		if _, can := c.offered(access.Observe); can && o.By == c.reader {
			line.Mend = at + "?" + url.Values{"mend": {o.ID}}.Encode() + "#see"
		}
		for was, why := o.Corrects, o.Reason; was != ""; {
			before := c.observed(was)
			line.Was = append(line.Was, corrected{Was: before.Text, Why: why})
			was, why = before.Corrects, before.Reason
		}
		lines = append(lines, line)
	}
	return lines
}

func (c *caseView) observed(id string) record.Observation {
	for _, o := range c.Observed {
		if o.ID == id {
			return o
		}
	}
	return record.Observation{}
}

// toReadOut is the beginning of the closing sheet: what operation was found not to meet, whether
// a finding was raised on it or not, what is left to the committee, what is not judged yet, and
// what was seen. That nothing was found is said of what was judged alone.
func (p page) toReadOut(c *caseView) string {
	var lines []string
	left := 0
	for _, a := range c.Answers {
		at := scheme.Place{Criterion: a.Criterion, Aspect: a.Aspect}
		if !scoring.GivenAt(c.Edition, at, scheme.StepOnSiteReview) {
			continue
		}
		said := map[record.Verdict]string{record.Unmet: "closing.unmet", record.CannotJudge: "closing.open"}[a.First]
		if a.First == "" {
			left++
		}
		if said == "" {
			continue
		}
		text := a.Criterion + "　" + p.wording(c.Edition, a.Criterion)
		if a.FirstNote != "" {
			text += "\n　" + a.FirstNote
		}
		lines = append(lines, p.T(said, "item", text))
	}
	switch {
	case left > 0:
		lines = append(lines, p.T("closing.left", "n", p.N(left)))
	case len(lines) == 0:
		lines = append(lines, p.T("closing.nothing"))
	}
	for _, o := range review.StandingObservations(c.Observed) {
		lines = append(lines, p.T("closing.seen", "item", strings.TrimSpace(o.Criterion+"　"+o.Text)))
	}
	return strings.Join(lines, "\n")
}

// closing shows the sheet of the closing meeting, to be read out and printed.
func (d *Door) closing(v *visit) error {
	if !v.actor.May(access.LogVisit) {
		return fault.New(fault.Forbidden, "access.role", string(access.LogVisit))
	}
	if _, err := d.Office.OnSite(v.r.Context(), v.actor, v.r.PathValue("no")); err != nil {
		return err
	}
	p, c, err := d.caseAt(v)
	if err != nil {
		return err
	}
	v.private()
	return v.show(http.StatusOK, closingPage(p, c, p.toReadOut(c)))
}
