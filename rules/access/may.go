package access

import (
	"slices"

	"akashi/record"
	"akashi/values/fault"
)

// Ruling is the answer to "may this be done", with its ground.
type Ruling struct {
	Allowed bool
	Code    string // the first thing that stands against it, such as "access.not-assigned"
	Hidden  bool   // the actor may not even know that the object is there
	Because record.Reason
}

// Err returns nil when the act is allowed, fault.NotFound when the object is
// hidden from the actor, and fault.Forbidden otherwise.
func (r Ruling) Err() error {
	switch {
	case r.Allowed:
		return nil
	case r.Hidden:
		return fault.New(fault.NotFound, "access.not-found", "")
	}
	return fault.New(fault.Forbidden, r.Code, r.Because.Facts.Get("action"))
}

// May says whether the actor may perform the action on the object. An unknown
// role or action is denied.
func May(a Actor, act Action, o Object) Ruling {
	checks := examine(a, act, o)
	ruling := Ruling{Allowed: true, Because: record.Reason{
		Rule:  "access.may",
		Facts: record.Facts{record.Words("action", act), record.Words("role", a.role())},
	}}
	for _, c := range checks {
		if !c.Holds && ruling.Allowed {
			ruling.Allowed, ruling.Code = false, c.Rule
		}
	}
	ruling.Because.Holds, ruling.Because.Because = ruling.Allowed, checks
	ruling.Hidden = !ruling.Allowed && hides(a, o)
	return ruling
}

// looks are the actions that look at one object of a kind which nobody else may know of.
// Marks are public.
var looks = map[string]Action{KindCase: ViewCase, KindSession: ViewSession, KindPending: ViewPending, KindUser: AddUser, KindMail: ViewMail}

// hides reports whether the actor may not know that the object is there: it may not
// even look at it.
func hides(a Actor, o Object) bool {
	look, guarded := looks[o.Kind]
	if o.Kind == KindUser && !a.May(look) {
		return false // whoever manages no accounts is told so, whether there is one or not
	}
	return guarded && slices.ContainsFunc(examine(a, look, o), func(c record.Reason) bool { return !c.Holds })
}

// May reports whether the actor may do the action to any object at all: its role may, and a
// consultant is commissioned with it.
func (a Actor) May(act Action) bool {
	return slices.Contains(Who(act), a.role()) && a.commissioned(act)
}

// WhyNot is the code of what stands against an action on any object at all.
func (a Actor) WhyNot(act Action) string {
	if !a.commissioned(act) {
		return "access.commission"
	}
	return "access.role"
}

// examine asks everything the policy asks, and stops early only where the rest
// has no meaning.
func examine(a Actor, act Action, o Object) []record.Reason {
	r, known := rule(act)
	rel, granted := r.For(a.role())
	checks := append(make([]record.Reason, 0, 5+len(r.Needs)), check("access.role", "", known && granted))
	if !granted {
		return checks
	}
	reach := rel.reach(a)
	checks = append(checks,
		check(InConflict, clauseImpartiality, !reach.conflicts(o)),
		check("access.scope", "", reach.inScope(o), record.Words("relation", rel)),
		check("access.relation", "", reach.reaches(o), record.Words("relation", rel)),
		check("access.commission", "", a.commissioned(act)))
	for _, n := range r.Needs {
		checks = append(checks, n.check(a, rel, o))
	}
	return checks
}

// InConflict is the code of a ruling that a conflict of interest stands against.
const InConflict = "access.conflict-of-interest"

// NeedsOpenSession is the code of a ruling that waits for the session to be opened.
const NeedsOpenSession = "access.session-open"

// Impartiality is the clause of ISO/IEC 17065 by which nobody deals with what is their own.
const Impartiality = clauseImpartiality

// The clauses of ISO/IEC 17065 that the policy rests on.
const (
	clauseImpartiality = "iso-17065/4.2"
	clauseFourEyes     = "iso-17065/7.6.2"
)

func (n Need) check(a Actor, rel Relation, o Object) record.Reason {
	switch n {
	case SittingOpen:
		return check(NeedsOpenSession, "", o.Session == record.SessionOpen, record.Words("session", o.Session))
	case NotEvaluator:
		return check("access.not-evaluator", clauseFourEyes, !names(o.Assigned, a.ID) && !names(o.Relieved, a.ID))
	case SeatNamed:
		own := a.role() != record.RoleMember || o.Seat == a.Seat
		return check("access.seat", "", o.Seat != "" && own, record.Words("seat", o.Seat))
	case NotFirst:
		return check("access.not-first", clauseFourEyes, a.ID != "" && a.ID != o.First)
	case OfOffice:
		return check("access.of-office", "", a.role() != record.RoleMember || a.Seat != "" && (a.Seat == o.Chair || a.Seat == o.Whose))
	case ForItself:
		itself := a.role() != record.RoleApplicant || o.ApplicantID == "" || o.ApplicantID == a.ApplicantID
		return check("access.for-itself", "", itself)
	case Alone:
		return check("access.alone", "", a.ApplicantID == "")
	case Oneself:
		own := a.role() == record.RoleSecretariat || (o.Seat == "" || o.Seat == a.Seat) && (o.User == "" || o.User == a.ID)
		return check("access.oneself", clauseImpartiality, own)
	case Apart:
		apart := rel != AtBody || !names(o.Assigned, a.ID) && !names(o.Relieved, a.ID)
		return check("access.apart", clauseImpartiality, apart)
	case SameBody:
		same := a.Body == "" || o.IntakeBody == "" || a.Body == o.IntakeBody
		return check("access.body", "", same, record.Words("intake_body", o.IntakeBody))
	case SeatUnbiassed:
		return check("access.seat-unbiassed", clauseImpartiality, !names(o.Conflicted, o.Seat), record.Words("seat", o.Seat))
	}
	return check("access.need", "", false, record.Words("need", n))
}

func check(code, clause string, holds bool, facts ...record.Fact) record.Reason {
	return record.Reason{Rule: code, Clause: clause, Holds: holds, Facts: facts}
}
