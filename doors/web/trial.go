package web

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"akashi/app"
	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// trial is a page on which an office sends a file, sees what would become of it, and then
// takes it over: the form of the second step carries the file that was looked at.
type trial interface {
	// read fills in the act from the form and its file.
	read(v *visit, files formFiles, content []byte) error
	// rehearse puts on the page what would become of the file.
	rehearse(v *visit) error
	// do takes it over.
	do(v *visit, key string) (desk.Outcome, error)
	// shared is what every such page shows.
	shared() *tried
	draw(p page) templ.Component
}

// tried is what the page of every trial shows.
type tried struct {
	Schemes []option
	Given   url.Values
	Key     string
	Content string // the file that was sent, in base64: it goes along until it is taken over
	Failed  failure
}

func (t *tried) shared() *tried { return t }

// schemesFor are the schemes in which the visitor may do an act.
func (v *visit) schemesFor(act access.Action, chosen string) (options []option) {
	on, _ := app.FindAction(act)
	for _, s := range v.schemes() {
		if access.Allows(v.actor, act, access.Object{Kind: string(on.On), Scheme: s.Key, ApplicantID: v.actor.ApplicantID}) {
			options = append(options, option{s.Key, s.Short, s.Key == chosen})
		}
	}
	return options
}

// askForFile shows where a file is chosen.
func (d *Door) askForFile(v *visit, act access.Action, on trial) error {
	if !v.actor.May(act) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	*on.shared() = tried{Schemes: v.schemesFor(act, v.query("scheme")), Key: rand.Text()}
	return v.show(http.StatusOK, on.draw(v.page()))
}

// template gives the workbook of the scheme in the address, to whoever may do the act in it.
func (v *visit) template(act access.Action, of func(ctx context.Context, actor access.Actor, scheme, lang string) (app.FileView, error)) error {
	scheme := v.r.PathValue("scheme")
	if !slices.ContainsFunc(v.schemesFor(act, ""), func(o option) bool { return o.Value == scheme }) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	file, err := of(v.r.Context(), v.actor, scheme, string(v.book.Lang()))
	if err != nil {
		return err
	}
	v.private()
	return v.give(file)
}

// takeFile shows what a file would bring in, or takes over the one that was looked at and
// goes on to where it can be seen.
func (d *Door) takeFile(v *visit, act access.Action, field, seen string, on trial) error {
	s, err := d.submitted(v, act, sheetLimit)
	if err != nil {
		return err
	}
	defer s.leave()
	content, err := s.file(field)
	if err != nil {
		return err
	}
	given, t := s.given, on.shared()
	*t = tried{Schemes: v.schemesFor(act, given.Get("scheme")), Given: given, Key: rand.Text()}
	failed := on.read(v, s.files, content)
	switch {
	case failed != nil:
	case given.Has("content"):
		out, err := on.do(v, keyOf(given))
		if err == nil {
			done, _ := app.FindAction(act)
			if own, has := on.(interface{ noted(out desk.Outcome) string }); has {
				done.Name = access.Action(own.noted(out))
			}
			v.note(done, out)
			return v.goTo(v.afterwards(out, "", seen))
		}
		failed = err
	default:
		if failed = on.rehearse(v); failed == nil {
			t.Content = base64.StdEncoding.EncodeToString(content)
		}
	}
	status := http.StatusOK
	if failed != nil {
		if !answerable(failed) {
			return failed
		}
		t.Failed = v.explain(failed)
		status = t.Failed.Status
	}
	v.private()
	return v.show(status, on.draw(v.page()))
}

// afterwards is the page to go on to once an act is done: the one that was asked for, or where
// what was done is seen. What waits is seen among what waits, by whoever may confirm; anybody
// else goes back to the room.
func (v *visit) afterwards(out desk.Outcome, next, seen string) string {
	if out.Waits && !v.actor.May(access.ViewPending) {
		return roomOf(v.actor.Role)
	}
	if out.Waits {
		seen = objectPath(out.Kind, out.Object)
	}
	return cmp.Or(next, seen)
}

// submission is the form of an act as it was sent, with its files; leave ends what it takes of
// the limits of who sent it.
type submission struct {
	given url.Values
	files formFiles
	leave func()
}

// submitted reads the form of an act, of at most so many bytes, for whoever may do it and has
// shown what it asks for. One that is larger than a form without a file counts as a file.
func (d *Door) submitted(v *visit, act access.Action, limit int64) (s submission, err error) {
	s.leave = func() {}
	if !v.actor.May(act) {
		return s, fault.New(fault.Forbidden, v.actor.WhyNot(act), string(act))
	}
	if limit > formLimit {
		if s.leave, err = d.Limits.Upload(v.r.Context(), v.actor.ID, max(v.r.ContentLength, 0)); err != nil {
			return s, err
		}
	}
	if s.given, s.files, err = v.read(limit); err == nil {
		err = v.need(act)
	}
	if err != nil {
		s.leave()
	}
	return s, err
}

// file is a file that was sent, or that goes along in the form from the page before.
func (s submission) file(name string) ([]byte, error) {
	if s.given.Has("content") {
		content, err := base64.StdEncoding.DecodeString(s.given.Get("content"))
		if err != nil {
			return nil, fault.Wrap(fault.Invalid, "form-malformed", "", err)
		}
		return content, nil
	}
	return s.files[name].read()
}

// day reads a day that may be left out.
func (t *tried) day(p *fault.Problems, field string) (day civil.Date) {
	text := strings.TrimSpace(t.Given.Get(field))
	if text == "" {
		return day
	}
	day, err := dayTyped(text)
	if err != nil {
		p.Add(fault.ProblemsIn(err)[0].Code, "/"+field, "given", text)
	}
	return day
}

// source is what the file is called: as stated, else by its name.
func (t *tried) source(file sentFile) string {
	if source := strings.TrimSpace(t.Given.Get("source")); source != "" || file.name == "" {
		return source
	}
	t.Given.Set("source", file.name)
	return file.name
}

// titled is the title of the page: a file that came back wrong says so first.
func (t *tried) titled(p page, title string) string {
	if t.Failed.Title != "" {
		return p.T("form.failed") + p.T(title)
	}
	return p.T(title)
}
