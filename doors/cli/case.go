package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// looks makes a command that opens the office to look at something, with the eyes of
// the secretariat at the console; its flags are a form.
func looks[Q any](r *run, use, key string, args cobra.PositionalArgs, look func(v visit, q *Q, args []string) error) *cobra.Command {
	return asks(r, use, key, args, func(c *cobra.Command, q *Q, args []string) error {
		return r.inOffice(c.Context(), record.RoleSecretariat, func(v visit) error { return look(v, q, args) })
	})
}

// shows makes one that shows an object by its name.
func (r *run) shows(use, key string, show func(v visit, name string) error) *cobra.Command {
	return looks(r, use, key, cobra.ExactArgs(1), func(v visit, _ *struct{}, args []string) error { return show(v, args[0]) })
}

func (r *run) caseList() *cobra.Command {
	return looks(r, "list", "case.list", cobra.NoArgs, func(v visit, q *ask.CaseQuery, _ []string) error {
		asked, err := q.For("--state")
		if err != nil {
			return err
		}
		board, err := v.Board(v, v.who, asked)
		if err != nil {
			return err
		}
		return r.emit(board, func(w io.Writer) {
			if asked.After == "" && board.Next == "" { // the whole list, in the order of its deadlines
				slices.SortFunc(board.Cases, app.ByNextDay)
			}
			listed(r, w, board.Cases, func(l app.CaseLine) []string {
				say := r.of(v.Office, l.Scheme, "").say
				return []string{l.No, say.Name("state", l.State), say.Name("term", l.Type), say.Name("role", l.Turn),
					r.nextDay(l.NextDate, l.Late), l.Applicant, l.Service}
			}, "case", "state", "type", "turn", "next", "applicant", "service")
			if board.Next != "" {
				fmt.Fprintf(w, "%s --after %s\n", r.say.Say("list.more"), board.Next)
			}
		})
	})
}

// nextDay is the next day of a case, marked where it is only expected or has passed.
func (r *run) nextDay(n *lifecycle.NextDay, late bool) string {
	switch {
	case n == nil:
		return ""
	case late:
		return n.Day.String() + bracketed(r.say.Say("day-kind.late"))
	case n.Kind == lifecycle.EstimateDay:
		return n.Day.String() + bracketed(r.say.Name("day-kind", n.Kind))
	}
	return n.Day.String()
}

// nextWhy is the next day with what it rests on.
func (r *run) nextWhy(v app.CaseView) string {
	if v.NextDate == nil {
		return ""
	}
	return r.nextDay(v.NextDate, v.Late) + "  " + r.say.NextDay(*v.NextDate) + bracketed(v.NextDate.Clause)
}

func (r *run) showCase(v visit, no string) error {
	view, err := v.CaseView(v, v.who, no)
	if err != nil {
		return err
	}
	return r.emit(view, func(w io.Writer) { r.of(v.Office, view.Scheme, view.Edition).printCase(w, view) })
}

// of is the run with the words of an edition: its own names for states and steps.
// A scheme that is no longer on the shelf is told in the common ones.
func (r *run) of(o *Office, scheme, edition string) *run {
	with := *r
	if ed, err := o.Shelf.Edition(scheme, edition); err == nil {
		with.say = r.say.For(ed)
	} else if latest := o.Shelf.Latest(scheme); latest != nil {
		with.say = r.say.For(latest)
	}
	return &with
}

// printCase tells where a case stands, whose turn it is and what is in the way.
func (r *run) printCase(w io.Writer, v app.CaseView) {
	fmt.Fprintf(w, "%s  %s%s\n", v.No, r.say.Name("state", v.State), r.sampleTag(v.Sample))
	fmt.Fprintf(w, "%s %s  %s\n", v.SchemeName.In(string(r.say.Lang())), v.Edition, r.say.Name("term", v.Type))
	for _, line := range [][2]string{
		{"case.line.applicant", strings.TrimSpace(v.Applicant + "  " + v.Service)},
		{"case.line.turn", r.say.Name("role", v.Turn)},
		{"case.line.due", r.nextWhy(v)},
		{"case.line.number", v.Number},
		{"case.barred", v.Barred.String()},
		{"case.line.documents", v.DocumentsThere()},
		{"case.line.evidence-due", r.say.List(v.ItemsDue())},
	} {
		if line[1] != "" {
			fmt.Fprintf(w, "%s: %s\n", r.say.Say(line[0]), line[1])
		}
	}
	for _, line := range r.corrected(v) {
		fmt.Fprintf(w, "%s: %s\n", r.say.Say("case.line.corrected"), line)
	}
	if v.Score != nil {
		s := v.Score.Result
		s.Points = v.Score.Outlook.PointsCertain
		fmt.Fprintf(w, "%s: %s  %s\n", r.say.Name("voice", v.Score.Of), r.say.Say("outcome."+v.Score.Headline()), r.tally(s))
		for _, row := range r.itemsOpen(s, v.Score.Outlook.ZeroFailsOpen...) {
			fmt.Fprintf(w, "  %s: %s\n", row[0], row[1])
		}
	}
	if v.OnSite != nil {
		fmt.Fprintf(w, "%s: %s\n", r.say.Say("visits.title"), r.say.SiteTime(*v.OnSite))
	}
	for _, f := range v.Findings {
		fmt.Fprintf(w, "  #%d %s %s %s%s  %s\n", f.No, f.Criterion, r.say.Name("finding", f.State), f.Due, bracketed(r.expected(f)), f.Text)
	}
	for _, c := range v.Charges {
		fmt.Fprintf(w, "%s: %s  %s  %s\n", r.say.Fee(c.Code), r.say.Yen(c.Amount), r.say.Name("charge", c.Status), r.payBy(c))
	}
	for i, head := range []string{"case.line.next", "case.line.aside"} {
		steps := slices.DeleteFunc(slices.Clone(v.Next), func(o desk.Offer) bool { return o.Aside != (i == 1) })
		if len(steps) > 0 {
			fmt.Fprintln(w, r.say.Say(head))
			r.printOffers(w, steps)
		}
	}
	var free []string
	for _, o := range v.Can {
		if len(o.Blocked) == 0 {
			free = append(free, r.say.Say("help.action."+string(o.Action)))
		}
	}
	if len(free) > 0 {
		fmt.Fprintf(w, "%s\n  %s\n", r.say.Say("case.line.can"), strings.Join(free, "\n  "))
	}
}

// expected marks the day of a finding that nobody laid down.
func (r *run) expected(f record.Finding) string {
	if !f.Expected {
		return ""
	}
	return r.say.Say("day-kind.estimate")
}

// payBy says by when a charge is to be paid, or for how long it has been late; of one
// that is settled, when.
func (r *run) payBy(c app.ChargeView) string {
	switch {
	case c.Open < 0:
		return c.Paid.String() + bracketed(r.say.Say("charges.over", "sum", r.say.Yen(-c.Open)))
	case c.Status != record.ChargeOwed:
		return c.Paid.String()
	case c.Late > 0:
		return c.Due.String() + bracketed(r.say.Say("left.over", "n", strconv.Itoa(c.Late)))
	}
	return cmp.Or(c.Due.String(), r.say.Text(scheme.Text{JA: c.Basis.DueText, EN: c.Basis.DueTextEN}))
}

// corrected tells what of a case was put right.
func (r *run) corrected(v app.CaseView) (lines []string) {
	for _, p := range v.Payments {
		if p.Reverses != "" {
			lines = append(lines, r.say.Fill("corrected.payment", fault.With("amount", -p.Amount, "day", p.Received, "reason", p.Reason)))
		}
	}
	for _, x := range v.Reviewers {
		if !x.Ended.IsZero() {
			lines = append(lines, r.say.Fill("corrected.assignment", fault.With("name", x.Name, "day", civil.In(x.Ended), "reason", x.Reason)))
		}
	}
	for i, old := range v.Notices {
		next := append(v.Notices, *v.Notice)[i+1]
		lines = append(lines, r.say.Fill("corrected.notice", fault.With("from", old.Received, "to", next.Received, "reason", next.Reason)))
	}
	for _, x := range append(slices.Clone(v.Corrected), v.Visits...) {
		if was := slices.IndexFunc(v.Corrected, func(o record.Visit) bool { return o.ID == x.Corrects }); was >= 0 {
			lines = append(lines, r.say.Fill("corrected.visit", fault.With("from", v.Corrected[was].Day, "before", v.Corrected[was].Minutes, "reason", x.Reason)))
		}
	}
	for _, x := range v.Followed {
		i := slices.IndexFunc(v.Charges, func(c app.ChargeView) bool { return c.ID == x.ChargeID })
		lines = append(lines, r.say.Fill("corrected.charge", fault.With("charge", v.Charges[i].Code, "from", x.FromDue, "before", x.FromAmount,
			"to", x.Due, "amount", x.Amount, "reason", x.Reason)))
	}
	return lines
}

// sampleTag marks what is invented.
func (r *run) sampleTag(sample bool) string {
	if !sample {
		return ""
	}
	return "  [" + r.say.Say("sample.tag") + "]"
}

// printOffers tells what may be done, and what each act still waits for.
func (r *run) printOffers(w io.Writer, offers []desk.Offer) {
	for _, o := range offers {
		missing := ""
		if len(o.Blockers) > 0 {
			missing = bracketed(r.say.Say("case.blocked", "guard", strings.Join(ask.Each(o.Blockers, r.blocker), "; ")))
		}
		fmt.Fprintf(w, "  %s %s%s\n", sign(missing == ""), r.say.Name("event."+string(desk.OnCase), o.Event), missing)
	}
}

// blocker says in a word what stands against an act: what a guard still needs, or
// the whole sentence of what has no such word.
func (r *run) blocker(b desk.Blocker) string {
	if guard, ok := strings.CutPrefix(b.Code, "guard."); ok {
		return r.say.Name("need", guard)
	}
	return r.say.Against(b.Blocked).Message
}

// caseMessages lists what the sides of a case have written to each other.
func (r *run) caseMessages() *cobra.Command {
	return looks(r, "messages NO", "case.messages", cobra.ExactArgs(1), func(v visit, _ *struct{}, args []string) error {
		list, err := v.Messages(v, v.who, args[0])
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Messages, func(m record.Message) []string {
				return []string{m.At.Format("2006-01-02 15:04Z"), r.say.Name("side", m.Side), m.Criterion, m.Text}
			}, "at", "side", "item", "text")
		})
	})
}

// caseExport gives a case with everything the journal says of it.
func (r *run) caseExport() *cobra.Command {
	return looks(r, "export NO", "case.export", cobra.ExactArgs(1), func(v visit, q *outFlag, args []string) error {
		view, err := v.CaseView(v, v.who, args[0])
		if err != nil {
			return err
		}
		journal, err := v.Journal(v, v.who, desk.LeafQuery{Object: view.No})
		if err != nil {
			return err
		}
		export := struct {
			Case    app.CaseView    `json:"case"`
			Journal app.JournalView `json:"journal"`
		}{view, journal}
		if q.Out == "" {
			return r.printJSON(export)
		}
		return r.save(q.Out, func(w io.Writer) error { return json.NewEncoder(w).Encode(export) })
	})
}

// caseFile gives a file back, to where it is told; without that, to where answers go.
func (r *run) caseFile() *cobra.Command {
	return looks(r, "file NO ID", "case.file", cobra.ExactArgs(2), func(v visit, q *outFlag, args []string) error {
		file, err := v.File(v, v.who, args[0], args[1])
		if err != nil {
			return err
		}
		return r.save(q.Out, func(w io.Writer) error {
			_, err := w.Write(file.Content)
			return err
		})
	})
}

// caseSheet gives the workbook in which the criteria of a case are answered.
func (r *run) caseSheet() *cobra.Command {
	return looks(r, "sheet NO", "case.sheet", cobra.ExactArgs(1), func(v visit, q *outFlag, args []string) error {
		file, err := v.AnswersBook(v, v.who, args[0], string(r.say.Lang()))
		if err != nil {
			return err
		}
		return r.save(q.Out, func(w io.Writer) error {
			_, err := w.Write(file.Content)
			return err
		})
	})
}

// compareSheet tells what a workbook that came back would change, and changes nothing.
func (r *run) compareSheet(v visit, no string, in *judging.ClaimsInput) error {
	view, err := v.CompareAnswers(v, v.who, no, in.Sheet)
	if err != nil {
		return err
	}
	return r.emit(view, func(w io.Writer) {
		fmt.Fprintln(w, r.say.Say("sheet.differs", "n", strconv.Itoa(len(view.Items)), "same", strconv.Itoa(view.Same)))
		for _, item := range view.Items {
			for _, c := range item.Changes {
				since := ""
				if c.Since {
					since = bracketed(r.say.Say("sheet.since"))
				}
				fmt.Fprintf(w, "  %s  %s: %s → %s  (%s)%s\n", item.Item, r.say.Name("sheet", c.What), r.say.SheetValue(c.What, c.From), r.say.SheetValue(c.What, c.To), c.Cell, since)
			}
		}
	})
}

// outFlag names the file that an answer goes to.
type outFlag struct {
	Out string `json:"out,omitempty" short:"o"`
}

// save writes an answer to a file and says which, or to where answers go.
func (r *run) save(name string, write func(io.Writer) error) error {
	if name == "" {
		return write(r.Out)
	}
	f, err := r.Create(name)
	if err != nil {
		return err
	}
	if err := cmp.Or(write(f), f.Close()); err != nil {
		return err
	}
	return r.emit(map[string]string{"file": name}, func(w io.Writer) { fmt.Fprintln(w, name) })
}

// tally prints what a score has come to: mandatory items met, and points where
// the edition gives any.
func (r *run) tally(s scoring.Result) string {
	figures := fault.With("met", s.MandatoryMet, "mandatory", s.MandatoryTotal, "points", s.Points, "max", s.PointsMax, "pass", s.PointsPass)
	if s.PointsMax == 0 {
		return r.say.Fill("case.tally", figures)
	}
	return r.say.Fill("case.tally-with-points", figures)
}
