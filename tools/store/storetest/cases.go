package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// files is an office with a case of every make: of either applicant, filed at one
// of two bodies or not yet, on an agenda or not, assigned to somebody or not, with
// a conflict of a user or a seat or none.
func files(t *testing.T, h house) map[string]access.Object {
	t.Helper()
	o := newOffice(1)
	o.applicant.Name, o.applicant.NameKana = "見本インターネット株式会社", "ミホンインターネット"
	other := newOffice(2)
	other.applicant.Name = "ケーブル見本"
	h.add(t, o.applicant, other.applicant, o.user, o.session, o.mark)

	objects := map[string]access.Object{}
	for i := range 2 * 2 * 2 * 2 * 2 * 3 {
		c, assigned, conflicted := fileOf(i, o, other)
		records := []any{&c}
		for j := range assigned {
			records = append(records, &assigned[j])
		}
		for j := range conflicted {
			records = append(records, &conflicted[j])
		}
		h.add(t, records...)
		var cleared []record.Clearance
		if i%5 == 0 {
			cleared = append(cleared, record.Clearance{ID: c.ID, CaseID: c.ID, SessionID: o.session.ID, Seat: "seat 3", UserID: "member A"})
			h.add(t, &cleared[0])
		}
		objects[c.No] = access.OfCase(c, *o.session, assigned, conflicted, cleared)
	}
	return objects
}

func fileOf(i int, o, other *office) (record.Case, []record.Assignment, []record.Conflict) {
	bit := func(n int) bool { return i>>n&1 == 1 }
	c := record.Case{ID: fmt.Sprintf("case %03d", i), No: fmt.Sprintf("SA-2026-%04d", i+1), Scheme: "anshin",
		ApplicantID: o.applicant.ID, Particulars: o.applicant.Particulars, IntakeBody: "jaipa", Type: "new", State: "draft", Service: fmt.Sprintf("ネット%03d", i)}
	if bit(0) {
		c.ApplicantID, c.Particulars, c.Type = other.applicant.ID, other.applicant.Particulars, "renewal"
	}
	if bit(1) {
		c.IntakeBody, c.Scheme = "telesa", "pmark"
	}
	if bit(2) {
		c.Filed, c.State = o.session.Day, "submitted"
	}
	if bit(3) {
		c.SessionID, c.State, c.MarkID = o.session.ID, "scheduled", o.mark.ID
	}
	var assigned []record.Assignment
	if bit(4) {
		assigned = append(assigned, record.Assignment{ID: c.ID, CaseID: c.ID, UserID: o.user.ID, Role: "reviewer"})
	}
	var conflicted []record.Conflict
	switch i / 32 {
	case 1:
		conflicted = append(conflicted, record.Conflict{ID: c.ID, CaseID: c.ID, UserID: "member A"})
	case 0: // one that was retracted bars nobody
		conflicted = append(conflicted, record.Conflict{ID: c.ID, CaseID: c.ID, UserID: "member A", Seat: "seat 3", Retracted: time.Unix(1, 0).UTC()})
	case 2:
		conflicted = append(conflicted, record.Conflict{ID: c.ID, CaseID: c.ID, Seat: "seat 3"})
	}
	return c, assigned, conflicted
}

// visibleCases asks the policy about each case one by one and compares.
func visibleCases(t *testing.T, h house) {
	objects := files(t, h)
	o := newOffice(1)
	for _, f := range []access.Filter{
		{}, access.Everything(), {Scheme: "anshin"}, {All: true, Scheme: "anshin"}, {All: true, Filed: true},
		{All: true, Tabled: true}, {ApplicantID: o.applicant.ID}, {ApplicantID: o.applicant.ID, Scheme: "pmark"},
		{IntakeBody: "jaipa", Filed: true}, {IntakeBody: "jaipa", AssignedTo: o.user.ID, Filed: true},
		{AssignedTo: o.user.ID, NotUser: o.user.ID}, {AssignedTo: "somebody else"},
		{All: true, NotApplicant: "somebody," + o.applicant.ID}, {All: true, NotUser: "member A"}, {All: true, NotSeat: "seat 3"},
		{All: true, Tabled: true, NotUser: "member A", NotSeat: "seat 3"}, {All: true, Filed: true, Unnamed: true},
		{All: true, Tabled: true, Cleared: true, NotUser: "member A"}, {All: true, Cleared: true, NotUser: "member A"}, {All: true, Cleared: true},
		{ApplicantID: o.applicant.ID, Cases: o.theCase.ID}, {ApplicantID: o.applicant.ID, Cases: "x," + o.theCase.ID}, {All: true, Cases: "x"}, {All: true, Cases: "' OR 1=1 --"},
		{ApplicantID: "' OR 1=1 --"},
	} {
		h.view(t, func(r desk.Reader) error {
			found, err := r.Cases(desk.CaseQuery{Visible: f})
			seen := map[string]bool{}
			for _, c := range found {
				seen[c.No] = true
			}
			for no, object := range objects {
				if want := f.Admits(object); seen[no] != want {
					t.Errorf("%+v: shows %s is %v, want %v of %+v", f, no, seen[no], want, object)
				}
			}
			return err
		})
	}
}

func caseQueries(t *testing.T, h house) {
	objects := files(t, h)
	o := newOffice(1)
	all := access.Everything()
	for _, test := range []struct {
		query desk.CaseQuery
		want  int
	}{
		{desk.CaseQuery{Visible: all}, len(objects)},
		{desk.CaseQuery{Visible: all, Scheme: "anshin"}, 48},
		{desk.CaseQuery{Visible: all, Type: "renewal", Scheme: "pmark"}, 24},
		{desk.CaseQuery{Visible: all, States: []record.CaseState{"draft", "submitted"}}, 48},
		{desk.CaseQuery{Visible: all, States: []record.CaseState{"granted"}}, 0},
		{desk.CaseQuery{Visible: all, ApplicantID: o.applicant.ID}, 48},
		{desk.CaseQuery{Visible: all, CorporateNumber: o.applicant.CorporateNumber}, 48},
		{desk.CaseQuery{Visible: all, MarkID: o.mark.ID}, 48},
		{desk.CaseQuery{Visible: all, SessionID: o.session.ID, Scheme: "anshin"}, 24},
		{desk.CaseQuery{Visible: all, Limit: 7}, 7},
		{desk.CaseQuery{Visible: all, After: "SA-2026-0090"}, 6},
		{desk.CaseQuery{Scheme: "anshin"}, 0},
	} {
		h.view(t, func(r desk.Reader) error {
			found, err := r.Cases(test.query)
			if len(found) != test.want {
				t.Errorf("%+v: found %d, want %d", test.query, len(found), test.want)
			}
			for i, c := range found[min(1, len(found)):] {
				if c.No <= found[i].No {
					t.Errorf("%+v: %s comes after %s", test.query, c.No, found[i].No)
				}
			}
			return err
		})
	}
}

func caseText(t *testing.T, h house) {
	files(t, h)
	for _, test := range []struct {
		text    string
		unnamed bool
		want    int
	}{
		{"ｓａ２０２６　０００９", false, 1},
		{"ﾈｯﾄ00", false, 10},
		{"みほんいんた", false, 48},
		{"ケーブル", false, 48},
		{"ケーブル ネット001", false, 1},
		{"ケーブル", true, 0},
		{"ネット001", true, 0},
		{"SA-2026-0009", true, 0},
		{"case 000", true, 0}, {record.Case{ID: "case 000"}.Alias(), true, 1},
		{"%", false, 0},
	} {
		h.view(t, func(r desk.Reader) error {
			visible := access.Everything()
			visible.Unnamed = test.unnamed
			found, err := r.Cases(desk.CaseQuery{Text: test.text, Visible: visible})
			if len(found) != test.want {
				t.Errorf("%q: found %d, want %d", test.text, len(found), test.want)
			}
			return err
		})
	}
	h.view(t, func(r desk.Reader) error {
		for _, typed := range []string{"SA-2026-0001", "ｓａ－２０２６－０００１", "sa20260001", "case 000"} {
			if c, err := r.Case(typed); err != nil || c.ID != "case 000" {
				t.Errorf("%q: got %q, %v, want case 000", typed, c.ID, err)
			}
		}
		_, err := r.Case("")
		if !errors.Is(err, fault.NotFound) || strings.Contains(err.Error(), "SA-") {
			t.Errorf("no number: got %v, want not found", err)
		}
		return nil
	})
}
