package storetest

import (
	"slices"
	"testing"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/civil"
)

// calendarQueries: what a day brings is found among marks that look alike and are not.
func calendarQueries(t *testing.T, h house) {
	ends, day := civil.MustOf(2026, 10, 1), civil.MustOf(2025, 4, 1)
	mark := func(id string, change func(*record.Mark)) *record.Mark {
		m := record.Mark{ID: id, Number: id, Scheme: "anshin", Edition: "2014-07", ApplicantID: "holder", CaseID: "case " + id, Status: record.MarkActive, ValidTo: ends}
		change(&m)
		return &m
	}
	renewal := func(of string, state record.CaseState) *record.Case {
		return &record.Case{ID: "renewal " + of, No: "R-" + of, Scheme: "anshin", Edition: "2014-07", Type: record.Renewal, State: state, ApplicantID: "holder", MarkID: of}
	}
	job := func(of string, state record.JobState) *record.Job {
		return &record.Job{ID: "expiry:" + of + ":then", Kind: record.JobReminder, Of: of, State: state, At: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Day: day, Version: 1}
	}
	h.add(t, &record.Applicant{ID: "holder"},
		mark("A", func(*record.Mark) {}), mark("B", func(m *record.Mark) { m.Status = record.MarkSuspended }), mark("C", func(m *record.Mark) { m.Status = record.MarkWithdrawn }),
		mark("D", func(m *record.Mark) { m.ValidTo = ends.AddDays(1) }), mark("E", func(m *record.Mark) { m.ApplicantID = "" }), mark("F", func(m *record.Mark) { m.Edition = "2020" }),
		mark("G", func(*record.Mark) {}), mark("H", func(*record.Mark) {}), mark("I", func(*record.Mark) {}), mark("J", func(*record.Mark) {}), mark("K", func(m *record.Mark) { m.Scheme = "pmark" }))
	h.add(t, renewal("G", "submitted"), renewal("H", "lapsed"), job("I", record.JobDone), job("J", record.JobFailed), job("A", record.JobFailed))
	h.view(t, func(r desk.Reader) error {
		q := desk.UntoldQuery{Scheme: "anshin", Edition: "2014-07", Ends: ends, Before: "expiry:", After: ":then", Renewing: []record.CaseState{"draft", "submitted"}}
		found, err := r.Untold(q)
		if want := []string{"A", "B", "H", "J"}; !slices.Equal(found, want) {
			t.Errorf("to be told are %v, want %v", found, want)
		}
		return err
	})

	paid := func(of, code string, due civil.Date) []any {
		c := &record.Case{ID: "case " + of, No: "C-" + of, Scheme: "anshin", Edition: "2014-07", Type: record.New, State: "granted", ApplicantID: "holder", MarkID: of}
		return []any{c, &record.Charge{ID: "fee " + of, CaseID: c.ID, MarkID: of, Code: code, Due: due, Status: record.ChargePaid}}
	}
	h.add(t, slices.Concat(paid("A", "annual", day), paid("B", "annual", day.AddDays(1)), paid("C", "annual", day), paid("D", "review", day), paid("E", "annual", day))...)
	later := &record.Charge{ID: "later fee", CaseID: "renewal H", MarkID: "H", Code: "annual", Due: day, Status: record.ChargeOwed}
	h.add(t, later)
	h.view(t, func(r desk.Reader) error {
		found, err := r.YearlyDue("anshin", []string{"annual", "other"}, civil.MustOf(2026, 3, 1), day)
		if want := []string{"case A", "case E", "case H"}; !slices.Equal(found, want) {
			t.Errorf("the fees of %v fall due, want those of %v", found, want)
		}
		return err
	})
}
