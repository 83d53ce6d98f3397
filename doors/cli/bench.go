package cli

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/values/civil"
)

// billing lists what was charged and what came in.
func (r *run) billing() *cobra.Command {
	return looks(r, "billing", "office.billing", cobra.NoArgs, func(v visit, q *ask.BillingQuery, _ []string) error {
		asked, err := q.For("--month")
		if err != nil {
			return err
		}
		list, err := v.Billing(v, v.who, asked)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Lines, func(l app.BillLine) []string {
				return []string{l.No, l.Code, fmt.Sprint(l.Amount), fmt.Sprint(l.Received), fmt.Sprint(l.Open), l.Due.String(), l.Applicant}
			}, "case", "fee", "amount", "received", "rest", "due", "applicant")
		})
	})
}

// exceptions lists what was done out of the ordinary course, the last first.
func (r *run) exceptions() *cobra.Command {
	return looks(r, "exceptions", "office.exceptions", cobra.NoArgs, func(v visit, q *ask.UnusualQuery, _ []string) error {
		asked, err := q.For("--month")
		if err != nil {
			return err
		}
		list, err := v.Unusual(v, v.who, asked)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Lines, func(l app.UnusualLine) []string {
				return []string{civil.In(l.At).String(), string(l.Act), l.Object, l.By, l.Second, l.Reason}
			}, "day", "act", "object", "by", "second", "reason")
		})
	})
}

// precedents lists decided cases that failed where a case is open or fails.
func (r *run) precedents() *cobra.Command {
	return r.shows("precedents NO", "case.precedents", func(v visit, no string) error {
		list, err := v.PrecedentsOf(v, v.who, no)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Precedents, func(p app.PrecedentView) []string {
				return []string{p.Case, p.Decided.String(), r.say.Say("outcome." + string(p.Outcome)), strings.Join(p.Common, " "), p.Reasons}
			}, "case", "day", "state", "item", "reason")
		})
	})
}

// bulk does an act to several cases, each by itself, or says of each what would come of it.
func (r *run) bulk() *cobra.Command {
	return asks(r, "bulk", "case.bulk", cobra.NoArgs, func(c *cobra.Command, q *ask.BulkInput, _ []string) error {
		return r.inOffice(c.Context(), "", func(v visit) error {
			return r.bulkLines(v, q.For(""), q.DryRun, 0)
		})
	})
}

// bulkLines does an act to several cases, or rehearses it, and says what came of each.
func (r *run) bulkLines(v visit, in app.BulkInput, rehearsed bool, left int) error {
	lines, err := v.Bulk(v, v.who, in, rehearsed)
	if err != nil {
		return err
	}
	done := ask.BulkOf(lines, func(err error) (code, message string) {
		f := r.say.Failure(err)
		switch {
		case len(f.Problems) > 0:
			return f.Problems[0].Code, f.Problems[0].Message
		case len(f.Grounds) > 0:
			return f.Grounds[0].Code, f.Grounds[0].Message
		}
		return f.Code, f.Message
	})
	done.Left = left
	return r.emit(done, func(w io.Writer) {
		listed(r, w, done.Cases, func(l ask.BulkLine) []string {
			return []string{l.No, map[bool]string{true: "+", false: "-"}[l.Able], l.Applicant, cmp.Or(l.Message, r.awayUntil(l.Away))}
		}, "case", "able", "applicant", "reason")
	})
}

// awayUntil is until when somebody is away; "" where they are there.
func (r *run) awayUntil(last string) string {
	if last == "" {
		return ""
	}
	return r.say.Say("absence.until", "day", last)
}
