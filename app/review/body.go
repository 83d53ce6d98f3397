package review

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
)

// BodyInput gives the first stage to another body.
type BodyInput struct {
	IntakeBody string `json:"intake_body" doc:"body that does the first stage from now on"`
	Reason     string `json:"reason" doc:"why"`
}

// ChangeBody gives the first stage of a filed application to another intake body (受付団体の変更):
//  1. it is one of the scheme's, and another one than before, and why is said;
//  2. reviewers of the body before are off the case: one of the new body is assigned;
//  3. what they judged stays, and members of either body have a conflict in the case;
//  4. the applicant is told. The number of the mark takes the letter of the new body.
func ChangeBody(w *desk.Work, in BodyInput) error {
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	fault.OneOf(&p, "case.intake-body", "/intake_body", in.IntakeBody, scheme.IDs(w.Joined().Organisation.Taking(w.Today)))
	p.Want(in.IntakeBody != w.Case.IntakeBody, "body.same", "/intake_body", "given", in.IntakeBody)
	if err := p.Err(); err != nil {
		return err
	}
	w.Facts["from"], w.Case.IntakeBody = w.Case.IntakeBody, in.IntakeBody
	for _, a := range lasting(w) {
		if a.Role == record.RoleReviewer && !examinesFor(w, a.UserID, in.IntakeBody) {
			end(w, a, in.Reason)
		}
	}
	w.Letter(w.Case.ApplicantID, "body-changed", map[string]string{"no": w.Case.No, "body": in.IntakeBody, "reason": in.Reason})
	return nil
}

// BodiesToChoose reports whether there is another intake body that could have the case.
func BodiesToChoose(w *desk.Work) bool {
	return slices.ContainsFunc(w.Joined().Organisation.Taking(w.Today), func(b scheme.Body) bool { return b.ID != w.Case.IntakeBody })
}

// examinesFor reports whether a user examines for an intake body in any role.
func examinesFor(w *desk.Work, user, body string) bool {
	return slices.ContainsFunc(w.InRoles(desk.Read(w, w.Tx.User, user)), func(r record.InRole) bool { return r.Body == body })
}
