package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
)

func (r *run) userCommands() *cobra.Command {
	c := r.group("user", r.userList(), r.userSessions())
	c.AddCommand(r.actions(desk.OnUser)...)
	return c
}

// users makes a command that lists users under a name, all or those chosen.
func (r *run) users(name string, chosen func(app.UserLine) bool) *cobra.Command {
	return r.command(name, "user."+name, cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		return r.inOffice(c.Context(), func(o *Office) error {
			actor, err := r.actor(c.Context(), o, true)
			if err != nil {
				return err
			}
			all, err := o.Users(c.Context(), actor)
			if err != nil {
				return err
			}
			all = slices.DeleteFunc(all, func(u app.UserLine) bool { return !chosen(u) })
			key := map[string]string{"list": "users", "sessions": "sessions"}[name]
			return r.emit(map[string][]app.UserLine{key: all}, func(w io.Writer) { r.printUsers(w, all) })
		})
	})
}

func (r *run) userList() *cobra.Command {
	return r.users("list", func(app.UserLine) bool { return true })
}

func (r *run) userSessions() *cobra.Command {
	return r.users("sessions", func(u app.UserLine) bool { return u.SignedIn })
}

func (r *run) printUsers(w io.Writer, all []app.UserLine) {
	var rows [][]string
	for _, u := range all {
		rows = append(rows, []string{u.ID, r.say.Name("role", u.Role), first(u.Scheme, "all"), u.Name, r.say.Say("user.is." + standingOf(u))})
	}
	r.listed(w, rows, "user", "role", "scheme", "name", "standing")
}

func standingOf(u app.UserLine) string {
	switch {
	case u.Disabled:
		return "disabled"
	case u.SignedIn:
		return "signed-in"
	case u.Invited:
		return "invited"
	}
	return "out"
}

// tellUser tells what was handed out to a user: each secret this once.
func (r *run) tellUser(body json.RawMessage) error {
	var given people.Credentials
	if err := json.Unmarshal(body, &given); err != nil {
		return err
	}
	u := given.User
	fmt.Fprintf(r.Out, "%s  %s  %s\n", u.ID, r.say.Name("role", u.Role), u.Name)
	if given.Link != "" {
		fmt.Fprintln(r.Out, r.say.Say("user.link", "link", r.signInLink(given.Link)))
	}
	if given.Token != "" {
		fmt.Fprintln(r.Out, r.say.Say("user.token", "token", given.Token))
	}
	if given.Link+given.Token != "" {
		fmt.Fprintln(r.Out, r.say.Say("user.once"))
	}
	if u.Disabled {
		fmt.Fprintln(r.Out, r.say.Say("user.kept-out"))
	}
	return nil
}
