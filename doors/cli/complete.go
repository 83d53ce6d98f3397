package cli

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/words"
)

// completing is a line that somebody has begun to type and asks the shell to
// complete.
type completing struct {
	*run
	c     *cobra.Command
	args  []string
	begun string
}

// sources are where the values of flags and arguments come from, by the name of the
// flag, or by the group of a command and its argument.
func sources() map[string]func(completing) []idLine {
	return map[string]func(completing) []idLine{
		"scheme": completing.schemes, "edition": completing.editions, "lang": languages,
		"criterion": of(criteriaIDs), "document": of(documentIDs), "charge": of(feeIDs),
		"seat": of(seatIDs), "seats": of(seatIDs),
		"body": joinedBodies, "intake-body": joinedBodies,
		"state":   completing.states,
		"session": inside(completing.sessions), "session ID": inside(completing.sessions),
		"case NO":     inside(completing.cases),
		"mark NUMBER": inside(completing.marks), "renews": inside(completing.marks),
		"user": inside(completing.users), "as": inside(completing.users), "user ID": inside(completing.users),
		"akashi ID": inside(completing.waiting),
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
		for _, line := range source(completing{r, c, args, begun}) {
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

func languages(completing) []idLine {
	return ask.Each(words.Languages(), func(l words.Language) idLine { return idLine{ID: string(l)} })
}

func (at completing) schemes() []idLine {
	shelf, err := at.shelf()
	if err != nil {
		return nil
	}
	return ask.Each(shelf.Keys(), func(key string) idLine { return line(key, shelf.Latest(key).Name, "") })
}

func (at completing) editions() []idLine {
	shelf, err := at.shelf()
	if err != nil {
		return nil
	}
	return ask.Each(shelf.Editions(at.flag("scheme")), func(ed *scheme.Edition) idLine { return line(ed.ID, ed.Name, "") })
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
	return func(at completing) []idLine {
		if at.namesCase() {
			return inside(func(at completing, v visit) []idLine {
				if ed := at.editionIn(v); ed != nil {
					return list(ed)
				}
				return nil
			})(at)
		}
		if ed, err := at.asked(); err == nil {
			return list(ed)
		}
		return nil
	}
}

// namesCase reports whether the line names a case.
func (at completing) namesCase() bool {
	return strings.HasSuffix(at.c.Use, " NO") && len(at.args) > 0
}

// asked is the edition of --scheme and --edition.
func (at completing) asked() (*scheme.Edition, error) {
	return at.pick(&ask.Book{Scheme: at.flag("scheme"), Edition: at.flag("edition")})
}

// editionIn is the edition of the case that the line names, or that of --scheme; nil where there is none.
func (at completing) editionIn(v visit) *scheme.Edition {
	ed, err := at.asked()
	if at.namesCase() {
		shown, unseen := v.CaseView(v, v.who, at.args[0])
		ed, err = v.Shelf.Edition(shown.Scheme, shown.Edition)
		err = cmp.Or(unseen, err)
	}
	if err != nil {
		return nil
	}
	return ed
}

// joinedBodies are the intake bodies of the edition with those that have joined since; where no office can be opened,
// those of the edition alone.
func joinedBodies(at completing) []idLine {
	joined := inside(func(at completing, v visit) []idLine {
		if ed := at.editionIn(v); ed != nil {
			if with, err := v.Joined(v, ed); err == nil {
				return bodyIDs(with)
			}
		}
		return nil
	})(at)
	if len(joined) > 0 {
		return joined
	}
	return of(bodyIDs)(at)
}

func feeIDs(ed *scheme.Edition) []idLine {
	if ed.Fees == nil {
		return nil
	}
	return ask.Each(ed.Fees.Lines, func(l scheme.FeeLine) idLine { return line(l.Code, l.Label, "") })
}

func (at completing) states() []idLine {
	return ask.Each(lifecycle.States(), func(s lifecycle.State) idLine { return idLine{ID: string(s), Name: at.say.Name("state", s)} })
}

// inside completes from the office; where it cannot be opened there is nothing.
func inside(list func(completing, visit) []idLine) func(completing) []idLine {
	return func(at completing) (all []idLine) {
		_ = at.inOffice(at.c.Context(), record.RoleSecretariat, func(v visit) error {
			all = list(at, v)
			return nil
		})
		return all
	}
}

func (at completing) cases(v visit) []idLine {
	board, _ := v.Board(v, v.who, desk.CaseQuery{})
	return ask.Each(board.Cases, func(l app.CaseLine) idLine {
		return idLine{ID: l.No, Name: joined(at.of(v.Office, l.Scheme, "").say.Name("state", l.State), l.Applicant)}
	})
}

func (at completing) sessions(v visit) []idLine {
	list, _ := (&ask.SchemeQuery{}).Sessions(v, v, v.Shelf, v.who)
	slices.Reverse(list.Sessions)
	return ask.Each(list.Sessions, func(s record.Session) idLine { return idLine{ID: s.ID, Name: at.say.Name("session", s.State)} })
}

func (at completing) marks(v visit) []idLine {
	if at.begun == "" { // nobody reads a whole register
		page, _ := v.Register(v, desk.MarkQuery{})
		return ask.Each(page.Entries, at.mark)
	}
	all, _ := allEntries(v, desk.MarkQuery{Text: at.begun})
	return ask.Each(all, at.mark)
}

func (at completing) mark(e app.MarkView) idLine {
	return idLine{ID: e.Number, Name: joined(e.Mark.Service, e.Mark.Holder)}
}

// users are told to the console alone, as user list is.
func (at completing) users(v visit) []idLine {
	list, _ := v.Users(v, atConsole())
	return ask.Each(list, func(u app.UserLine) idLine {
		return idLine{ID: u.ID, Name: at.say.Name("role", u.Role) + "  " + u.Name}
	})
}

func (at completing) waiting(v visit) []idLine {
	list, _ := v.PendingActs(v, v.who)
	return ask.Each(list.Pending, func(p app.PendingView) idLine {
		return idLine{ID: p.ID, Name: at.say.Say("help.action."+p.Act) + "  " + p.Object}
	})
}
