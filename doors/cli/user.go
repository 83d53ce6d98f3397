package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/people"
	"akashi/record"
)

// users makes a command that lists users under a name: everybody, or who is signed in.
func (r *run) users(name, key string, everybody bool) *cobra.Command {
	return r.command(name, "user."+name, cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		return r.inOffice(c.Context(), record.RoleAdmin, func(v visit) error {
			all, err := v.Users(v, v.who)
			if err != nil {
				return err
			}
			all = slices.DeleteFunc(all, func(u app.UserLine) bool { return !everybody && !u.SignedIn })
			return r.emit(map[string]any{key: all}, func(w io.Writer) {
				listed(r, w, all, func(u app.UserLine) []string {
					return []string{u.ID, r.say.Name("role", u.Role), cmp.Or(u.Scheme, "all"), u.Name, r.say.Say("user.is." + u.Standing())}
				}, "user", "role", "scheme", "name", "standing")
			})
		})
	})
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
