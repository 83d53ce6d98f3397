package main

import (
	"slices"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/sending"
)

// TestASilentContactIsNotAskedAlone: a reminder goes to the first contact; where nothing was done since on the case, the next
// goes to the second as well, and so does one whose forerunner came back. Once the applicant has done something, the first
// is asked alone again.
func TestASilentContactIsNotAskedAlone(t *testing.T) {
	t.Parallel()
	f := openFilled(t)
	const no = "SA-2026-0005" // waits for answers to findings
	var applicant string
	change := func(do func(w *desk.Work) error) {
		t.Helper()
		if err := f.office.Change(t.Context(), access.Actor{}, do); err != nil {
			t.Fatal(err)
		}
	}
	change(func(w *desk.Work) error {
		c := desk.Read(w, w.Tx.Case, no)
		applicant = c.ApplicantID
		for _, u := range desk.Read(w, w.UsersOf, applicant) {
			u.Email = "first@mihon.example"
			w.Save(&u)
		}
		second := record.User{ID: "a-second", Name: "見本 二郎", Role: record.RoleApplicant, Scheme: "anshin", ApplicantID: applicant, Email: "second@mihon.example", Token: "a-second", Created: w.Now.Add(time.Minute), Version: 1}
		w.Add(&second)
		return nil
	})
	remind, _ := app.FindAction(access.Remind)
	asked := func() (to []string) {
		t.Helper()
		for { // what has gone is behind us
			l, ok, err := f.office.TakeLetter(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				break
			}
			if err := f.office.TellLetter(t.Context(), l, sending.Taken, "250"); err != nil {
				t.Fatal(err)
			}
		}
		before := f.written(no)
		office := access.Actor{ID: "jimukyoku", Role: record.RoleSecretariat}
		if _, err := f.office.Do(t.Context(), desk.Request{Actor: office}, remind, no, &desk.RemindInput{What: "findings"}); err != nil {
			t.Fatal(err)
		}
		for _, o := range f.written(no) {
			if !slices.ContainsFunc(before, func(b record.Outgoing) bool { return b.ID == o.ID }) {
				to = append(to, o.Address)
			}
		}
		slices.Sort(to)
		return to
	}
	first, both := []string{"first@mihon.example"}, []string{"first@mihon.example", "second@mihon.example"}
	for _, step := range []struct {
		title string
		do    func(w *desk.Work) error
		later time.Duration
		want  []string
	}{
		{"the first reminder", nil, 0, first},
		{"again on the same day", nil, time.Hour, first},
		{"nothing was done since", nil, 24 * time.Hour, both},
		{"something was done", func(w *desk.Work) error {
			u := desk.Read(w, w.UsersOf, applicant)[0]
			return w.Append(&record.Leaf{At: w.Now, Actor: u.ID, Action: "attach", Kind: "case", Object: no, Data: "{}"})
		}, 24 * time.Hour, first},
		{"it came back", func(w *desk.Work) error {
			for _, o := range desk.Read(w, w.Letters, desk.LetterQuery{Limit: 1}) {
				o.State, o.Next = record.LetterBounced, time.Time{}
				w.Save(&o)
			}
			return nil
		}, 0, both},
	} {
		f.now = f.now.Add(step.later)
		if step.do != nil {
			change(step.do)
		}
		if step.title == "it came back" { // of which this hears before the next goes
			f.now = f.now.Add(time.Minute)
		}
		if got := asked(); !slices.Equal(got, step.want) {
			t.Errorf("%s: asked %v, want %v", step.title, got, step.want)
		}
	}
}

// written are the letters about a case.
func (f *filled) written(no string) (all []record.Outgoing) {
	err := f.office.Store.View(f.Context(), func(r desk.Reader) error {
		c, err := r.Case(no)
		if err == nil {
			all, err = r.Letters(desk.LetterQuery{CaseID: c.ID})
		}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	return all
}
