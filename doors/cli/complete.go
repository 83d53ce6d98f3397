package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/words"
)

// completing is a line that somebody has begun to type and asks the shell to
// complete.
type completing struct {
	*run
	c    *cobra.Command
	args []string
}

// sources are where the values of flags and arguments come from, by the name of the
// flag, or by the group of a command and its argument.
func sources() map[string]func(completing) []idLine {
	return map[string]func(completing) []idLine{
		"scheme": completing.schemes, "edition": completing.editions, "lang": languages,
		"criterion": of(criteriaIDs), "document": of(documentIDs), "charge": of(feeIDs),
		"seat": of(everySeat), "seats": of(everySeat),
		"body": of(everyBody), "intake-body": of(everyBody),
		"state":   completing.states,
		"session": completing.sessions, "session ID": completing.sessions,
		"case NO":     completing.cases,
		"mark NUMBER": completing.marks, "renews": completing.marks,
		"user": completing.users, "as": completing.users, "user ID": completing.users,
		"akashi ID": completing.waiting,
	}
}

// completed makes the completion of what has one: a list of words, or a source.
func (r *run) completed(name string, words []string) cobra.CompletionFunc {
	source, ok := sources()[name]
	switch {
	case len(words) > 0:
		return cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)
	case !ok:
		return nil
	}
	return func(c *cobra.Command, args []string, begun string) (all []cobra.Completion, _ cobra.ShellCompDirective) {
		if r.begin(c, nil) != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		for _, line := range source(completing{r, c, args}) {
			if strings.HasPrefix(line.ID, begun) {
				all = append(all, cobra.CompletionWithDesc(line.ID, line.said(r.say)))
			}
		}
		return all, cobra.ShellCompDirectiveNoFileComp
	}
}

// completesArgs completes the object of a command; a file is the shell's own matter.
func (r *run) completesArgs(c *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	_, arg, _ := strings.Cut(c.Use, " ")
	complete := r.completed(c.Parent().Name()+" "+arg, nil)
	switch {
	case len(args) > 0 || arg == "":
		return nil, cobra.ShellCompDirectiveNoFileComp
	case complete == nil:
		return nil, cobra.ShellCompDirectiveDefault
	}
	return complete(c, args, begun)
}

func languages(completing) (all []idLine) {
	for _, l := range words.Languages() {
		all = append(all, idLine{ID: string(l)})
	}
	return all
}

func (at completing) schemes() (all []idLine) {
	shelf, err := at.shelf()
	if err != nil {
		return nil
	}
	for _, key := range shelf.Keys() {
		editions := shelf.Editions(key)
		all = append(all, line(key, editions[len(editions)-1].Name, ""))
	}
	return all
}

func (at completing) editions() (all []idLine) {
	shelf, err := at.shelf()
	if err != nil {
		return nil
	}
	for _, ed := range shelf.Editions(at.flag("scheme")) {
		all = append(all, line(ed.ID, ed.Name, ""))
	}
	return all
}

// flag is what has been said for a flag so far.
func (at completing) flag(name string) string {
	if f := at.c.Flags().Lookup(name); f != nil {
		return f.Value.String()
	}
	return ""
}

// of completes from the edition of the case that the line names, or of --scheme.
func of(list func(*scheme.Edition) []idLine) func(completing) []idLine {
	return func(at completing) (all []idLine) {
		if strings.HasSuffix(at.c.Use, " NO") && len(at.args) > 0 {
			return at.inside(func(ctx context.Context, o *Office, who access.Actor) []idLine {
				v, err := o.CaseView(ctx, who, at.args[0])
				if ed, unknown := o.Shelf.Edition(v.Scheme, v.Edition); err == nil && unknown == nil {
					return list(ed)
				}
				return nil
			})
		}
		if ed, err := at.pick(&ask.Book{Scheme: at.flag("scheme"), Edition: at.flag("edition")}); err == nil {
			return list(ed)
		}
		return nil
	}
}

func everySeat(ed *scheme.Edition) []idLine { return seatIDs(ed.Committee.Seats) }

func everyBody(ed *scheme.Edition) []idLine { return bodyIDs(ed.Organisation.IntakeBodies) }

func feeIDs(ed *scheme.Edition) (all []idLine) {
	if ed.Fees == nil {
		return nil
	}
	for _, l := range ed.Fees.Lines {
		all = append(all, line(l.Code, l.Label, ""))
	}
	return all
}

func (at completing) states() (all []idLine) {
	for _, s := range lifecycle.States() {
		all = append(all, idLine{ID: string(s), Name: at.say.Name("state", s)})
	}
	return all
}

// inside completes from the office; where it cannot be opened there is nothing.
func (at completing) inside(list func(ctx context.Context, o *Office, who access.Actor) []idLine) (all []idLine) {
	ctx := at.c.Context()
	_ = at.inOffice(ctx, func(o *Office) error {
		who, err := at.looker(ctx, o)
		if err == nil {
			all = list(ctx, o, who)
		}
		return err
	})
	return all
}

func (at completing) cases() []idLine {
	return at.inside(func(ctx context.Context, o *Office, who access.Actor) (all []idLine) {
		board, _ := o.Board(ctx, who, desk.CaseQuery{})
		for _, l := range board.Cases {
			all = append(all, idLine{ID: l.No, Name: strings.TrimSpace(at.of(o, l.Scheme, "").say.Name("state", l.State) + "  " + l.Applicant)})
		}
		return all
	})
}

func (at completing) sessions() []idLine {
	return at.inside(func(ctx context.Context, o *Office, who access.Actor) (all []idLine) {
		list, _ := (&ask.SchemeQuery{}).Sessions(ctx, o, o.Shelf, who)
		for _, s := range slices.Backward(list.Sessions) {
			all = append(all, idLine{ID: s.ID, Name: at.say.Name("session", s.State)})
		}
		return all
	})
}

func (at completing) marks() []idLine {
	return at.inside(func(ctx context.Context, o *Office, _ access.Actor) (all []idLine) {
		page, _ := o.Register(ctx, desk.MarkQuery{})
		for _, e := range page.Entries {
			all = append(all, idLine{ID: e.Number, Name: strings.TrimSpace(e.Mark.Service + "  " + e.Mark.Holder)})
		}
		return all
	})
}

// users are told to the console alone, as user list is.
func (at completing) users() []idLine {
	return at.inside(func(ctx context.Context, o *Office, _ access.Actor) (all []idLine) {
		list, _ := o.Users(ctx, atConsole())
		for _, u := range list {
			all = append(all, idLine{ID: u.ID, Name: at.say.Name("role", u.Role) + "  " + u.Name})
		}
		return all
	})
}

func (at completing) waiting() []idLine {
	return at.inside(func(ctx context.Context, o *Office, who access.Actor) (all []idLine) {
		list, _ := o.PendingActs(ctx, who)
		for _, p := range list.Pending {
			all = append(all, idLine{ID: p.ID, Name: at.say.Say("help.action."+p.Act) + "  " + p.Object})
		}
		return all
	})
}
