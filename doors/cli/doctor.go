package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"akashi/doors/ask"
)

// check is one thing that the doctor looks at.
type check struct {
	Code    string `json:"code"`
	OK      bool   `json:"ok"`
	Message string `json:"message"`
	Cure    string `json:"cure,omitempty"`
}

// doctor checks the installation: rule books, calendar, store and journal, and under which
// conditions it works.
func (r *run) doctor() *cobra.Command {
	type doctorFlags struct {
		Mail string `json:"mail,omitempty"`
	}
	return asks(r, "doctor", "doctor", cobra.NoArgs, func(c *cobra.Command, q *doctorFlags, _ []string) error {
		checks := []check{r.checkSchemes(), r.checkCalendar()}
		checks = append(checks, r.checkStore(c.Context())...)
		at := r.storeOnly()
		providers, err := r.providers()
		if err != nil {
			return err
		}
		at.OIDC = providers
		for _, x := range r.Conditions(c.Context(), at) {
			checks = append(checks, r.condition(x))
		}
		if q.Mail != "" {
			checks = append(checks, r.condition(r.TryMail(c.Context(), at, r.testLetter(q.Mail))))
		}
		view := struct {
			OK     bool    `json:"ok"`
			Checks []check `json:"checks"`
		}{!slices.ContainsFunc(checks, func(x check) bool { return !x.OK }), checks}
		return r.judge(view.OK, view, func(w io.Writer) {
			for _, x := range checks {
				fmt.Fprintf(w, "%s %s  %s\n", sign(x.OK), r.say.Say("doctor."+x.Code), x.Message)
				if x.Cure != "" {
					fmt.Fprintf(w, "  → %s\n", x.Cure)
				}
			}
		})
	})
}

// testLetter is a letter that nothing has happened for.
func (r *run) testLetter(to string) TestLetter {
	subject := r.say.Say("letter.subject", "scheme", r.say.Say("brand"), "subject", r.say.Say("doctor.mail-test.subject"))
	return TestLetter{To: to, Subject: subject, Text: r.say.Say("doctor.mail-test.text"), Lang: string(r.say.Lang())}
}

// condition says how it stands with one, and what to do where that is not as it should be.
func (r *run) condition(c Condition) check {
	message, cure := r.say.Condition(c.Code, c.State, c.Figures, !c.Good || c.Cure)
	switch {
	case c.Err != nil:
		message, cure = r.told(c.Err), ""
	case c.State == "":
		message, cure = c.Text, ""
	}
	return check{Code: c.Code, OK: c.Good, Message: message, Cure: cure}
}

func (r *run) checkSchemes() check {
	shelf, err := r.shelf()
	c := ask.SchemesOf(shelf, err)
	if err == nil {
		c.Text = r.say.List(shelf.Keys())
	}
	return r.condition(c)
}

func (r *run) checkCalendar() check { return r.condition(ask.CalendarOf(r.today())) }

func (r *run) checkStore(ctx context.Context) []check {
	var journal check
	err := r.within(ctx, r.Office, func(o *Office) error {
		found, err := o.VerifyLog(ctx)
		journal = r.condition(ask.JournalOf(found.Found, err))
		return nil
	})
	if err != nil {
		return []check{r.condition(ask.Judged("store", err, ""))}
	}
	return []check{r.condition(ask.Judged("store", nil, cmp.Or(r.opts.Database, r.opts.Data))), journal}
}
