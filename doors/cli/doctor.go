package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"akashi/values/civil"
	"akashi/values/fault"
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
	return r.command("doctor", "doctor", cobra.NoArgs, func(c *cobra.Command, _ []string) error {
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

// condition says how it stands with one, and what to do where that is not as it should be.
func (r *run) condition(c Condition) check {
	made := check{Code: c.Code, OK: c.Good, Message: r.say.Fill("doctor."+c.Code+"."+c.State, c.Figures)}
	if !c.Good || c.Cure {
		made.Cure = r.say.Fill("doctor."+c.Code+".cure", c.Figures)
	}
	return made
}

func (r *run) checked(code string, err error, good string) check {
	if err != nil {
		return check{Code: code, Message: r.told(err)}
	}
	return check{Code: code, OK: true, Message: good}
}

func (r *run) checkSchemes() check {
	shelf, err := r.shelf()
	if err != nil {
		return r.checked("schemes", err, "")
	}
	return r.checked("schemes", nil, r.say.List(shelf.Keys()))
}

// checkCalendar asks whether the holidays of next year are known already.
func (r *run) checkCalendar() check {
	calendar, err := civil.NewCalendar(nil, nil)
	next := r.today().AddMonths(12)
	if err == nil && !calendar.Covers(next) {
		err = fault.Wrong("calendar.year", "", "given", next.Year())
	}
	return r.checked("calendar", err, fmt.Sprint(next.Year()))
}

func (r *run) checkStore(ctx context.Context) []check {
	var journal check
	err := r.within(ctx, r.Office, func(o *Office) error {
		found, err := o.VerifyLog(ctx)
		if err == nil && !found.Good {
			err = found.Found
		}
		journal = r.checked("journal", err, "")
		return nil
	})
	if err != nil {
		return []check{r.checked("store", err, "")}
	}
	return []check{r.checked("store", nil, cmp.Or(r.opts.Database, r.opts.Data)), journal}
}
