package proof

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
)

// sitting is the moment at which everything is asked: a session of anshin is open.
var sitting = civil.MustOf(2026, 11, 16).Start().Add(14 * time.Hour)

// secretary is the office's own hand in the demonstration.
const secretary = "jimukyoku"

// sit opens the session of the day, lets two seats vote, and leaves a conflict of interest
// that is entered for somebody else waiting for its second person.
func (w *world) sit(ctx context.Context) error {
	w.now = sitting
	var tabled record.Case
	err := w.store.View(ctx, func(r desk.Reader) error {
		cases, err := r.Cases(desk.CaseQuery{Visible: access.Everything(), States: []record.CaseState{lifecycle.Scheduled}})
		if len(cases) == 1 {
			tabled = cases[0]
		}
		return err
	})
	if err != nil {
		return err
	}
	seats := committee.AttendInput{Seats: []string{"chair", "consumer_life", "consumer_affairs", "audit_firm"}}
	for _, act := range []struct {
		user   string
		name   access.Action
		object string
		input  any
	}{
		{secretary, access.OpenSession, tabled.SessionID, &desk.NoInput{}},
		{secretary, access.Attend, tabled.SessionID, &seats},
		{"anshin-chair", access.Vote, tabled.No, &committee.VoteInput{Choice: record.VoteGrant}},
		{"anshin-audit_firm", access.Vote, tabled.No, &committee.VoteInput{Choice: record.VoteGrant}},
		{secretary, access.DeclareConflict, tabled.No, &committee.ConflictInput{Seat: "consumer_life", Note: "heard"}},
	} {
		if err := w.do(ctx, act.user, act.name, act.object, act.input); err != nil {
			return fmt.Errorf("%s: %w", act.name, err)
		}
	}
	return nil
}

// do performs an act as a user of the office.
func (w *world) do(ctx context.Context, user string, name access.Action, object string, input any) error {
	actor, err := w.app.UserActor(ctx, user)
	if err != nil {
		return err
	}
	action, _ := app.FindAction(name)
	_, err = w.app.Do(ctx, desk.Request{Actor: actor}, action, object, input)
	return err
}

// principal is somebody who asks, and how they stand to what they ask about:
//
//	own         of the scheme; of the applicant; of the intake body of the case
//	assigned    examines the case, of a reviewer at the own body
//	lent        a reviewer who examines a case of another body
//	elsewhere   a clerk of another body, who examines the case in another role
//	examined    of the office, the committee or the body's clerks, and examined the case
//	chair       member of the scheme who leads the committee
//	undeclared  member who has not said whether there is a conflict of interest in the case
//	struck      member whose seat has a conflict of interest in the case
//	conflicted  own or assigned, with a conflict of interest in the case
//	first       asked for the act that waits
//	whose       member for whose seat that act is
//	by-number   observer who asks by the receipt number, which the register has beside the name
//	other       of the scheme, and not own
//	abroad      of another scheme
type principal struct {
	id, role, standing string
}

// thing is what the routes are asked about.
type thing struct {
	kind, name, state string
	alias             string // name for observers
	file              string // one of its files
	item              string // one of its criteria
	cast              []principal
}

// itemOf is a criterion of a case.
func itemOf(c record.Case) string {
	return map[string]string{"anshin": "1-1-1", "pmark": "3.1"}[c.Scheme]
}

// struck is the seat of a scheme that has a conflict of interest in every case.
func struck(scheme string) string {
	return map[string]string{"anshin": "telesa", "pmark": "security"}[scheme]
}

// others are those of the other scheme.
func others(scheme string) string {
	return map[string]string{"anshin": "pmark", "pmark": "anshin"}[scheme]
}

// somebody is a principal made for an object.
func (w *world) somebody(t testing.TB, of string, standing string, u record.User) principal {
	u.ID = fmt.Sprintf("%s.%s.%s", u.Role, standing, of)
	return principal{w.user(t, u), string(u.Role), standing}
}

// consultant is one of the applicant of a case, with a commission.
func (w *world) consultant(t testing.TB, of, standing string, c record.Case, cases, tasks string) principal {
	p := w.somebody(t, of, standing, record.User{Role: record.RoleApplicant, Scheme: c.Scheme, ApplicantID: c.ApplicantID})
	w.add(t, &record.Contact{ID: "contact-" + p.id, ApplicantID: c.ApplicantID, UserID: p.id, Kind: record.Consultant, To: day.AddMonths(240), Cases: cases, Tasks: tasks, By: p.id, At: w.now, Version: 1})
	actor := w.who[p.id]
	actor.Cases, actor.Tasks = cases, tasks
	w.who[p.id] = actor
	return p
}

// nobody is the public.
var nobody = principal{"", "public", "other"}

// conflict notes a conflict of interest of a user or a seat.
func (w *world) conflict(t testing.TB, c record.Case, user, seat string) {
	w.add(t, &record.Conflict{ID: "conflict-" + c.ID + user + seat, CaseID: c.ID, UserID: user, Seat: seat, Kind: "declared", By: user, At: w.now})
}

// clear notes that a member said to have no conflict of interest in a case on an agenda.
func (w *world) clear(t testing.TB, c record.Case, p principal) principal {
	if c.SessionID != "" {
		w.add(t, &record.Clearance{ID: "clearance-" + c.ID + p.id, CaseID: c.ID, SessionID: c.SessionID, Seat: w.who[p.id].Seat, UserID: p.id, By: p.id, At: w.now})
	}
	return p
}

// assign lets a user examine a case, from its hand-in on.
func (w *world) assign(t testing.TB, c record.Case, p principal) principal {
	w.add(t, &record.Assignment{ID: "assignment-" + p.id, CaseID: c.ID, UserID: p.id, Role: record.Role(p.role), Round: 1, At: w.now, Version: 1})
	return p
}

// castOf is everybody who may stand somehow to a case.
func (w *world) castOf(t testing.TB, c record.Case) (cast []principal) {
	of, abroad := c.No, others(c.Scheme)
	one := func(standing string, u record.User) principal { return w.somebody(t, of, standing, u) }
	biassed := func(p principal) principal { w.conflict(t, c, p.id, ""); return p }
	cast = append(cast, nobody)
	for _, role := range []record.Role{record.RoleSecretariat, record.RoleObserver, record.RoleAccounts} {
		cast = append(cast, one("own", record.User{Role: role, Scheme: c.Scheme}), one("abroad", record.User{Role: role, Scheme: abroad}),
			biassed(one("conflicted", record.User{Role: role, Scheme: c.Scheme})))
	}
	cast = append(cast, one("by-number", record.User{Role: record.RoleObserver, Scheme: c.Scheme}))
	for _, role := range []record.Role{record.RoleApplicant, record.RoleResponsible} {
		cast = append(cast, one("own", record.User{Role: role, Scheme: c.Scheme, ApplicantID: c.ApplicantID}),
			one("other", record.User{Role: role, Scheme: c.Scheme, ApplicantID: w.stranger}))
	}
	cast = append(cast, w.consultant(t, of, "outside", c, "another-case", ""), w.consultant(t, of, "prepares", c, c.ID+",another-case", "prepare"), w.consultant(t, of, "sees", c, c.ID, "see"))
	cast = append(cast, one("own", record.User{Role: record.RoleAdmin, Scheme: c.Scheme}),
		one("other", record.User{Role: record.RoleAssessor, Scheme: c.Scheme}), one("other", record.User{Role: record.RoleReviewer, Scheme: c.Scheme, Body: "elsewhere"}),
		one("other", record.User{Role: record.RoleClerk, Scheme: c.Scheme, Body: "elsewhere"}), one("abroad", record.User{Role: record.RoleClerk, Scheme: abroad, Body: c.IntakeBody}))
	seats := map[string][]string{"anshin": {"consumer_affairs", "consumer_life"}, "pmark": {"lawyer", "consumer"}}[c.Scheme]
	member := func(standing, scheme, seat string) principal {
		return one(standing, record.User{Role: record.RoleMember, Scheme: scheme, Seat: seat})
	}
	said := func(p principal) principal { return w.clear(t, c, p) }
	cast = append(cast, said(member("own", c.Scheme, seats[0])), said(member("chair", c.Scheme, "chair")), biassed(said(member("conflicted", c.Scheme, seats[1]))),
		member("undeclared", c.Scheme, "chair"),
		member("abroad", abroad, "chair"))
	w.conflict(t, c, "", struck(c.Scheme))
	cast = append(cast, said(member("struck", c.Scheme, struck(c.Scheme))))
	clerk := record.User{Role: record.RoleClerk, Scheme: c.Scheme, Body: c.IntakeBody}
	if c.IntakeBody != "" {
		cast = append(cast, one("own", clerk))
	}
	if c.State == lifecycle.Draft {
		return cast
	}
	if c.IntakeBody != "" {
		cast = append(cast, w.assign(t, c, one("examined", clerk)), biassed(one("conflicted", clerk)),
			w.assign(t, c, one("elsewhere", record.User{Role: record.RoleClerk, Scheme: c.Scheme, Body: "elsewhere"})))
		cast = append(cast, one("own", record.User{Role: record.RoleReviewer, Scheme: c.Scheme, Body: c.IntakeBody}),
			w.assign(t, c, one("lent", record.User{Role: record.RoleReviewer, Scheme: c.Scheme, Body: "elsewhere"})))
	}
	return append(cast, w.assign(t, c, one("assigned", record.User{Role: record.RoleReviewer, Scheme: c.Scheme, Body: c.IntakeBody})),
		biassed(w.assign(t, c, one("conflicted", record.User{Role: record.RoleReviewer, Scheme: c.Scheme, Body: c.IntakeBody}))),
		w.assign(t, c, one("assigned", record.User{Role: record.RoleAssessor, Scheme: c.Scheme})),
		biassed(w.assign(t, c, one("conflicted", record.User{Role: record.RoleAssessor, Scheme: c.Scheme}))),
		w.assign(t, c, one("examined", record.User{Role: record.RoleSecretariat, Scheme: c.Scheme})),
		w.assign(t, c, said(member("examined", c.Scheme, "spare"))))
}

// bystanders are everybody as they stand to what belongs to a scheme as a whole, or to a
// mark of an applicant.
func (w *world) bystanders(t testing.TB, of, scheme, applicant string) (cast []principal) {
	cast = append(cast, nobody)
	for _, role := range access.Roles() {
		if role == record.RolePublic || role == record.RoleCalendar {
			continue
		}
		u := record.User{Role: role, Scheme: scheme}
		switch role {
		case record.RoleMember:
			u.Seat = "chair"
			second := w.somebody(t, of, "own", record.User{Role: role, Scheme: scheme, Seat: map[string]string{"anshin": "consumer_affairs", "pmark": "lawyer"}[scheme]})
			cast = append(cast, w.somebody(t, of, "chair", u), second)
		case record.RoleApplicant, record.RoleResponsible:
			u.ApplicantID = applicant
			cast = append(cast, w.somebody(t, of, "own", u), w.somebody(t, of, "other", record.User{Role: role, Scheme: scheme, ApplicantID: w.stranger}))
			if role == record.RoleApplicant {
				cast = append(cast, w.somebody(t, of, "alone", record.User{Role: role, Scheme: scheme}))
			}
		default:
			cast = append(cast, w.somebody(t, of, "own", u))
		}
		u.Scheme = others(scheme)
		cast = append(cast, w.somebody(t, of, "abroad", u))
	}
	return cast
}

// everything is one case of each state, a session, a mark, an act that waits, a user and a letter,
// each with everybody who may stand somehow to it.
func (w *world) everything(t testing.TB, states ...string) (all []thing) {
	var cases []record.Case
	var sessions []record.Session
	var marks []record.Mark
	var pending []record.Pending
	w.view(t, func(r desk.Reader) (err error) {
		if cases, err = r.Cases(desk.CaseQuery{Visible: access.Everything()}); err != nil {
			return err
		}
		if sessions, err = r.Sessions("anshin"); err != nil {
			return err
		}
		if marks, err = r.Marks(desk.MarkQuery{}); err != nil {
			return err
		}
		pending, err = r.AllPending()
		return err
	})
	w.stranger = w.applicant(t)
	seen := map[string]bool{}
	for _, c := range cases {
		state := string(c.State)
		if !seen[state] && wanted(states, state) {
			seen[state] = true
			all = append(all, thing{"cases", c.No, state, c.Alias(), w.fileOf(t, c), itemOf(c), w.castOf(t, c)})
		}
	}
	for _, s := range sessions {
		if state := "session-" + string(s.State); !seen[state] && wanted(states, state) {
			seen[state] = true
			all = append(all, thing{"sessions", s.ID, state, s.ID, "", "", w.bystanders(t, s.ID, s.Scheme, "")})
		}
	}
	for _, m := range marks {
		if state := "mark-" + string(m.Status); !seen[state] && wanted(states, state) && m.ApplicantID != "" {
			seen[state] = true
			all = append(all, thing{"marks", m.Number, state, m.Number, "", "", w.bystanders(t, m.Number, m.Scheme, m.ApplicantID)})
		}
	}
	p := pending[0]
	whose := w.somebody(t, p.ID, "whose", record.User{Role: record.RoleMember, Scheme: p.Scheme, Seat: "consumer_life"})
	w.who[p.First] = access.Actor{ID: p.First, Role: record.RoleSecretariat, Scheme: p.Scheme}
	asked := append(w.bystanders(t, p.ID, p.Scheme, ""), whose, principal{p.First, "secretariat", "first"})
	for _, c := range cases {
		for _, who := range asked {
			if c.No == p.Object && who.role == string(record.RoleMember) && who.standing != "abroad" {
				w.clear(t, c, who)
			}
		}
	}
	asked = append(asked, w.somebody(t, p.ID, "undeclared", record.User{Role: record.RoleMember, Scheme: p.Scheme, Seat: "chair"}))
	all = append(all, thing{"pending", p.ID, "pending", p.ID, "", "", asked})
	target := w.user(t, record.User{ID: "target", Role: record.RoleObserver, Scheme: "anshin"})
	all = append(all, thing{"users", target, "user", target, "", "", w.bystanders(t, target, "anshin", "")})
	w.user(t, record.User{ID: "subscriber", Role: record.RoleObserver, Scheme: "anshin", Calendar: desk.Hash([]byte("calendar"))})
	w.add(t, &record.Outgoing{ID: "letter", To: target, Template: "invitation", Data: "{}", At: w.now, MessageID: "letter@mihon.example", State: record.LetterFailed, Version: 1})
	all = append(all, thing{"mail", "letter", "mail", "letter", "", "", w.bystanders(t, "letter", "anshin", "")})
	w.add(t, &record.Matter{ID: "matter", No: "R-0000-0001", Kind: record.Misuse, Scheme: "anshin", State: record.MatterLooking, Ground: record.GroundSite, Received: civil.In(w.now), At: w.now, Version: 1})
	all = append(all, thing{"matters", "R-0000-0001", "matter", "R-0000-0001", "", "", w.bystanders(t, "R-0000-0001", "anshin", w.stranger)})
	w.add(t, &record.BankFile{ID: "bank", Scheme: "anshin", At: w.now, Version: 1}, &record.BankRecord{ID: "movement", FileID: "bank", Scheme: "anshin", Record: 1, Day: civil.In(w.now), Amount: 1, Fingerprint: "movement"})
	all = append(all, thing{"payments", "bank", "bank-file", "bank", "", "", w.bystanders(t, "bank", "anshin", w.stranger)})
	return append(all, thing{"", "", "", "", "", "", w.bystanders(t, "anything", "anshin", w.stranger)})
}

func wanted(states []string, state string) bool {
	if len(states) == 0 {
		return true
	}
	for _, s := range states {
		if s == state || strings.HasSuffix(s, "*") && strings.HasPrefix(state, strings.TrimSuffix(s, "*")) {
			return true
		}
	}
	return false
}

// applicant is one that has nothing to do with any case.
func (w *world) applicant(t testing.TB) string {
	w.add(t, &record.Applicant{ID: "stranger", Particulars: record.Particulars{Name: "stranger", Sample: true}, Version: 1})
	return "stranger"
}

// fileOf is a file of the case, which is put there, and goes out as an official document as well.
func (w *world) fileOf(t testing.TB, c record.Case) string {
	var drawn bytes.Buffer
	seen := image.NewGray(image.Rect(0, 0, len(c.No), 1))
	copy(seen.Pix, c.No)
	if err := png.Encode(&drawn, seen); err != nil {
		t.Fatal(err)
	}
	k, err := kept.Keep(t.Context(), "a.png", drawn.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	a := record.Attachment{ID: "file-" + c.ID, CaseID: c.ID, Name: "a.png", Type: "png", Size: k.Size, SHA256: k.SHA256, By: secretary, At: w.now}
	var before []record.Dispatch
	w.view(t, func(r desk.Reader) (err error) {
		before, err = r.DispatchesLike(desk.DispatchQuery{Scheme: c.Scheme, Visible: access.Everything()})
		return err
	})
	w.add(t, &a, &record.Dispatch{ID: "letter-" + c.ID, No: "D-" + c.No, Kind: record.DispatchPassing, Scheme: c.Scheme, CaseID: c.ID, Year: 8, Seq: len(before) + 1,
		Issued: civil.In(w.now), SHA256: k.SHA256, At: w.now})
	return a.ID
}
