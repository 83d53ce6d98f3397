package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/coverage"
	"akashi/rules/deadline"
	"akashi/rules/eligibility"
	"akashi/rules/fees"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/words"
)

// judges makes a command that puts a question to a rule, tells the answer and ends
// with its verdict, where the answer is one.
func judges[P ask.Question[Q], Q, A any](r *run, name string, answer func(P, *scheme.Edition) (A, error), tell func(io.Writer, A), good func(A) bool) *cobra.Command {
	use := name[strings.LastIndexByte(name, '.')+1:]
	return asks(r, use, name, cobra.NoArgs, func(_ *cobra.Command, q *Q, _ []string) error {
		ed, err := r.pick(P(q).In())
		if err != nil {
			return err
		}
		r.say = r.say.For(ed)
		found, err := answer(q, ed)
		if err != nil {
			return byFlag(err)
		}
		return r.judge(good == nil || good(found), found, func(w io.Writer) { tell(w, found) })
	})
}

// byFlag names the flags that a rule found wrong: what is no place in a file.
func byFlag(err error) error {
	return ask.Moved(err, func(where string) string {
		if where == "" || strings.ContainsAny(where, "/ ") {
			return where
		}
		return "--" + strings.NewReplacer(".", "-", "_", "-").Replace(where)
	})
}

// today is the day of the clock in Tokyo.
func (r *run) today() civil.Date { return civil.In(r.now()) }

func (r *run) score() *cobra.Command {
	answer := func(q *ask.ScoreInput, ed *scheme.Edition) (result scoring.Result, err error) {
		sheet, err := scoring.Compile(ed)
		if err != nil {
			return result, err
		}
		return q.Score(sheet, q.Answers) // the file as it is
	}
	c := judges(r, "score", answer, r.printScore, func(result scoring.Result) bool { return result.Outcome == scoring.Pass })
	c.AddCommand(r.scoreTemplate())
	return c
}

// printScore tells the standing without hiding what is still open.
func (r *run) printScore(w io.Writer, s scoring.Result) {
	fmt.Fprintf(w, "%s  %s %s\n", r.say.Say("outcome."+string(s.Outcome)), r.say.Say("term."+string(s.Case)), s.Edition)
	rows := [][]string{}
	if s.PointsMax > 0 {
		rows = append(rows, []string{r.say.Say("score.points"), fmt.Sprintf("%d / %d", s.Points, s.PointsMax)},
			[]string{r.say.Say("score.points_pass"), fmt.Sprint(s.PointsPass)},
			[]string{r.say.Say("score.reachable"), fmt.Sprint(s.PointsReachable)})
	}
	rows = append(rows, []string{r.say.Say("score.mandatory"), fmt.Sprintf("%d / %d", s.MandatoryMet, s.MandatoryTotal)})
	for _, l := range s.Levels {
		rows = append(rows, []string{l.ID, fmt.Sprintf("%d%% (%d/%d)", l.Percent, l.Met, l.Total)})
	}
	table(w, append(rows, r.itemsOpen(s)...))
	fmt.Fprintln(w, r.say.Say("rule.title"))
	r.printReasons(w, s.Reasons, 1)
}

// itemsOpen are the items that a score still lacks, by what they lack.
func (r *run) itemsOpen(s scoring.Result, zeroFails ...string) (rows [][]string) {
	for _, list := range []struct {
		key string
		ids []string
	}{{"score.missing", s.Missing}, {"score.zero_failed", s.ZeroFailed}, {"score.zero_fails_open", zeroFails}, {"score.unanswered", s.Unanswered}} {
		if len(list.ids) > 0 {
			rows = append(rows, []string{r.say.Say(list.key), strings.Join(list.ids, " ")})
		}
	}
	return rows
}

func (r *run) eligibility() *cobra.Command {
	return judges(r, "eligibility", (*ask.EligibilityInput).Answer, func(w io.Writer, result eligibility.Result) {
		fmt.Fprintln(w, r.say.Say(map[bool]string{true: "eligible.yes", false: "eligible.no"}[result.Eligible]))
		for _, g := range result.Grounds {
			fmt.Fprintf(w, "  - %s%s\n", r.say.Say("bar."+string(g.Reason), "until", g.Until.String()), bracketed(g.Clause))
		}
		if !result.Eligible && !result.Earliest.IsZero() {
			fmt.Fprintln(w, r.say.Say("eligible.earliest", "day", result.Earliest.String()))
		}
		r.printReasons(w, result.Reasons, 1)
	}, func(result eligibility.Result) bool { return result.Eligible })
}

// coverageFlags ask for the day of the application by its name.
type coverageFlags struct {
	ask.CoverageInput
	Date civil.Date `json:"application_date"`
}

// In is the book on that day.
func (q *coverageFlags) In() *ask.Book {
	q.Book.Date = q.Date
	return &q.Book
}

func (r *run) auditCoverage() *cobra.Command {
	return judges(r, "audit.coverage", (*coverageFlags).Answer, func(w io.Writer, result coverage.Result) {
		fmt.Fprintln(w, r.say.Say(map[bool]string{true: "audit.complete", false: "audit.incomplete"}[result.Complete]))
		table(w, [][]string{{r.say.Say("audit.covered"), fmt.Sprint(result.Covered)}, {r.say.Say("audit.missing"), fmt.Sprint(result.Missing)},
			{r.say.Say("audit.outside"), fmt.Sprint(result.OutsideWindow)}})
		r.printReasons(w, result.Reasons, 1)
	}, func(result coverage.Result) bool { return result.Complete })
}

func (r *run) size() *cobra.Command {
	answer := func(q *ask.SizeQuery, ed *scheme.Edition) (sizing fees.Sizing, err error) {
		if ed.Size == nil {
			return sizing, fault.Wrong("size.none", "scheme")
		}
		return q.Answer(ed)
	}
	c := judges(r, "size", answer, func(w io.Writer, sizing fees.Sizing) {
		fmt.Fprintln(w, r.say.Say("size."+string(sizing.Size)))
		r.printReasons(w, sizing.Reasons, 1)
	}, nil)
	r.later(c, func() { _ = c.MarkFlagRequired("capital") }) // nobody leaves it out by mistake: there is the word none
	return c
}

// quoteFlags ask for times on site as people write them.
type quoteFlags struct {
	ask.FeesQuery
	OnSiteMinutes  *hours `json:"onsite_hours,omitempty"`
	RevisitMinutes hours  `json:"revisit_hours,omitempty"`
}

// In is the book, with the times in minutes.
func (q *quoteFlags) In() *ask.Book {
	q.FeesQuery.OnSiteMinutes, q.FeesQuery.RevisitMinutes = (*int)(q.OnSiteMinutes), int(q.RevisitMinutes)
	return &q.Book
}

func (r *run) feesQuote() *cobra.Command {
	c := judges(r, "fees.quote", func(q *quoteFlags, ed *scheme.Edition) (found fees.Quote, err error) {
		if ed, err = r.priced(ed); err != nil {
			return found, err
		}
		return q.Answer(ed)
	}, r.printQuote, nil)
	r.later(c, func() { c.MarkFlagsRequiredTogether("revisit-hours", "revisit-persons") })
	return c
}

// priced is an edition with the tables of fees that the office named has entered. Without
// one, a quote needs no office.
func (r *run) priced(ed *scheme.Edition) (*scheme.Edition, error) {
	if r.opts.Data == defaultData && r.opts.Database == "" {
		return ed, nil
	}
	err := r.within(context.Background(), r.Office, func(o *Office) error {
		book, err := o.Book(context.Background(), ed)
		ed = book.Edition
		return err
	})
	if errors.Is(err, fault.NotFound) { // there is no office there, so it has entered nothing
		err = nil
	}
	return ed, err
}

func (r *run) printQuote(w io.Writer, q fees.Quote) {
	rows := ask.Each(q.Lines, func(l record.QuotedFee) []string {
		label, rule := l.Label, l.DueText
		if r.say.Lang() != words.Japanese {
			label, rule = l.LabelEN, l.DueTextEN
		}
		due := cmp.Or(l.Due.String(), rule, l.DueRule)
		if l.Proposed {
			due = r.say.Say("fees.proposed")
		}
		return []string{label, l.Amount.String(), due}
	})
	r.rows(w, append(rows, []string{r.say.Say("fees.total"), q.Total.String(), ""}), "fee", "amount", "due")
}

func (r *run) deadlines() *cobra.Command {
	return judges(r, "deadlines", (*ask.DeadlinesQuery).Answer, r.printDeadlines, nil)
}

func (r *run) printDeadlines(w io.Writer, due deadline.Deadlines) {
	var rows [][]string
	row := func(key, from, to string) {
		if to != "" {
			rows = append(rows, []string{r.say.Say("due." + key), from + to})
		}
	}
	if due.RenewalWindow != nil {
		row("renewal_window", due.RenewalWindow.From.String()+" – ", due.RenewalWindow.Rolled.String())
	}
	if due.Validity != nil {
		row("validity", due.Validity.From.String()+" – ", due.Validity.To.String())
	}
	row("contract_void_after", "", due.ContractVoidAfter.String())
	row("fee_due", "", due.FeeDue.String())
	row("findings_due", "", due.FindingsDue.String())
	row("incident_initial_due", "", due.IncidentInitialDue.String())
	row("incident_final_due", "", due.IncidentFinalDue.String())
	row("appeal_due", "", due.AppealDue.String())
	row("complaint_answer_due", "", due.ComplaintAnswerDue.String())
	table(w, rows)
	r.printReasons(w, due.Reasons, 1)
}
