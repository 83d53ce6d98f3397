package app_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
	"akashi/values/form"
)

// Whatever an input names is looked up: a slip of the hand in any form that names a
// scheme, a body, a seat, a user, an applicant or a session is refused at its place, with
// the name that was meant. Forms are found by themselves, so that none is forgotten.
func TestEveryNameIsLookedUp(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session := o.tabled()
	o.at("2014-11-14")
	o.do(secretariat(), "open-session", session, `{}`)
	applicant := o.caseView(no).ApplicantID
	slips := map[string][2]string{"scheme": {"anshim", "anshin"}, "seat": {"chiar", "chair"}, "seats": {"chiar", "chair"},
		"body": {"jaiqa", "jaipa"}, "intake_body": {"jaiqa", "jaipa"}, "user": {"jimukyokv", "jimukyoku"}, "cover": {"jimukyokv", "jimukyoku"},
		"applicant_id": {applicant[:len(applicant)-1] + "x", ""}, "session": {session + "1", session}}
	objects := map[desk.Kind]string{desk.OnCase: no, desk.OnSession: session, desk.OnUser: "rev1"}
	tried := map[string]bool{}
	for _, a := range app.Actions() {
		for _, f := range form.Fields(reflect.TypeOf(a.Input()).Elem()) {
			slip, named := slips[f.Key]
			if !named {
				continue
			}
			tried[f.Key] = true
			input, where := map[string]any{f.Key: slip[0]}, "/"+f.Key
			if f.Key == "seats" {
				input[f.Key], where = []string{"chair", slip[0]}, "/seats/1"
			}
			if f.Key != "scheme" && slices.ContainsFunc(form.Fields(reflect.TypeOf(a.Input()).Elem()), func(g form.Field) bool { return g.Key == "scheme" }) {
				input["scheme"] = "anshin"
			}
			body, _ := json.Marshal(input)
			who := secretariat()
			if !slices.Contains(access.Who(a.Name), who.Role) {
				who = access.Actor{ID: "admin", Role: record.RoleAdmin}
			}
			if !slices.Contains(access.Who(a.Name), who.Role) {
				who = access.Actor{ID: "alone", Role: record.RoleApplicant}
			}
			_, err := o.try(who, string(a.Name), objects[a.On], string(body))
			var problems fault.Problems
			if !errors.As(err, &problems) {
				if !slices.Contains(access.Who(a.Name), record.RoleSecretariat) && a.On == desk.OnCase {
					continue // only those who examine the case may, and they name nobody else
				}
				t.Errorf("%s with %s: %v", a.Name, body, err)
				continue
			}
			at := slices.IndexFunc(problems, func(p fault.Problem) bool { return p.Where == where && p.Data["given"] == slip[0] })
			if at < 0 || slip[1] != "" && problems[at].Data["meant"] != slip[1] {
				t.Errorf("%s with %s: got %v", a.Name, body, problems)
			}
		}
	}
	for _, key := range desk.NameKeys() {
		if !tried[key] {
			t.Errorf("no form names %s", key)
		}
	}
}

// Whoever works for one scheme names nothing of another.
func TestNamesOfAnotherSchemeAreNotKnown(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session := o.tabled()
	admin := access.Actor{ID: "admin", Role: record.RoleAdmin}
	o.do(admin, "add-user", "", `{"id":"pm-sec","name":"事務局P","role":"secretariat","scheme":"pmark"}`)
	o.at("2014-11-14")
	o.do(secretariat(), "open-session", session, `{}`)
	_, err := o.try(secretariat(), "declare-conflict", no, `{"user":"pm-sec","note":"x"}`)
	if !errors.Is(err, fault.Invalid) {
		t.Errorf("a user of another scheme: %v", err)
	}
	pm := access.Actor{ID: "pm-sec", Role: record.RoleSecretariat, Scheme: "pmark"}
	_, err = o.try(pm, "open", "", `{"scheme":"pmark","type":"new","applicant_id":"`+o.caseView(no).ApplicantID+`"}`)
	var problems fault.Problems
	if !errors.As(err, &problems) || problems[0].Where != "/applicant_id" {
		t.Errorf("an applicant of another scheme: %v", err)
	}
}

// An administrator of one scheme adds and changes its users alone, and no ID stands for
// something else.
func TestAdministratorStaysWithinItsScheme(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, _ := o.tabled()
	admin := access.Actor{ID: "pm-admin", Role: record.RoleAdmin, Scheme: "pmark"}
	for _, test := range []struct {
		act, object, input string
		want               error
	}{
		{"add-user", "", `{"id":"a","name":"A","role":"secretariat","scheme":"pmark"}`, nil},
		{"add-user", "", `{"id":"b","name":"B","role":"secretariat","scheme":"all"}`, fault.Forbidden},
		{"add-user", "", `{"id":"c","name":"C","role":"secretariat"}`, fault.Forbidden},
		{"add-user", "", `{"id":"d","name":"D","role":"admin"}`, fault.Forbidden},
		{"add-user", "", `{"id":"e","name":"E","role":"observer","scheme":"anshin,pmark"}`, fault.Forbidden},
		{"disable-user", "rev1", `{}`, fault.NotFound},
		{"rotate-user", "jimukyoku", `{}`, fault.NotFound},
		{"rotate-user", "a", `{}`, nil},
		{"import-register", "", `{"scheme":"anshin","rows":[]}`, fault.Forbidden},
		{"add-user", "", `{"id":"../../etc","name":"F","role":"observer","scheme":"pmark"}`, fault.Invalid},
		{"add-user", "", `{"id":"z/1","name":"F","role":"observer","scheme":"pmark"}`, fault.Invalid},
		{"add-user", "", `{"id":" ","name":"F","role":"observer","scheme":"pmark"}`, fault.Invalid},
		{"add-user", "", `{"id":"chair","name":"F","role":"observer","scheme":"pmark"}`, fault.Invalid},
		{"add-user", "", `{"id":"` + no + `","name":"F","role":"observer","scheme":"pmark"}`, fault.Invalid},
		{"add-user", "", `{"id":"console","name":"F","role":"observer","scheme":"pmark"}`, fault.Invalid},
	} {
		if _, err := o.try(admin, test.act, test.object, test.input); !errors.Is(err, test.want) {
			t.Errorf("%s %s %s: got %v, want %v", test.act, test.object, test.input, err, test.want)
		}
	}
	lines, err := o.app.Users(t.Context(), admin)
	if err != nil || len(lines) != 1 || lines[0].ID != "a" {
		t.Errorf("sees %v, %v", lines, err)
	}
}

// A role that neither does an act nor looks at what it is done to is told so, whether the
// object is there or not.
func TestARoleIsRefusedBeforeTheObjectIsSought(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	_, session := o.tabled()
	rev := access.Actor{ID: "rev1", Role: record.RoleReviewer, Scheme: "anshin", Body: "jaipa"}
	for _, id := range []string{session, "anshin-2014-11-14-9"} {
		if _, err := o.try(rev, "move-session", id, `{"day":"2014-11-21","reason":"x"}`); !errors.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", id, err)
		}
	}
}
