package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/doors/limit"
	"akashi/rules/access"
	"akashi/values/fault"
)

// storeCommands need an office.
func (r *run) storeCommands() []*cobra.Command {
	return append(r.actions(desk.OnPending), r.pendingList(), r.group("office", r.worded(access.SecondPerson), r.worded(access.JoinApplicant), r.worded(access.SetPhrases), r.officePhrases(), r.worded(access.SetDays), r.worded(access.AllowCircular), r.officeDays(), r.worded(access.RecordAbsence), r.worded(access.EndAbsence), r.officeAbsences(), r.worded(access.AddBody), r.worded(access.CloseBody), r.officeBodies(), r.worded(access.SetIssuer), r.officeIssuers(), r.worded(access.SetRetention), r.officeRetention(), r.officeErasures(), r.eraseAgain(), r.billing(), r.exceptions(), r.worded(access.TrustBody), r.worded(access.ReceiveHandover), r.worded(access.ReturnHandover), r.handovers(), r.sealEvidence(), r.moveIn()),
		r.group("case", append(r.actions(desk.OnCase), r.caseList(), r.shows("show NO", "case.show", r.showCase), r.caseExport(), r.caseMessages(), r.precedents(), r.bulk(), r.caseFile(), r.caseSheet(), r.caseHandover())...),
		r.group("clock", r.clockList()), r.calendar(),
		r.group("jobs", r.jobsList(), r.jobsRun()),
		r.group("session", append(r.actions(desk.OnSession), r.sessionList(), r.shows("show ID", "session.show", r.showSession), r.sessionMinutes(), r.sessionPack())...),
		r.group("seat", r.actions(desk.OnSeat)...),
		r.group("personnel", append(r.actions(desk.OnPersonnel), r.personnelList())...),
		r.group("mark", append(r.actions(desk.OnMark), r.markShow(), r.markRenewals())...),
		r.group("register", append(r.actions(desk.OnRegister), r.registerImport(), r.registerTemplate(), r.registerSearch(), r.registerExport())...),
		r.group("user", append(r.actions(desk.OnUser), r.users("list", "users", true), r.users("sessions", "sessions", false))...),
		r.group("matter", append(r.actions(desk.OnMatter), r.matterList(), r.shows("show NO", "matter.show", r.showMatter))...),
		r.group("payment", append(r.actions(desk.OnBankFile), r.paymentImport(), r.paymentList(), r.shows("show ID", "payment.show", r.showPaymentFile))...),
		r.group("mail", append(r.actions(desk.OnMail), r.mailList())...),
		r.group("log", r.logVerify(), r.logCheckpoint()),
		r.group("note", r.noteVerify()),
		r.initialise(), r.fsck(), r.migrate(), r.doctor(), r.routes(), r.version(), r.serve(), r.demo(), r.backups(),
	)
}

func (r *run) serve() *cobra.Command {
	type beginFlag struct {
		Init bool `json:"init,omitempty"`
	}
	c := asks(r, "serve", "serve", cobra.NoArgs, func(c *cobra.Command, q *beginFlag, _ []string) error {
		at, err := r.address(c)
		if err != nil {
			return err
		}
		open := r.Office
		if q.Init {
			open = r.Begin
		}
		return r.within(c.Context(), open, func(o *Office) error {
			var made setup
			var err error
			if q.Init {
				made, err = r.firstIn(c.Context(), o)
			}
			if err != nil && !errors.Is(err, fault.Conflict) { // an office that is there already keeps its people
				return err
			}
			return r.Serve(c.Context(), o, at, func(url string) {
				fmt.Fprintln(r.Err, r.say.Say("serve.ready", "url", url))
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

func (r *run) addressFlags(c *cobra.Command) {
	c.Flags().String("addr", "", r.say.Say("flag.addr"))
	c.Flags().String("public-url", "", r.say.Say("flag.public-url"))
}

func (r *run) address(c *cobra.Command) (Address, error) {
	limits, err := limit.Read(r.opts.Limits, r.opts.Proxies)
	if err != nil {
		return Address{}, err
	}
	providers, err := r.providers()
	return Address{OIDC: providers, Listen: r.opts.Addr, PublicURL: r.opts.PublicURL, Secure: len(r.opts.PublicURL) > 8 && r.opts.PublicURL[:8] == "https://",
		SignUp: r.signUp(), Limits: limits, Metrics: r.opts.Metrics, Quiet: r.opts.AccessLog == "off", ByHand: r.opts.Calendar == "off", Store: Site{Data: r.opts.Data, Database: r.opts.Database}.Name(), Mail: r.mail(),
		Again: func() (Address, Site, error) {
			again := *r
			if err := again.settle(c.Flags()); err != nil {
				return Address{}, Site{}, err
			}
			at, err := again.address(c)
			return at, Site{Data: r.opts.Data, Key: again.opts.KeyFile, Secret: again.opts.KeySecret}, err
		}}, err
}

// providers reads the file with the providers by which people sign in. The secret of each is in
// AKASHI_OIDC_ID_SECRET, or in the file that AKASHI_OIDC_ID_SECRET_FILE names.
func (r *run) providers() (s ProviderSettings, err error) {
	if r.opts.OIDC == "" {
		return s, nil
	}
	s.Secret = func(id string) (string, error) {
		return r.fromEnv("OIDC_" + strings.ToUpper(strings.ReplaceAll(id, "-", "_")) + "_SECRET")
	}
	s.File, err = r.text(r.opts.OIDC, maxText)
	return s, err
}

// signUp says of which schemes people ask for an account themselves: of all, of none, or of
// those that the setting names.
func (r *run) signUp() func(key string) bool {
	switch r.opts.SignUp {
	case "", "on":
		return func(string) bool { return true }
	case "off":
		return func(string) bool { return false }
	}
	named := strings.FieldsFunc(r.opts.SignUp, func(c rune) bool { return c == ',' || c == ' ' })
	return func(key string) bool { return slices.Contains(named, key) }
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
		address, err := r.address(c)
		if err != nil {
			return err
		}
		demo, err := during(r, "demo", func(*progress) (Demo, error) { return r.Fill(c.Context(), at) })
		if err != nil {
			return err
		}
		if q.FillOnly {
			return r.tellDemo(r.Out, demo, "")
		}
		address.Silent, address.ByHand = r.opts.AccessLog == "", true // a demonstration stays as it is shown
		return r.within(c.Context(), r.Office, func(o *Office) (err error) {
			return errors.Join(r.Serve(c.Context(), o, address, func(url string) { err = r.tellDemo(r.Err, demo, url) }), err)
		})
	})
	r.addressFlags(c)
	return c
}

// tellCheckup prints what a tool found and ends with its verdict.
func (r *run) tellCheckup(found Checkup, err error, good string) error {
	if err != nil {
		return err
	}
	return r.judge(found.Good, found.View(r.say), func(w io.Writer) {
		if found.Good {
			fmt.Fprintln(w, r.say.Say(good))
		} else if found.Done != "" {
			fmt.Fprintln(w, r.say.Say(found.Done))
		}
		for _, p := range r.say.Problems(found.Found) {
			fmt.Fprintln(w, r.problemLine(p))
		}
	})
}

func (r *run) fsck() *cobra.Command {
	type quickFlag struct {
		Quick bool `json:"quick,omitempty"`
	}
	return asks(r, "fsck", "fsck", cobra.NoArgs, func(c *cobra.Command, q *quickFlag, _ []string) error {
		found, err := during(r, "fsck", func(p *progress) (Checkup, error) { return r.Fsck(c.Context(), r.storeOnly(), q.Quick, p.at) })
		return r.tellCheckup(found, err, "fsck.ok")
	})
}

// storeOnly is the site without its rule books, for what needs none.
func (r *run) storeOnly() Site {
	return Site{Data: r.opts.Data, Database: r.opts.Database, Key: r.opts.KeyFile, Secret: r.opts.KeySecret, Schemes: r.opts.Schemes, Now: r.now, Mail: r.mail(), Scanner: r.opts.Scanner,
		Evidence: EvidenceSettings{Sealed: r.opts.Evidence == "on", Others: r.opts.Others}}
}

// mail says how letters are sent. Where nobody says whom they are from, they are from the
// host of the office's pages.
func (r *run) mail() MailSettings {
	host := "localhost"
	if at, err := url.Parse(r.opts.PublicURL); err == nil {
		host = cmp.Or(at.Hostname(), host)
	}
	return MailSettings{Address: r.opts.SMTP, User: r.opts.MailUser, Password: r.opts.MailWord, From: cmp.Or(r.opts.MailFrom, "akashi@"+host)}
}

// undo is how long a letter is held, to be taken back: whole minutes, a day at most.
func (r *run) undo() (time.Duration, error) {
	const most = 24 * 60
	minutes, err := strconv.Atoi(r.opts.MailUndo)
	if err != nil || minutes < 0 || minutes > most {
		return 0, fault.Wrong("mail.undo", "mail_undo", "given", r.opts.MailUndo, "max", most)
	}
	return time.Duration(minutes) * time.Minute, nil
}

func (r *run) migrate() *cobra.Command {
	return looks(r, "migrate", "migrate", cobra.NoArgs, func(visit, *struct{}, []string) error {
		return r.emit(map[string]bool{"ok": true}, func(w io.Writer) { fmt.Fprintln(w, r.say.Say("migrate.ok")) })
	})
}

func (r *run) routes() *cobra.Command {
	return r.command("routes", "routes", cobra.NoArgs, func(*cobra.Command, []string) error {
		all := r.Routes()
		return r.emit(map[string]any{"routes": all}, func(w io.Writer) {
			listed(r, w, all, func(x ask.Route) []string {
				return []string{x.Method, x.Path, string(x.Policy), x.Object, fmt.Sprint(x.Idempotent)}
			}, "method", "path", "policy", "object", "repeatable")
		})
	})
}

func (r *run) version() *cobra.Command {
	return r.command("version", "version", cobra.NoArgs, func(*cobra.Command, []string) error {
		return r.emit(map[string]string{"version": r.Version}, func(w io.Writer) { fmt.Fprintln(w, r.Version) })
	})
}
