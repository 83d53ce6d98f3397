package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/rules/access"
	"akashi/values/fault"
)

// storeCommands need an office.
func (r *run) storeCommands() []*cobra.Command {
	return append(r.secondPersonCommands(),
		r.initialise(), r.caseCommands(), r.sessionCommands(), r.markCommands(), r.registerCommands(),
		r.userCommands(),
		r.group("log", r.logVerify()),
		r.fsck(), r.migrate(), r.doctor(), r.routes(), r.version(), r.serve(), r.demo(),
		r.group("backup", r.backupCreate(), r.backupVerify(), r.backupRestore()),
	)
}

func (r *run) serve() *cobra.Command {
	type beginFlag struct {
		Init bool `json:"init,omitempty"`
	}
	c := asks(r, "serve", "serve", cobra.NoArgs, func(c *cobra.Command, q *beginFlag, _ []string) error {
		open := r.Office
		if q.Init {
			open = r.Begin
		}
		return r.within(c.Context(), open, func(o *Office) error {
			made, err := r.firstInIf(c.Context(), q.Init, o)
			if err != nil {
				return err
			}
			return r.Serve(c.Context(), o, r.address(), func(url string) {
				fmt.Fprintln(r.Err, r.say.Fill("serve.ready", map[string]string{"url": url}))
				if made.Link != "" { // the port is known only now
					_, link, _ := strings.Cut(made.Link, "/login")
					r.printSetup(r.Err, setup{made.Store, url + "/login" + link})
				}
			})
		})
	})
	r.addressFlags(c)
	return c
}

// firstInIf gives a new office its first administrator when it is to be begun; one
// that is there already keeps its people.
func (r *run) firstInIf(ctx context.Context, begin bool, o *Office) (setup, error) {
	if !begin {
		return setup{}, nil
	}
	made, err := r.firstIn(ctx, o)
	if errors.Is(err, fault.Conflict) {
		err = nil
	}
	return made, err
}

func (r *run) addressFlags(c *cobra.Command) {
	c.Flags().String("addr", "", r.say.Say("flag.addr"))
	c.Flags().String("public-url", "", r.say.Say("flag.public-url"))
}

func (r *run) address() Address {
	return Address{Listen: r.opts.Addr, PublicURL: r.opts.PublicURL, Secure: len(r.opts.PublicURL) > 8 && r.opts.PublicURL[:8] == "https://"}
}

// demoData is where the demonstration keeps its store when nobody says where.
const demoData = "var/demo"

// demo fills an empty office with the demonstration and serves it.
func (r *run) demo() *cobra.Command {
	type fillFlag struct {
		FillOnly bool `json:"fill_only,omitempty"`
	}
	c := asks(r, "demo", "demo", cobra.NoArgs, func(c *cobra.Command, q *fillFlag, _ []string) error {
		if r.opts.Data == defaultData { // a real office must not be found here by chance
			r.opts.Data = demoData
		}
		at, err := r.site()
		if err != nil {
			return err
		}
		var demo Demo
		if err := r.during("demo", func(*progress) (err error) {
			demo, err = r.Fill(c.Context(), at)
			return err
		}); err != nil {
			return err
		}
		if q.FillOnly {
			return r.tellDemo(r.Out, demo, "")
		}
		return r.inOffice(c.Context(), func(o *Office) (err error) {
			return errors.Join(r.Serve(c.Context(), o, r.address(), func(url string) { err = r.tellDemo(r.Err, demo, url) }), err)
		})
	})
	r.addressFlags(c)
	return c
}

func (r *run) logVerify() *cobra.Command {
	return r.looking("verify", "log.verify", cobra.NoArgs, func(ctx context.Context, o *Office, actor access.Actor, _ []string) error {
		if err := access.May(actor, access.VerifyLog, access.Object{}).Err(); err != nil {
			return err
		}
		found, err := o.VerifyLog(ctx)
		return r.tellCheckup(found, err, "log.ok")
	})
}

// tellCheckup prints what a tool found and ends with its verdict.
func (r *run) tellCheckup(found Checkup, err error, good string) error {
	if err != nil {
		return err
	}
	if err := r.emit(found.View(r.say), func(w io.Writer) {
		if found.Good {
			fmt.Fprintln(w, r.say.Say(good))
		}
		for _, p := range r.say.Problems(found.Found) {
			fmt.Fprintln(w, r.problemLine(p))
		}
	}); err != nil {
		return err
	}
	return verdict(found.Good)
}

func (r *run) fsck() *cobra.Command {
	return r.command("fsck", "fsck", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
		var found Checkup
		err := r.during("fsck", func(*progress) (err error) {
			found, err = r.Fsck(c.Context(), r.storeOnly())
			return err
		})
		return r.tellCheckup(found, err, "fsck.ok")
	})
}

// storeOnly is the site without its rule books, for what needs none.
func (r *run) storeOnly() Site { return Site{Data: r.opts.Data, Database: r.opts.Database, Now: r.now} }

func (r *run) migrate() *cobra.Command {
	return r.looking("migrate", "migrate", cobra.NoArgs, func(context.Context, *Office, access.Actor, []string) error {
		view := struct {
			OK bool `json:"ok"`
		}{true}
		return r.emit(view, func(w io.Writer) { fmt.Fprintln(w, r.say.Say("migrate.ok")) })
	})
}

func (r *run) routes() *cobra.Command {
	return r.command("routes", "routes", cobra.NoArgs, func(*cobra.Command, []string) error {
		view := struct {
			Routes []Route `json:"routes"`
		}{r.Routes()}
		return r.emit(view, func(w io.Writer) {
			var rows [][]string
			for _, x := range view.Routes {
				rows = append(rows, []string{x.Method, x.Path, x.Policy, x.Object, fmt.Sprint(x.Idempotent)})
			}
			r.listed(w, rows, "method", "path", "policy", "object", "repeatable")
		})
	})
}

func (r *run) version() *cobra.Command {
	return r.command("version", "version", cobra.NoArgs, func(*cobra.Command, []string) error {
		view := struct {
			Version string `json:"version"`
		}{r.Version}
		return r.emit(view, func(w io.Writer) { fmt.Fprintln(w, r.Version) })
	})
}
