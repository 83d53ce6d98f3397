package app

import (
	"slices"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// AssignInput assigns somebody to the case.
type AssignInput struct {
	User string `json:"user" doc:"ID of the reviewer or assessor"`
}

// assign gives the case to a reviewer or an assessor. Whoever has a conflict of
// interest in it, or sits on another body than the one that does the first stage,
// cannot have it.
func assign(w *work, in AssignInput) error {
	user, err := w.User(in.User)
	if err != nil {
		return missing(err, "/user")
	}
	assigned, err := w.Assignments(w.c.ID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(assigned, func(a record.Assignment) bool { return a.UserID == user.ID && a.Role == user.Role }) {
		var p fault.Problems
		p.Add("assign.already", "/user", "given", user.ID)
		return p
	}
	object, err := w.object()
	if err != nil {
		return err
	}
	object.Assigned = append(object.Assigned, user.ID)
	ofAnotherBody := user.Role == record.RoleReviewer && w.c.IntakeBody != "" && user.Body != w.c.IntakeBody
	if ruling := access.May(access.Of(user), access.Judge, object); !ruling.Allowed || ofAnotherBody {
		return &fault.Refusal{Clause: ruling.Because.Clause, Reason: "assign.not-fit", Detail: fault.With("user", user.ID, "name", user.Name, "why", ruling.Code)}
	}
	return w.Add(&record.Assignment{ID: w.id(), CaseID: w.c.ID, UserID: user.ID, Role: user.Role, At: w.now})
}

func (w *work) reviewerAssigned() (ground, error) {
	assigned, err := w.Assignments(w.c.ID)
	return because(len(assigned) > 0, w.edition.Process.Source), err
}

func beginReview(w *work, _ NoInput) error {
	if err := w.move(lifecycle.BeginReview, nil); err != nil {
		return err
	}
	return w.save()
}
