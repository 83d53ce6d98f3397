package people

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/civil"
	"akashi/values/fault"
)

// AbsenceInput says that somebody of the office, or who examines for it, is away.
type AbsenceInput struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	User   string     `json:"user" roles:"secretariat,reviewer,assessor" doc:"ID of who is away"`
	Cover  string     `json:"cover,omitempty" roles:"secretariat" doc:"ID of who covers; nobody when empty"`
	From   civil.Date `json:"from" doc:"first day"`
	To     civil.Date `json:"to,omitempty" doc:"last day; only the first when empty"`
}

// About says what the policy asks about.
func (in AbsenceInput) About() desk.About { return desk.About{Scheme: in.Scheme, User: in.User} }

// RecordAbsence writes down that somebody is away, and who covers (不在と留守番):
//  1. both are of the secretariat of the scheme, two people, and their accounts are open; a reviewer or an assessor is
//     covered by nobody, because their cases are given to another;
//  2. the days are not over, and the person is not away on one of them already;
//  3. who covers is there on all of them, and the person covers nobody meanwhile;
//  4. lists and letters follow it; what anybody may do does not.
func RecordAbsence(w *desk.Work, in AbsenceInput) error {
	if in.To.IsZero() {
		in.To = in.From
	}
	var p fault.Problems
	who, known := desk.Find(w, w.Tx.User, in.User)
	roles := w.InRoles(who)
	office := slices.ContainsFunc(roles, desk.OfOffice(in.Scheme))
	is := known && (office || slices.ContainsFunc(roles, examines(in.Scheme)))
	p.Want(is, "absence.who", "/user", "given", in.User)
	p.Want(!is || !who.Disabled, "absence.disabled", "/user", "name", who.Name)
	if in.Cover != "" {
		p.Want(office || !is, "absence.no-cover", "/cover", "name", who.Name)
		ofOffice(w, &p, "cover", in.Cover, in.Scheme)
		p.Want(in.Cover != in.User, "absence.oneself", "/cover")
	}
	p.Want(!in.From.IsZero(), "absence.from", "/from")
	p.Want(in.From.IsZero() || !in.To.Before(in.From), "absence.days", "/to", "from", in.From, "given", in.To)
	p.Want(in.From.IsZero() || in.To.Before(in.From) || !in.To.Before(w.Today), "absence.over", "/to", "given", in.To)
	if err := p.Err(); err != nil {
		return err
	}
	for _, a := range desk.Read(w, w.Absences, in.Scheme) {
		if a.Meets(in.From, in.To) {
			p.Want(a.UserID != in.User, "absence.twice", "/from", "from", a.From, "to", a.To)
			p.Want(in.Cover == "" || a.UserID != in.Cover, "absence.cover-away", "/cover", "from", a.From, "to", a.To)
			p.Want(a.Cover != in.User, "absence.covers", "/user", "from", a.From, "to", a.To)
		}
	}
	if err := p.Err(); err != nil {
		return err
	}
	a := record.Absence{ID: w.NewID(), Scheme: in.Scheme, UserID: in.User, Cover: in.Cover, From: in.From, To: in.To, By: w.Actor.ID, At: w.Now, Version: 1}
	w.Add(&a)
	w.Result = a
	return nil
}

// ofOffice wants a name to be of somebody of the secretariat of a scheme whose account is open.
func ofOffice(w *desk.Work, p *fault.Problems, key, user, scheme string) {
	u, known := desk.Find(w, w.Tx.User, user)
	is := known && slices.ContainsFunc(w.InRoles(u), desk.OfOffice(scheme))
	p.Want(is, "absence.not-office", "/"+key, "given", user)
	p.Want(!is || !u.Disabled, "absence.disabled", "/"+key, "name", u.Name)
}

// examines reports of a role whether it examines cases of a scheme.
func examines(scheme string) func(record.InRole) bool {
	return func(r record.InRole) bool {
		return (r.Role == record.RoleReviewer || r.Role == record.RoleAssessor) && r.Serves(scheme)
	}
}

// AbsenceEnd ends an absence.
type AbsenceEnd struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	User   string     `json:"user" roles:"secretariat,reviewer,assessor" doc:"ID of who is there again"`
	From   civil.Date `json:"from,omitempty" doc:"first day of the absence; the one that runs, or comes next, when empty"`
}

// About says what the policy asks about.
func (in AbsenceEnd) About() desk.About { return desk.About{Scheme: in.Scheme, User: in.User} }

// EndAbsence ends an absence before its last day, or before it begins (不在の取消し):
//  1. it is not over, and was not ended before;
//  2. from now on the person is there, and nobody covers.
func EndAbsence(w *desk.Work, in AbsenceEnd) error {
	a, there := desk.First(desk.Read(w, w.Absences, in.Scheme), func(a record.Absence) bool {
		return a.UserID == in.User && a.Ended.IsZero() && !a.To.Before(w.Today) && (in.From.IsZero() || a.From == in.From)
	})
	if !there {
		return fault.Wrong("absence.none", "/user", "given", in.User)
	}
	a.Ended, a.EndedBy = w.Now, w.Actor.ID
	w.Save(&a)
	w.Result = a
	return nil
}
