package app_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/mark"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/deadline"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
)

// holders enters marks of both schemes that end one day after another, each with a holder who is on record.
func (o *office) holders(from civil.Date, days int) (marks []record.Mark) {
	var rows []any
	for i := range 2 * days {
		id := fmt.Sprintf("%04d", i)
		m := record.Mark{ID: "m" + id, Scheme: "pmark", Edition: "2006", Number: "P" + id, Status: record.MarkActive, ApplicantID: "a" + id, ValidTo: from.AddDays(i / 2)}
		if i%2 == 1 {
			m.Scheme, m.Edition, m.Number = "anshin", "2014-07", "J"+id
		}
		switch i % 7 { // some of which nobody is reminded
		case 3:
			m.Status = record.MarkSuspended
		case 4:
			m.Status = record.MarkWithdrawn
		}
		rows = append(rows, &record.Applicant{ID: "a" + id}, &record.User{ID: "u" + id, Role: record.RoleApplicant, ApplicantID: "a" + id, Email: id + "@example.jp"})
		if i%11 == 5 {
			m.ApplicantID = ""
		}
		rows = append(rows, &m)
		if i%13 == 6 || i%13 == 8 {
			c := record.Case{ID: "c" + id, No: "PM-" + id, Scheme: m.Scheme, Edition: m.Edition, Type: record.Renewal, State: lifecycle.Draft, MarkID: m.ID, ApplicantID: "a" + id}
			if i%13 == 8 {
				c.State = lifecycle.Lapsed
			}
			rows = append(rows, &c)
		}
		marks = append(marks, m)
	}
	if err := o.app.Store.Update(context.Background(), func(tx desk.Tx) error { return tx.Add(rows...) }); err != nil {
		o.t.Fatal(err)
	}
	return marks
}

// asked are the letters that are due about marks, looked for mark by mark.
func (o *office) asked(marks []record.Mark) (ids []string) {
	err := o.app.Look(context.Background(), secretariat(), func(w *desk.Work) error {
		for _, m := range marks {
			if err := w.OfMark(m); err != nil {
				return err
			}
			for _, what := range scheme.RemindedOf() {
				for _, day := range mark.DaysToRemind(w) {
					_, on, ok := deadline.Reminded(w.Edition.Reminder(what).Value.Offsets(), day.Day, w.Today)
					if lifecycle.RemindedOf(day) == what && ok {
						ids = append(ids, fmt.Sprintf("%s:%s:%s:%s", what, m.Number, day.Day, on))
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	slices.Sort(ids)
	return ids
}

// TestJobsOfMarks holds what is found by last days against what is found mark by mark, and that what was done is not found again.
func TestJobsOfMarks(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.at("2026-03-03")
	marks := o.holders(civil.In(o.now).AddDays(-40), 420)
	for _, day := range []string{"2026-03-03", "2026-03-04", "2026-03-21", "2026-05-07"} {
		o.at(day)
		due, err := o.app.DueJobs(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := slices.DeleteFunc(o.asked(marks), func(id string) bool { return o.jobIsDone(id) })
		var got []string
		for _, j := range due {
			if j.On == string(desk.OnMark) { // the drafts of renewals have days of their own
				got = append(got, j.ID)
			}
		}
		slices.Sort(got)
		if len(got) == 0 || !slices.Equal(got, want) {
			t.Fatalf("on %s are due %d, mark by mark %d: not to be found %v, not found %v", day, len(got), len(want), without(got, want), without(want, got))
		}
		for left := due; len(left) > 0; {
			done, err := o.app.Perform(t.Context(), left)
			if err != nil || slices.Contains(done, false) || len(done) == 0 {
				t.Fatalf("on %s: %v, %v", day, done, err)
			}
			left = left[len(done):]
		}
		if again, err := o.app.DueJobs(t.Context()); err != nil || len(again) > 0 {
			t.Fatalf("on %s are due again: %v, %v", day, again, err)
		}
	}
}

// TestASilentHolderIsNoReasonToAskAnother reminds the holders of two marks that rest on no case: that the one is silent says
// nothing of the other.
func TestASilentHolderIsNoReasonToAskAnother(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.at("2026-03-03")
	ends := civil.In(o.now).AddDays(30)
	var rows []any
	for i, id := range []string{"one", "two"} {
		rows = append(rows, &record.Applicant{ID: id}, &record.Mark{ID: "m" + id, Scheme: "pmark", Edition: "2006", Number: "P-" + id, Status: record.MarkActive, ApplicantID: id, ValidTo: ends.AddDays(i * 23)})
		for _, who := range []string{"a", "b"} {
			rows = append(rows, &record.User{ID: id + "-" + who, Role: record.RoleApplicant, ApplicantID: id, Email: id + who + "@example.jp", Created: o.now.AddDate(0, 0, len(rows))})
		}
	}
	if err := o.app.Store.Update(t.Context(), func(tx desk.Tx) error { return tx.Add(rows...) }); err != nil {
		t.Fatal(err)
	}
	asked := map[string][]string{}
	for _, day := range []string{"2026-03-03", "2026-03-26"} { // of the first mark thirty and seven days before, of the second thirty
		o.at(day)
		due, err := o.app.DueJobs(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for left := due; len(left) > 0; {
			done, err := o.app.Perform(t.Context(), left)
			if err != nil || len(done) == 0 {
				t.Fatal(done, err)
			}
			left = left[len(done):]
		}
		_ = o.app.Store.Update(t.Context(), func(tx desk.Tx) error {
			letters, err := tx.Letters(desk.LetterQuery{})
			for _, l := range letters {
				if l.State != record.LetterSent {
					asked[day] = append(asked[day], l.To+" "+l.Template)
					l.State = record.LetterSent
					err = errors.Join(err, tx.Save(&l))
				}
			}
			return err
		})
		slices.Sort(asked[day])
	}
	if want := []string{"one-a remind-expiry"}; !slices.Equal(slices.Compact(only(asked["2026-03-03"], "expiry")), want) {
		t.Errorf("at first %v, want %v", asked["2026-03-03"], want)
	}
	if want := []string{"one-a remind-expiry", "one-b remind-expiry", "two-a remind-expiry"}; !slices.Equal(only(asked["2026-03-26"], "expiry"), want) {
		t.Errorf("then %v, want %v", asked["2026-03-26"], want)
	}
}

// only are those that end with a word.
func only(all []string, word string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return !strings.HasSuffix(s, word) })
}

func (o *office) jobIsDone(id string) (done bool) {
	_ = o.app.Look(context.Background(), access.Actor{}, func(w *desk.Work) error {
		kept, known := desk.Find(w, w.Job, id)
		done = known && kept.State == record.JobDone
		return nil
	})
	return done
}

// TestAJobThatFailsStandsInNobodysWay has one fail among others that are done in one transaction.
func TestAJobThatFailsStandsInNobodysWay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.at("2026-03-03")
	o.holders(civil.In(o.now).AddDays(23), 8)
	due, err := o.app.DueJobs(t.Context())
	if err != nil || len(due) < 3 {
		t.Fatalf("%v, %v", due, err)
	}
	bad := due[2]
	bad.ID, bad.Of = "window:nobody:2026-03-03:2026-03-03", "nobody"
	due[2] = bad
	through := 0
	for through < 2 { // as many as fit into a moment, and never the one that fails
		done, err := o.app.Perform(t.Context(), due[through:])
		if err != nil || len(done) == 0 || slices.Contains(done, false) {
			t.Fatalf("before the one that fails: %v, %v", done, err)
		}
		through += len(done)
	}
	if through != 2 {
		t.Fatalf("%d were done before the one that fails", through)
	}
	second, err := o.app.Perform(t.Context(), due[2:])
	if err == nil || !slices.Equal(second, []bool{false}) {
		t.Fatalf("the one that fails: %v, %v", second, err)
	}
	list, err := o.app.Jobs(t.Context(), secretariat(), app.JobQuery{State: record.JobFailed})
	if err != nil || len(list.Jobs) != 1 || list.Jobs[0].ID != bad.ID || list.Jobs[0].Code != "store.no-such-mark" || list.Jobs[0].Attempts != 1 || !list.Jobs[0].Next.After(o.now) {
		t.Errorf("those that failed: %+v, %v", list.Jobs, err)
	}
	third, err := o.app.Perform(t.Context(), due)
	if err != nil || len(third) == 0 || slices.Contains(third, true) { // done before, and in front of the one that fails
		t.Errorf("once more: %v, %v", third, err)
	}
	for left := due[3:]; len(left) > 0; {
		done, err := o.app.Perform(t.Context(), left)
		if err != nil || len(done) == 0 || slices.Contains(done, false) {
			t.Fatalf("after the one that fails: %v, %v", done, err)
		}
		left = left[len(done):]
	}
}

func without(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(some, s) })
}
