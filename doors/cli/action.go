package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// console is the person at the machine that holds the store: without --as the
// console sets the office up and looks at what the secretariat may see, but does
// no act of the procedure.
const console = "console"

// actions makes a command of every action on the kind of object.
func (r *run) actions(on desk.Kind) (all []*cobra.Command) {
	for _, a := range app.Actions() {
		if a.On == on {
			all = append(all, r.action(a))
		}
	}
	return all
}

// act is one request for an action as the flags state it.
type act struct {
	action      desk.Action
	sheet       *sheet
	key         string
	version     int
	objectNamed string
}

// action is the command of one action, with a flag for every value of its input.
func (r *run) action(a desk.Action) *cobra.Command {
	do := &act{action: a}
	use, args := app.Word(a), cobra.NoArgs
	if arg := app.ThingOf(a.On).Words.Arg; arg != "" && !a.Begins {
		use, args = use+" "+arg, cobra.ExactArgs(1)
	}
	c := r.command(use, "action."+string(a.Name), args, func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			do.objectNamed = args[0]
		}
		return r.perform(c, do)
	})
	if !r.say.Has("help.action." + string(a.Name)) {
		c.Short = a.Summary
	}
	do.sheet = r.offer(c, a.Input(), true)
	r.exampled(c, a, do.sheet)
	c.Flags().StringVar(&do.key, "idempotency-key", "", r.say.Say("flag.idempotency-key"))
	c.Flags().IntVar(&do.version, "if-version", 0, r.say.Say("flag.if-version"))
	return c
}

// perform does the action and tells what the actor may see of the result.
func (r *run) perform(c *cobra.Command, do *act) error {
	r.place = do.sheet.place
	input := do.action.Input()
	if err := do.sheet.fill(input); err != nil {
		return err
	}
	return r.inOffice(c.Context(), func(o *Office) error {
		actor, err := r.actor(c.Context(), o, setsUp(do.action))
		if err != nil {
			return err
		}
		request := desk.Request{Actor: actor, Key: do.key, Version: do.version}
		out, err := o.Do(c.Context(), request, do.action, do.objectNamed, input)
		if err != nil {
			return err
		}
		if out.Waits {
			return r.tellHeld(out)
		}
		r.confirm(do.action, out)
		return r.tell(c.Context(), o, actor, out)
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
}

// tell prints what an action has come to: the object as it is now.
func (r *run) tell(ctx context.Context, o *Office, actor access.Actor, out desk.Outcome) error {
	show := r.shows()[out.Kind]
	if r.opts.json || show == nil {
		return r.printJSON(out.Body)
	}
	return show(ctx, o, actor, out)
}

// shows says how people are shown an object of each kind; what is not named is
// printed as it is.
func (r *run) shows() map[desk.Kind]func(context.Context, *Office, access.Actor, desk.Outcome) error {
	return map[desk.Kind]func(context.Context, *Office, access.Actor, desk.Outcome) error{
		desk.OnCase: func(ctx context.Context, o *Office, who access.Actor, out desk.Outcome) error {
			return r.showCase(ctx, o, who, out.Object)
		},
		desk.OnSession: func(ctx context.Context, o *Office, who access.Actor, out desk.Outcome) error {
			return r.showSession(ctx, o, who, out.Object)
		},
		desk.OnMark: func(ctx context.Context, o *Office, _ access.Actor, out desk.Outcome) error {
			_, err := r.showMark(ctx, o, out.Object, civil.Date{}) // the act is done, whatever the mark is worth now
			return err
		},
		desk.OnUser: func(_ context.Context, _ *Office, _ access.Actor, out desk.Outcome) error {
			return r.tellUser(out.Body)
		},
	}
}

// setsUp reports whether the action sets the office up, which is the administrator's
// and so the console's.
func setsUp(a desk.Action) bool { return slices.Contains(access.Who(a.Name), record.RoleAdmin) }

// actor is who acts: the user of --as, or the console where it may.
func (r *run) actor(ctx context.Context, o *Office, setup bool) (access.Actor, error) {
	switch {
	case r.opts.As != "":
		return o.UserActor(ctx, r.opts.As)
	case setup:
		return atConsole(), nil
	}
	return access.Actor{}, unclear("who")
}

// looker is who looks: the user of --as, or the console with the secretariat's
// eyes.
func (r *run) looker(ctx context.Context, o *Office) (access.Actor, error) {
	if r.opts.As != "" {
		return o.UserActor(ctx, r.opts.As)
	}
	return access.Actor{ID: console, Role: record.RoleSecretariat}, nil
}

// site is where the office keeps its things.
func (r *run) site() (Site, error) {
	shelf, err := r.shelf()
	return Site{Data: r.opts.Data, Database: r.opts.Database, Shelf: shelf, Now: r.now}, err
}

// inOffice opens the office, works in it and closes it again.
func (r *run) inOffice(ctx context.Context, work func(o *Office) error) error {
	return r.within(ctx, r.Office, work)
}

// inOfficeOrNone works in an office that goes again when there is none and none is
// needed.
func (r *run) inOfficeOrNone(ctx context.Context, dry bool, work func(o *Office) error) error {
	open := r.Office
	if dry {
		open = func(ctx context.Context, at Site) (*Office, error) {
			o, err := r.Office(ctx, at)
			if errors.Is(err, fault.NotFound) {
				return r.Scratch(ctx, at)
			}
			return o, err
		}
	}
	return r.within(ctx, open, work)
}

func (r *run) within(ctx context.Context, open func(context.Context, Site) (*Office, error), work func(o *Office) error) (err error) {
	at, err := r.site()
	if err != nil {
		return err
	}
	o, err := open(ctx, at)
	if err != nil {
		return err
	}
	defer func() {
		if closing := o.Close(); err == nil {
			err = closing
		}
	}()
	return work(o)
}
