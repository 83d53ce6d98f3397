package access

import (
	"iter"
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
	ruling := Ruling{Allowed: true, Because: record.Reason{
		Rule:  "access.may",
		Facts: record.Facts{record.Words("action", act), record.Words("role", a.role())},
	}}
	for t := range examine(a, act, o) {
		ruling.Because.Because = append(ruling.Because.Because, t.reason())
		if !t.holds && ruling.Allowed {
			ruling.Allowed, ruling.Code = false, t.code
		}
	}
	ruling.Because.Holds = ruling.Allowed
	ruling.Hidden = !ruling.Allowed && hides(a, o)
	return ruling
}

// Allows is May where nobody asks why.
func Allows(a Actor, act Action, o Object) bool {
	for t := range examine(a, act, o) {
		if !t.holds {
			return false
		}
	}
	return true
}

// Against are the codes of all that stands against an action on the object: none where May
// allows it.
func Against(a Actor, act Action, o Object) (codes []string) {
	for t := range examine(a, act, o) {
		if !t.holds {
			codes = append(codes, t.code)
		}
	}
	return codes
}

// looks are the actions that look at one object of a kind which nobody else may know of.
// Marks are public.
var looks = map[string]Action{KindCase: ViewCase, KindSession: ViewSession, KindPending: ViewPending, KindUser: AddUser, KindMail: ViewMail, KindMatter: ViewMatter, KindBankFile: ViewBankFile}

// hides reports whether the actor may not know that the object is there: it may not
// even look at it.
func hides(a Actor, o Object) bool {
	look, guarded := looks[o.Kind]
	if o.Kind == KindUser && !a.May(look) {
		return false // whoever manages no accounts is told so, whether there is one or not
	}
	return guarded && !Allows(a, look, o)
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
func examine(a Actor, act Action, o Object) iter.Seq[test] {
	return func(ask func(test) bool) {
		r, known := rule(act)
		rel, granted := r.For(a.role())
		if !ask(test{code: "access.role", holds: known && granted}) || !granted {
			return
		}
		reach := rel.reach(a)
		relation := record.Words("relation", rel)
		if !ask(test{code: InConflict, clause: clauseImpartiality, holds: !reach.conflicts(o)}) ||
			!ask(test{code: "access.scope", holds: reach.inScope(o), fact: relation}) ||
			!ask(test{code: "access.relation", holds: reach.reaches(o), fact: relation}) ||
			!ask(test{code: "access.commission", holds: a.commissioned(act)}) {
			return
		}
		for _, n := range r.Needs {
			if !ask(n.test(a, rel, o)) {
				return
			}
		}
	}
}

// test is one thing that the policy asks, and what it found.
type test struct {
	code, clause string
	holds        bool
	fact         record.Fact // the zero one where there is none
}

func (t test) reason() record.Reason {
	r := record.Reason{Rule: t.code, Clause: t.clause, Holds: t.holds}
	if t.fact != (record.Fact{}) {
		r.Facts = record.Facts{t.fact}
	}
	return r
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

func (n Need) test(a Actor, rel Relation, o Object) test {
	switch n {
	case SittingOpen:
		return test{code: NeedsOpenSession, holds: o.Session == record.SessionOpen, fact: record.Words("session", o.Session)}
	case NotEvaluator:
		return test{code: "access.not-evaluator", clause: clauseFourEyes, holds: !names(o.Assigned, a.ID) && !names(o.Relieved, a.ID)}
	case SeatNamed:
		own := a.role() != record.RoleMember || o.Seat == a.Seat
		return test{code: "access.seat", holds: o.Seat != "" && own, fact: record.Words("seat", o.Seat)}
	case NotFirst:
		return test{code: "access.not-first", clause: clauseFourEyes, holds: a.ID != "" && a.ID != o.First}
	case OfOffice:
		return test{code: "access.of-office", holds: a.role() != record.RoleMember || a.Seat != "" && (a.Seat == o.Chair || a.Seat == o.Whose)}
	case ForItself:
		itself := a.role() != record.RoleApplicant || o.ApplicantID == "" || o.ApplicantID == a.ApplicantID
		return test{code: "access.for-itself", holds: itself}
	case Alone:
		return test{code: "access.alone", holds: a.ApplicantID == ""}
	case Oneself:
		own := a.role() == record.RoleSecretariat || (o.Seat == "" || o.Seat == a.Seat) && (o.User == "" || o.User == a.ID)
		return test{code: "access.oneself", clause: clauseImpartiality, holds: own}
	case Apart:
		apart := rel != AtBody || !names(o.Assigned, a.ID) && !names(o.Relieved, a.ID)
		return test{code: "access.apart", clause: clauseImpartiality, holds: apart}
	case SameBody:
		same := a.Body == "" || o.IntakeBody == "" || a.Body == o.IntakeBody
		return test{code: "access.body", holds: same, fact: record.Words("intake_body", o.IntakeBody)}
	case SeatUnbiassed:
		return test{code: "access.seat-unbiassed", clause: clauseImpartiality, holds: !names(o.Conflicted, o.Seat), fact: record.Words("seat", o.Seat)}
	}
	return test{code: "access.need", fact: record.Words("need", n)}
}
