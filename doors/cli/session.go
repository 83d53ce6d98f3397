package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

func (r *run) sessionList() *cobra.Command {
	return looks(r, "list", "session.list", cobra.NoArgs, func(v visit, q *ask.SchemeQuery, _ []string) error {
		view, err := q.Sessions(v, v, v.Shelf, v.who)
		if err != nil {
			return err
		}
		return r.emit(view, func(w io.Writer) {
			held := map[string]int{}
			listed(r, w, view.Sessions, func(s record.Session) []string {
				held[s.Scheme+s.Day.String()]++
				return []string{s.ID, r.sitting(s.Day, held[s.Scheme+s.Day.String()]), r.say.Name("session", s.State), s.Cutoff.String()}
			}, "session", "day", "state", "cutoff")
		})
	})
}

// sessionPaper writes a document about a session as PDF.
func (r *run) sessionPaper(use, name string, of func(visit) func(context.Context, access.Actor, string, string) (app.FileView, error)) *cobra.Command {
	type paperFlags struct {
		PDF string `json:"pdf" doc:"write it as PDF to this file"`
	}
	return looks(r, use, name, cobra.ExactArgs(1), func(v visit, q *paperFlags, args []string) error {
		file, err := of(v)(v, v.who, args[0], string(r.say.Lang()))
		if err != nil {
			return err
		}
		return r.save(cmp.Or(q.PDF, file.Name), func(w io.Writer) error { _, err := w.Write(file.Content); return err })
	})
}

func (r *run) sessionMinutes() *cobra.Command {
	return r.sessionPaper("minutes ID", "session.minutes", func(v visit) func(context.Context, access.Actor, string, string) (app.FileView, error) {
		return v.MinutesPaper
	})
}

func (r *run) sessionPack() *cobra.Command {
	return r.sessionPaper("pack ID", "session.pack", func(v visit) func(context.Context, access.Actor, string, string) (app.FileView, error) {
		return v.PackPaper
	})
}

func (r *run) showSession(v visit, id string) error {
	view, err := v.SessionView(v, v.who, id)
	if err != nil {
		return err
	}
	return r.emit(view, func(w io.Writer) {
		fmt.Fprintf(w, "%s  %s  %s\n", view.ID, r.sitting(view.Day, view.OfDay), r.say.Name("session", view.State))
		fmt.Fprintln(w, r.say.Say("session.present", "present", fmt.Sprint(len(view.Present)), "seats", fmt.Sprint(view.Seats),
			"quorum", fmt.Sprint(view.Quorum), "who", strings.Join(view.Present, " ")))
		for _, m := range view.Moves {
			fmt.Fprintln(w, r.say.Fill("session.moved", fault.With("from", m.FromDay, "to", m.Day, "reason", m.Reason)))
		}
		if view.State == record.SessionCancelled {
			fmt.Fprintln(w, r.say.Fill("session.called-off", fault.With("reason", view.Reason, "next", view.Next, "month", view.NextMonth)))
		}
		listed(r, w, view.Agenda, func(l app.AgendaLine) []string {
			return []string{fmt.Sprint(l.No), l.Case, r.say.Name("agenda", l.State), r.outcome(l.Note)}
		}, "no", "case", "state", "note")
		if d := view.Draft; d != nil {
			fmt.Fprintf(w, "\n%s\n", r.say.Say("session.draft"))
			for _, l := range slices.Concat(append([][]app.MinutesLine{d.Lines}, ask.Each(d.Parts, func(p app.MinutesDraftPart) []app.MinutesLine { return p.Lines })...)...) {
				fmt.Fprintln(w, r.say.Fill("minutes."+l.Code, l.Data))
			}
		}
		for _, part := range append([]app.MinutesPart{{Minutes: view.Minutes}}, view.Parts...) {
			if part.Minutes != "" {
				fmt.Fprintf(w, "\n%s %s\n%s\n", r.say.Say("session.minutes"), part.Case, part.Minutes)
			}
		}
	})
}

// sitting is the day of a session, and which of that day it is when it is not the
// first.
func (r *run) sitting(day civil.Date, n int) string {
	if n < 2 {
		return day.String()
	}
	return r.say.Say("session.of-day", "day", day.String(), "n", fmt.Sprint(n))
}

// outcome is the word for the decision on a case; anything else is what people noted.
func (r *run) outcome(note string) string {
	if r.say.Has("outcome." + note) {
		return r.say.Say("outcome." + note)
	}
	return note
}
