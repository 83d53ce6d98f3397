package cli

import (
	"cmp"
	"fmt"
	"io"

	"akashi/record"
)

// tellDemo says what the demonstration hands out: one object for programs, and for
// people the way in of each person that they can be.
func (r *run) tellDemo(to io.Writer, d Demo, url string) error {
	d.Address = url
	for i := range d.People {
		d.People[i].Login = r.loginAt(url, d.People[i].Login)
	}
	if r.opts.json {
		return r.printJSON(d)
	}
	if url != "" {
		fmt.Fprintln(to, r.say.Say("demo.address", "url", url))
	}
	listed(r, to, d.People, func(p DemoPerson) []string {
		return []string{p.User, r.say.Name("role", p.Role), cmp.Or(p.Scheme, "all"), p.Name, p.Login}
	}, "user", "role", "scheme", "name", "login")
	fmt.Fprintln(to, r.say.Say("demo.links"))
	for _, t := range d.Tokens {
		if t.User == demoProgram || t.Role == record.RoleObserver {
			fmt.Fprintln(to, r.say.Say("demo.token", "user", t.User, "token", t.Token))
		}
	}
	fmt.Fprintln(to, r.say.Say("demo.counts", "marks", fmt.Sprint(len(d.Marks)), "cases", fmt.Sprint(len(d.Cases))))
	for _, s := range d.Alone {
		fmt.Fprintln(to, r.say.Say("demo.alone", "scheme", s.Scheme, "act", s.Word))
	}
	return nil
}

// demoProgram is the user of the demonstration that is no person.
const demoProgram = "demo-api"

// loginAt is a one-time link at the address that is served, or that is going to be.
func (r *run) loginAt(url, link string) string {
	if url == "" {
		return r.signInLink(link)
	}
	return url + "/login?link=" + link
}
