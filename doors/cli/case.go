package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/rules/scoring"
	"akashi/values/civil"
)

func (r *run) caseCommands() *cobra.Command {
	c := r.group("case", r.caseList(), r.caseShow(), r.caseExport(), r.caseFile())
	c.AddCommand(r.actions(desk.OnCase)...)
	return c
}

// looking makes a command that opens the office to look at something.
func (r *run) looking(use, key string, args cobra.PositionalArgs, look func(ctx context.Context, o *Office, actor access.Actor, args []string) error) *cobra.Command {
	return looks(r, use, key, args, func(ctx context.Context, o *Office, actor access.Actor, _ *struct{}, args []string) error {
		return look(ctx, o, actor, args)
	})
}

// looks makes one whose flags are a form.
func looks[Q any](r *run, use, key string, args cobra.PositionalArgs, look func(ctx context.Context, o *Office, actor access.Actor, q *Q, args []string) error) *cobra.Command {
	return asks(r, use, key, args, func(c *cobra.Command, q *Q, args []string) error {
		return r.inOffice(c.Context(), func(o *Office) error {
			actor, err := r.looker(c.Context(), o)
			if err != nil {
				return err
			}
			return look(c.Context(), o, actor, q, args)
		})
	})
}

func (r *run) caseList() *cobra.Command {
	return looks(r, "list", "case.list", cobra.NoArgs, func(ctx context.Context, o *Office, actor access.Actor, q *ask.CaseQuery, _ []string) error {
		asked, err := q.For("--state")
		if err != nil {
			return err
		}
		board, err := o.Board(ctx, actor, asked)
		if err != nil {
			return err
		}
		return r.emit(board, func(w io.Writer) {
			var rows [][]string
			if asked.After == "" && board.Next == "" { // the whole list, in the order of its deadlines
				slices.SortStableFunc(board.Cases, byDue)
			}
			for _, l := range board.Cases {
				say := r.of(o, l.Scheme, "").say
				rows = append(rows, []string{l.No, say.Name("state", l.State), say.Name("term", l.Type), say.Name("role", l.Turn),
					l.Due.String(), l.Applicant, l.Service})
			}
			r.listed(w, rows, "case", "state", "type", "turn", "due", "applicant", "service")
			if board.Next != "" {
				fmt.Fprintf(w, "%s --after %s\n", r.say.Say("list.more"), board.Next)
			}
		})
	})
}

// byDue puts what is due first, and what has no deadline last.
func byDue(a, b app.CaseLine) int {
	if a.Due.IsZero() != b.Due.IsZero() {
		return cmp.Compare(len(b.Due.String()), len(a.Due.String()))
	}
	return strings.Compare(a.Due.String(), b.Due.String())
}

func (r *run) caseShow() *cobra.Command {
	return r.looking("show NO", "case.show", cobra.ExactArgs(1), func(ctx context.Context, o *Office, actor access.Actor, args []string) error {
		return r.showCase(ctx, o, actor, args[0])
	})
}

func (r *run) showCase(ctx context.Context, o *Office, actor access.Actor, no string) error {
	view, err := o.CaseView(ctx, actor, no)
	if err != nil {
		return err
	}
	return r.emit(view, func(w io.Writer) { r.of(o, view.Scheme, view.Edition).printCase(w, view) })
}

// of is the run with the words of an edition: its own names for states and steps.
// A scheme that is no longer on the shelf is told in the common ones.
func (r *run) of(o *Office, scheme, edition string) *run {
	with := *r
	if ed, err := o.Shelf.Edition(scheme, edition); err == nil {
		with.say = r.say.For(ed)
	} else if all := o.Shelf.Editions(scheme); len(all) > 0 {
		with.say = r.say.For(all[len(all)-1])
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
		{"case.line.due", dayAndClause(v.Due, v.DueClause)},
		{"case.line.number", v.Number},
	} {
		if line[1] != "" {
			fmt.Fprintf(w, "%s: %s\n", r.say.Say(line[0]), line[1])
		}
	}
	if v.Score != nil {
		s := v.Score.Result
		fmt.Fprintf(w, "%s: %s  %s\n", r.say.Name("voice", v.Score.Of), r.say.Say("outcome."+string(s.Outcome)), r.tally(s))
		for _, row := range r.itemsOpen(s) {
			fmt.Fprintf(w, "  %s: %s\n", row[0], row[1])
		}
	}
	for _, f := range v.Findings {
		fmt.Fprintf(w, "  #%d %s %s %s  %s\n", f.No, f.Criterion, r.say.Name("finding", f.State), f.Due, f.Text)
	}
	for _, part := range []struct {
		head  string
		aside bool
	}{{"case.line.next", false}, {"case.line.aside", true}} {
		steps := slices.DeleteFunc(slices.Clone(v.Next), func(o desk.Offer) bool { return o.Aside != part.aside })
		if len(steps) > 0 {
			fmt.Fprintln(w, r.say.Say(part.head))
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
		var why []string
		for _, b := range o.Blockers {
			why = append(why, r.blocker(b))
		}
		missing := ""
		if len(why) > 0 {
			missing = bracketed(r.say.Say("case.blocked", "guard", strings.Join(why, "; ")))
		}
		fmt.Fprintf(w, "  %s %s%s\n", sign(len(why) == 0), r.say.Name("event", o.Event), missing)
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

func dayAndClause(d civil.Date, clause string) string {
	if d.IsZero() {
		return ""
	}
	return d.String() + bracketed(clause)
}

// exportView is a case with everything the journal says of it.
type exportView struct {
	Case    app.CaseView    `json:"case"`
	Journal app.JournalView `json:"journal"`
}

func (r *run) caseExport() *cobra.Command {
	return looks(r, "export NO", "case.export", cobra.ExactArgs(1), func(ctx context.Context, o *Office, actor access.Actor, q *outFlag, args []string) error {
		view, err := o.CaseView(ctx, actor, args[0])
		if err != nil {
			return err
		}
		journal, err := o.Journal(ctx, actor, desk.LeafQuery{Object: view.No})
		if err != nil {
			return err
		}
		export := exportView{view, journal}
		if q.Out == "" {
			return r.printJSON(export)
		}
		return r.save(q.Out, func(w io.Writer) error { return json.NewEncoder(w).Encode(export) })
	})
}

// caseFile gives a file back, to where it is told; without that, to where answers go.
func (r *run) caseFile() *cobra.Command {
	return looks(r, "file NO ID", "case.file", cobra.ExactArgs(2), func(ctx context.Context, o *Office, actor access.Actor, q *outFlag, args []string) error {
		file, err := o.File(ctx, actor, args[0], args[1])
		if err != nil {
			return err
		}
		return r.save(q.Out, func(w io.Writer) error {
			_, err := w.Write(file.Content)
			return err
		})
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
	if err := write(f); err != nil {
		_ = f.Close() // the first error is the one to tell
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	view := struct {
		File string `json:"file"`
	}{name}
	return r.emit(view, func(w io.Writer) { fmt.Fprintln(w, name) })
}

// tally prints what a score has come to: mandatory items met, and points where
// the edition gives any.
func (r *run) tally(s scoring.Result) string {
	figures := map[string]string{"met": fmt.Sprint(s.MandatoryMet), "mandatory": fmt.Sprint(s.MandatoryTotal),
		"points": fmt.Sprint(s.Points), "max": fmt.Sprint(s.PointsMax), "pass": fmt.Sprint(s.PointsPass)}
	if s.PointsMax == 0 {
		return r.say.Fill("case.tally", figures)
	}
	return r.say.Fill("case.tally-with-points", figures)
}
