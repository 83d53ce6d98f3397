package review

import (
	"slices"
	"strconv"

	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/rules/personnel"
	"akashi/scheme"
	"akashi/values/fault"
)

// AssignInput assigns somebody to the case.
type AssignInput struct {
	User string `json:"user" doc:"ID of the reviewer or assessor"`
}

// Assign gives the case to a reviewer or an assessor. Whoever has a conflict of
// interest in it, is tied to the applicant, sits on another body than the one that does the
// first stage, or is not competent for it, cannot have it.
func Assign(w *desk.Work, in AssignInput) error {
	user, err := w.Tx.User(in.User)
	if err != nil {
		return desk.Missing(err, "/user")
	}
	examines, err := Fits(w, user)
	if err != nil {
		return err
	}
	theirs := func(a record.Assignment) bool { return a.UserID == user.ID && a.Role == examines.Role }
	w.Add(&record.Assignment{ID: w.NewID(), CaseID: w.Case.ID, UserID: user.ID, Role: examines.Role, Round: desk.Round(desk.Read(w, w.Assignments, w.Case.ID), theirs), At: w.Now, Version: 1})
	tellExaminer(w, user, "assigned")
	if away, is := w.AwayOf(w.Case.Scheme, user.ID); is { // is told, and hinders nothing
		w.Told = fault.With("name", user.Name, "until", away.To)
	}
	return nil
}

// Fits is somebody in the role of an examiner, or why the case cannot be given to them.
func Fits(w *desk.Work, user record.User) (access.Actor, error) {
	assigned := desk.Read(w, w.Assignments, w.Case.ID)
	examiner := func(r record.InRole) bool { return r.Role == record.RoleReviewer || r.Role == record.RoleAssessor }
	examines := desk.ActorOf(w.InRoles(user), examiner)
	theirs := func(a record.Assignment) bool { return a.UserID == user.ID && a.Role == examines.Role }
	if slices.ContainsFunc(assigned, func(a record.Assignment) bool { return theirs(a) && a.Lasts() }) {
		return examines, fault.Wrong("assign.already", "/user", "given", user.ID)
	}
	object, err := w.Object()
	if err != nil {
		return examines, err
	}
	object.Assigned = append(object.Assigned, user.ID)
	if once := access.May(w.Actor, access.Assign, object); !once.Allowed { // whoever takes in stays apart from it
		return examines, &fault.Refusal{Clause: access.Impartiality, Reason: "assign.oneself"}
	}
	told := w.Actor.Sees(access.Conflicts) // else that it is not possible, and no more
	b, tied := w.BarredFrom(user.ID, w.Case.ApplicantID)
	ruling := access.May(examines, access.Judge, object)
	if ofInterest := tied || ruling.Code == access.InConflict; ofInterest && !told {
		return examines, &fault.Refusal{Clause: access.Impartiality, Reason: "assign.barred", Detail: fault.With("name", user.Name)}
	}
	if tied {
		return examines, &fault.Refusal{Clause: w.Edition.Staff().TiesBar.Source, Reason: "assign.tied", Detail: fault.With("name", user.Name, "kind", b.Kind, "until", b.Until)}
	}
	ofAnotherBody := examines.Role == record.RoleReviewer && w.Case.IntakeBody != "" && examines.Body != w.Case.IntakeBody
	ofAnotherBody = ofAnotherBody || !w.Actor.Deals(record.User{Role: examines.Role, Body: examines.Body})
	if !ruling.Allowed || ofAnotherBody {
		return examines, &fault.Refusal{Clause: ruling.Because.Clause, Reason: "assign.not-fit", Detail: fault.With("user", user.ID, "name", user.Name, "why", ruling.Code)}
	}
	if fit := FitnessOf(w, user.ID, examines.Role); fit.Refuses {
		return examines, &fault.Refusal{Clause: fit.Clause, Reason: "assign.not-competent", Detail: fault.With("name", user.Name, "why", fit.State)}
	}
	if readers, opened := judging.Readers(w); examines.Role == record.RoleReviewer && judging.JudgedAlone(w) > 0 && !opened && len(readers) >= judging.JudgedAlone(w) {
		return examines, &fault.Refusal{Clause: w.Edition.Process.Reviewers.Source, Reason: "assign.enough", Detail: fault.With("n", judging.JudgedAlone(w))}
	}
	return examines, nil
}

// FitnessOf is how somebody stands to what the edition of the case asks of an examiner.
func FitnessOf(w *desk.Work, user string, role record.Role) personnel.Fitness {
	step := scheme.StepDocumentReview
	if role == record.RoleAssessor {
		step = scheme.StepOnSiteReview
	}
	recorded := slices.DeleteFunc(desk.Read(w, w.Competences, user), func(c record.Competence) bool { return c.Scheme != w.Case.Scheme })
	return personnel.FitnessFor(w.Edition.Staff(), step, recorded, w.Today)
}

// UnassignInput takes somebody off the case.
type UnassignInput struct {
	User   string `json:"user" doc:"ID of the reviewer or assessor"`
	Reason string `json:"reason" doc:"why: ill, left, a conflict, assigned by mistake"`
}

// Unassign takes a reviewer or an assessor off the case (担当の解除):
//  1. the person is assigned to it, and why it ends is said;
//  2. the assignment ends now: from here on that person does nothing in the case;
//  3. what the person wrote stays, and who has examined the case has no vote on it;
//  4. somebody else may be assigned, and the same person again.
func Unassign(w *desk.Work, in UnassignInput) error {
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	ends, there := desk.First(lasting(w), func(a record.Assignment) bool { return a.UserID == in.User })
	p.Want(there, "unassign.none", "/user", "given", in.User)
	if err := p.Err(); err != nil {
		return err
	}
	end(w, ends, in.Reason)
	return nil
}

func end(w *desk.Work, a record.Assignment, reason string) {
	a.Ended, a.EndedBy, a.Reason = w.Now, w.Actor.ID, reason
	w.Save(&a)
}

// lasting are the assignments to the case that have not ended.
func lasting(w *desk.Work) []record.Assignment {
	return slices.DeleteFunc(desk.Read(w, w.Assignments, w.Case.ID), func(a record.Assignment) bool { return !a.Lasts() })
}

// SomebodyAssigned reports whether anybody is assigned to the case.
func SomebodyAssigned(w *desk.Work) bool { return len(lasting(w)) > 0 }

// ReviewerAssigned asks whether anybody is.
func ReviewerAssigned(w *desk.Work) desk.Ground {
	if n := judging.JudgedAlone(w); n > 0 {
		readers, _ := judging.Readers(w)
		return desk.Because(len(readers) >= n, w.Edition.Process.Reviewers.Source, "n", strconv.Itoa(n))
	}
	return desk.Because(SomebodyAssigned(w), w.Edition.Process.Source)
}

// Begin begins the review.
func Begin(w *desk.Work, _ desk.NoInput) error { return w.Move(lifecycle.BeginReview, nil) }

// tellExaminer writes to somebody who examines the case that it is their turn.
func tellExaminer(w *desk.Work, u record.User, letter string) {
	if desk.Reached(u) {
		w.LetterTo(u, letter, map[string]string{"no": w.Case.No})
	}
}
