package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/record"
	"akashi/rules/access"
)

// console is the person at the machine that holds the store: without --as the
// console sets the office up and looks at what the secretariat may see, but does
// no act of the procedure.
const console = access.Console

// actions makes a command of every action on the kind of object.
func (r *run) actions(on desk.Kind) (all []*cobra.Command) {
	for _, a := range app.Actions() {
		if app.Group(a) == app.ThingOf(on).Words.Command && a.Name != access.ImportRegister && a.Name != access.ImportPayment { // which read a file
			all = append(all, r.action(a))
		}
	}
	return all
}

// action is the command of one action, with a flag for every value of its input.
func (r *run) action(a desk.Action) *cobra.Command {
	var s *sheet
	var request desk.Request
	use, args := app.Word(a), cobra.NoArgs
	if arg := app.ThingOf(a.On).Words.Arg; arg != "" && !a.Begins {
		use, args = use+" "+arg, cobra.ExactArgs(1)
	}
	compare := false
	c := r.command(use, "action."+string(a.Name), args, func(c *cobra.Command, args []string) error {
		if compare {
			return r.compared(c.Context(), s, strings.Join(args, ""))
		}
		return r.perform(c.Context(), a, s, request, strings.Join(args, ""))
	})
	if !r.say.Has("help.action." + string(a.Name)) {
		c.Short = a.Summary
	}
	s = r.offer(c, a.Input(), true)
	r.later(c, func() { c.Example = exampled(use, a, s) })
	c.Flags().StringVar(&request.Key, "idempotency-key", "", r.say.Say("flag.idempotency-key"))
	if a.Name == access.Answer {
		c.Flags().BoolVar(&compare, "dry-run", false, r.say.Say("flag.answer.dry-run"))
	}
	c.Flags().IntVar(&request.Version, "if-version", 0, r.say.Say("flag.if-version"))
	return c
}

// compared tells what the workbook of answers would change.
func (r *run) compared(ctx context.Context, s *sheet, no string) error {
	r.place = s.place
	in := &judging.ClaimsInput{}
	if err := s.fill(in); err != nil {
		return err
	}
	return r.inOffice(ctx, "", func(v visit) error { return r.compareSheet(v, no, in) })
}

// perform does the action and tells what the actor may see of the result.
func (r *run) perform(ctx context.Context, a desk.Action, s *sheet, request desk.Request, object string) error {
	r.place = s.place
	input := a.Input()
	if err := s.fill(input); err != nil {
		return err
	}
	return r.inOffice(ctx, inSetup(a), func(v visit) error {
		request.Actor, request.Blind = v.who, !r.opts.json && r.looks(a.On) != nil
		out, err := v.Do(ctx, request, a, object, input)
		if err != nil {
			return err
		}
		if out.Waits {
			return r.tellHeld(out)
		}
		r.confirm(a, out)
		return r.tell(v, out)
	})
}

// confirm tells people what was stored: a file with its size and hash, a sum with
// what remains, or just that it was done.
func (r *run) confirm(a desk.Action, out desk.Outcome) {
	key := "done." + string(a.Name)
	switch {
	case r.opts.json:
	case r.say.Has(key):
		fmt.Fprintln(r.Out, r.say.Fill(key, out.Told))
	default:
		fmt.Fprintln(r.Out, r.say.Say("done", "act", r.say.Say("help.action."+string(a.Name))))
	}
	if len(out.Letters) > 0 && !r.opts.json {
		fmt.Fprintln(r.Out, r.say.Say("done.letters-held", "n", strconv.Itoa(len(out.Letters))))
	}
}

// tell prints what an action has come to: the object as it is now.
func (r *run) tell(v visit, out desk.Outcome) error {
	told := map[desk.Kind]func(json.RawMessage) error{desk.OnUser: r.tellUser}[out.Kind]
	switch show := r.looks(out.Kind); {
	case r.opts.json:
		return r.printJSON(out.Body)
	case show == nil && told == nil:
		return r.tellPlain(out.Body)
	case told != nil:
		return told(out.Body)
	default:
		return show(v, out.Object)
	}
}

// tellPlain prints the answer of an act that shows no object: a line for each figure, word or list of such that it has.
// What belongs to its keeping is left out.
func (r *run) tellPlain(body json.RawMessage) error {
	keeping := []string{"by", "at", "round", "version"}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil {
		return r.printJSON(body) // no object
	}
	var rows [][]string
	for _, name := range slices.Sorted(maps.Keys(members)) {
		var value any
		if err := json.Unmarshal(members[name], &value); err != nil {
			return err
		}
		if text := plainly(value); text != "" && !slices.Contains(keeping, name) {
			head := strings.ReplaceAll(name, "_", " ")
			if r.say.Has("head." + name) {
				head = r.say.Say("head." + name)
			}
			rows = append(rows, []string{"  " + head, text})
		}
	}
	table(r.Out, rows)
	return nil
}

// plainly is a value on one line; "" where it is none, or more than a line tells.
func plainly(value any) string {
	switch v := value.(type) {
	case nil, map[string]any:
		return ""
	case bool:
		return map[bool]string{true: "✓"}[v]
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		var all []string
		for _, one := range v {
			if text := plainly(one); text != "" {
				all = append(all, text)
			}
		}
		return strings.Join(all, ", ")
	}
	return strings.ReplaceAll(fmt.Sprint(value), "\n", " / ")
}

// looks is the look at an object of the kind after an act, for people; nil where the
// answer of the act itself is all that there is.
func (r *run) looks(on desk.Kind) func(visit, string) error {
	return map[desk.Kind]func(visit, string) error{
		desk.OnCase: r.showCase, desk.OnSession: r.showSession, desk.OnMark: r.showMarkToday, desk.OnMatter: r.showMatter, desk.OnBankFile: r.showPaymentFile,
	}[on]
}

// inSetup is the role of the console in an act: the administrator's where the act sets
// the office up.
func inSetup(a desk.Action) record.Role {
	if slices.Contains(access.Who(a.Name), record.RoleAdmin) {
		return record.RoleAdmin
	}
	return ""
}

// visit is somebody in the open office.
type visit struct {
	context.Context
	*Office
	who access.Actor
}

// site is where the office keeps its things.
func (r *run) site() (Site, error) {
	shelf, err := r.shelf()
	if err != nil {
		return Site{}, err
	}
	providers, err := r.providers()
	at := r.storeOnly()
	at.OIDC, at.Shelf = providers, shelf
	if err == nil {
		at.Undo, err = r.undo()
	}
	return at, err
}

// inOffice opens the office and works in it, as whoever this is.
func (r *run) inOffice(ctx context.Context, atConsole record.Role, work func(visit) error) error {
	return r.within(ctx, r.Office, r.as(ctx, atConsole, work))
}

// as is work in an office as the user of --as, or else as the console in a role;
// where it has none, somebody must be named.
func (r *run) as(ctx context.Context, atConsole record.Role, work func(visit) error) func(*Office) error {
	return func(o *Office) (err error) {
		who := access.Actor{ID: console, Role: atConsole}
		switch {
		case r.opts.As != "":
			who, err = o.UserActor(ctx, r.opts.As)
		case atConsole == "":
			err = unclear("who")
		}
		if err != nil {
			return err
		}
		return work(visit{ctx, o, who})
	}
}

// within opens an office, works in it and closes it again.
func (r *run) within(ctx context.Context, open func(context.Context, Site) (*Office, error), work func(*Office) error) error {
	at, err := r.site()
	if err != nil {
		return err
	}
	o, err := open(ctx, at)
	if err != nil {
		return err
	}
	return cmp.Or(work(o), o.Close())
}
