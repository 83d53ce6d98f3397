package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// firstUser is the administrator that a new office begins with.
const firstUser = "admin"

// setup is what is handed out once, when an office has been made.
type setup struct {
	Store string `json:"store"`
	Link  string `json:"setup_link"` // signs the first administrator in, once
}

func (r *run) initialise() *cobra.Command {
	c := r.command("init", "init", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		return r.within(c.Context(), r.Begin, func(o *Office) error {
			made, err := r.firstIn(c.Context(), o)
			if err != nil {
				return err
			}
			return r.emit(made, func(w io.Writer) { r.printSetup(w, made) })
		})
	})
	r.addressFlags(c)
	return c
}

func (r *run) printSetup(w io.Writer, made setup) {
	fmt.Fprintln(w, r.say.Say("init.made", "store", made.Store))
	fmt.Fprintln(w, r.say.Say("init.link", "link", made.Link))
}

// firstIn gives an office that has nobody its first administrator.
func (r *run) firstIn(ctx context.Context, o *Office) (made setup, err error) {
	at := Site{Data: r.opts.Data, Database: r.opts.Database}
	if there, err := o.Users(ctx, atConsole()); err != nil {
		return made, err
	} else if len(there) > 0 { // an office that was made and has nobody in it was left half way
		return made, fault.New(fault.Conflict, "office.there", at.Name())
	}
	action, _ := app.FindAction(access.AddUser)
	first := people.UserInput{ID: firstUser, Name: r.say.Name("role", record.RoleAdmin), Role: record.RoleAdmin}
	out, err := o.Do(ctx, desk.Request{Actor: atConsole()}, action, "", &first)
	if err != nil {
		return made, err
	}
	var given people.Credentials
	if err := json.Unmarshal(out.Body, &given); err != nil {
		return made, err
	}
	return setup{Store: at.Name(), Link: r.signInLink(given.Link)}, nil
}

// signInLink is the whole address of a one-time link, at the address at which the
// office is going to be served.
func (r *run) signInLink(link string) string {
	return strings.TrimSuffix(cmp.Or(r.opts.PublicURL, "http://"+r.opts.Addr), "/") + "/login?link=" + link
}

// atConsole is the person at the machine that holds the store.
func atConsole() access.Actor { return access.Actor{ID: console, Role: record.RoleAdmin} }
