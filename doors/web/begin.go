package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"akashi/app/people"
	"akashi/doors/ask"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/form"
)

// beginView is the page on which somebody asks for an account of an applicant.
type beginView struct {
	Scheme *scheme.Edition // nil: one has to be chosen first
	Others []schemeLine    // the schemes to choose from
	Inputs []input
	Failed failure
}

// title is that of the page, which says first where something is wrong.
func (b beginView) title(p page) string {
	return actForm{Failed: b.Failed, Title: p.T("begin.title")}.title(p)
}

// begins reports whether accounts of a scheme are asked for on the page.
func (d *Door) begins(key string) bool { return d.SignUp == nil || d.SignUp(key) }

// beginning shows the form, of one scheme; or that a letter is on its way.
func (d *Door) beginning(v *visit) error {
	if v.query("sent") != "" {
		return v.show(http.StatusOK, begunPage(v.page()))
	}
	return d.showBeginning(v, http.StatusOK, v.r.URL.Query(), nil)
}

func (d *Door) showBeginning(v *visit, status int, given url.Values, failed error) error {
	view := beginView{Others: ask.Those(v.schemes(), func(s schemeLine) bool { return d.begins(s.Key) })}
	key := given.Get("scheme")
	if key == "" && len(view.Others) == 1 {
		key = view.Others[0].Key
	}
	p := v.page()
	if key != "" {
		ed, err := d.edition(key, "")
		if err == nil && !d.begins(key) {
			err = fault.New(fault.NotFound, "scheme-unknown", clip(key))
		}
		if err != nil {
			return err
		}
		view.Scheme, p = ed, p.of(ed)
	}
	f := paper{page: p, given: given, wrong: map[string]string{}}
	if failed != nil {
		view.Failed = v.explain(failed)
		for _, problem := range view.Failed.Problems {
			f.wrong[nameOfPlace(problem.Where)] = problem.Message
		}
	}
	if view.Scheme != nil {
		view.Inputs = f.beginning(view.Scheme)
	}
	v.w.Header().Set("Cache-Control", "no-store")
	return v.show(status, beginPage(p, view))
}

// beginning are the fields: who asks, and for which organisation.
func (f paper) beginning(ed *scheme.Edition) []input {
	p := f.page
	fields := []input{
		f.asked("organisation", asLine, p.T("begin.organisation"), "", nil),
		f.asked("corporate_number", asLine, p.T("begin.number"), p.T("begin.number.how"), nil),
		f.asked("name", asLine, p.T("me.name"), "", nil),
		f.asked("email", asLine, p.T("me.email"), p.T("begin.email.how"), nil),
	}
	for _, i := range []int{0, 2, 3} {
		fields[i].Needed = true
	}
	if regions := ed.Eligibility.Regions; len(regions) > 0 {
		fields = append(fields, f.asked("region", asChoice, p.T("check.region"), "", each(regions, func(r scheme.Region) option { return option{Value: r.ID, Label: p.Text(r.Title)} })))
	}
	return fields
}

// begin notes the wish. Whether the address has an account changes nothing of the answer.
func (d *Door) begin(v *visit) error {
	v.private()
	given, err := v.form()
	if err != nil {
		return err
	}
	if !d.begins(given.Get("scheme")) {
		return fault.New(fault.NotFound, "scheme-unknown", clip(given.Get("scheme")))
	}
	in := people.SignUpInput{Lang: string(v.book.Lang())}
	all := &form.Group{}
	for _, name := range []string{"scheme", "organisation", "corporate_number", "name", "email", "region"} {
		all.Put(form.Type(strings.TrimSpace(given.Get(name))), name)
	}
	err = (form.Paper{Partial: true}).Fill(all, &in)
	if err == nil {
		if err := d.Limits.SignUp(d.asker(v.r), in.Email); err != nil {
			return err
		}
		err = d.Office.SignUp(v.r.Context(), in)
	}
	if errors.Is(err, fault.Invalid) {
		return d.showBeginning(v, v.explain(err).Status, given, err)
	}
	if err != nil {
		return err
	}
	return v.goTo("/a/begin?sent=1")
}

// organisationIn is the organisation that somebody has asked to act for.
func organisationIn(asked []byte) string {
	var in people.JoinInput
	_ = json.Unmarshal(asked, &in) // none was asked for
	return in.Organisation
}

// signUpRow is a sign-up that waits, as the office sees it.
type signUpRow struct {
	Organisation, Number, Name, Email, Scheme, Until string
	Path                                             string // of handing its link out; "" where there is no letter
}

// signUps are those that wait, for who may read the letters.
func (d *Door) signUps(v *visit) (rows []signUpRow, err error) {
	all, err := d.Office.SignUps(v.r.Context(), v.actor)
	p := v.page()
	for _, s := range all {
		row := signUpRow{s.Organisation, s.CorporateNumber, s.Name, s.Email, v.schemeName(s.Scheme), p.Day(civil.In(s.Until)), ""}
		if s.Letter != "" {
			row.Path = "/do/mail/" + url.PathEscape(s.Letter) + "/hand-out-sign-up"
		}
		rows = append(rows, row)
	}
	return rows, err
}

func (v *visit) schemeName(key string) string {
	for _, s := range v.schemes() {
		if s.Key == key {
			return s.Short
		}
	}
	return key
}
