package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/values/civil"
)

func (r *run) sessionCommands() *cobra.Command {
	c := r.group("session", r.sessionList(), r.sessionShow())
	c.AddCommand(r.actions(desk.OnSession)...)
	return c
}

func (r *run) sessionList() *cobra.Command {
	return looks(r, "list", "session.list", cobra.NoArgs, func(ctx context.Context, o *Office, actor access.Actor, q *ask.SchemeQuery, _ []string) error {
		view, err := q.Sessions(ctx, o, o.Shelf, actor)
		if err != nil {
			return err
		}
		return r.emit(view, func(w io.Writer) {
			var rows [][]string
			held := map[string]int{}
			for _, s := range view.Sessions {
				held[s.Scheme+s.Day.String()]++
				rows = append(rows, []string{s.ID, r.sitting(s.Day, held[s.Scheme+s.Day.String()]), r.say.Name("session", s.State), s.Cutoff.String()})
			}
			r.listed(w, rows, "session", "day", "state", "cutoff")
		})
	})
}

func (r *run) sessionShow() *cobra.Command {
	return r.looking("show ID", "session.show", cobra.ExactArgs(1), func(ctx context.Context, o *Office, actor access.Actor, args []string) error {
		return r.showSession(ctx, o, actor, args[0])
	})
}

func (r *run) showSession(ctx context.Context, o *Office, actor access.Actor, id string) error {
	view, err := o.SessionView(ctx, actor, id)
	if err != nil {
		return err
	}
	return r.emit(view, func(w io.Writer) {
		fmt.Fprintf(w, "%s  %s  %s\n", view.ID, r.sitting(view.Day, view.OfDay), r.say.Name("session", view.State))
		fmt.Fprintln(w, r.say.Say("session.present", "present", fmt.Sprint(len(view.Present)), "seats", fmt.Sprint(view.Seats),
			"quorum", fmt.Sprint(view.Quorum), "who", strings.Join(view.Present, " ")))
		var rows [][]string
		for _, line := range view.Agenda {
			rows = append(rows, []string{fmt.Sprint(line.No), line.Case, r.say.Name("agenda", line.State), r.outcome(line.Note)})
		}
		r.listed(w, rows, "no", "case", "state", "note")
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
