package review

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// AssignInput assigns somebody to the case.
type AssignInput struct {
	User string `json:"user" doc:"ID of the reviewer or assessor"`
}

// Assign gives the case to a reviewer or an assessor. Whoever has a conflict of
// interest in it, or sits on another body than the one that does the first stage,
// cannot have it.
func Assign(w *desk.Work, in AssignInput) error {
	user, err := w.Tx.User(in.User)
	if err != nil {
		return desk.Missing(err, "/user")
	}
	assigned := desk.Read(w, w.Assignments, w.Case.ID)
	if slices.ContainsFunc(assigned, func(a record.Assignment) bool { return a.UserID == user.ID && a.Role == user.Role }) {
		return fault.Wrong("assign.already", "/user", "given", user.ID)
	}
	object, err := w.Object()
	if err != nil {
		return err
	}
	object.Assigned = append(object.Assigned, user.ID)
	ofAnotherBody := user.Role == record.RoleReviewer && w.Case.IntakeBody != "" && user.Body != w.Case.IntakeBody
	if ruling := access.May(access.Of(user), access.Judge, object); !ruling.Allowed || ofAnotherBody {
		return &fault.Refusal{Clause: ruling.Because.Clause, Reason: "assign.not-fit", Detail: fault.With("user", user.ID, "name", user.Name, "why", ruling.Code)}
	}
	w.Add(&record.Assignment{ID: w.NewID(), CaseID: w.Case.ID, UserID: user.ID, Role: user.Role, At: w.Now})
	return nil
}

// ReviewerAssigned asks whether anybody has been assigned to the case.
func ReviewerAssigned(w *desk.Work) desk.Ground {
	assigned := desk.Read(w, w.Assignments, w.Case.ID)
	return desk.Because(len(assigned) > 0, w.Edition.Process.Source)
}

// Begin begins the review.
func Begin(w *desk.Work, _ desk.NoInput) error { return w.Move(lifecycle.BeginReview, nil) }
