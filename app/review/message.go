package review

import (
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
)

// MessageInput is what one side writes to the other.
type MessageInput struct {
	Criterion string `json:"criterion,omitempty" doc:"criterion that it is about; none for the whole application"`
	Text      string `json:"text" maxLength:"4000" doc:"what is asked or answered"`
}

// Write writes to the other side of a case (質問のやり取り): a question of whoever examines it,
// a question of the applicant, or an answer. It changes nothing in the case, and so stands in
// nobody's way who works on it. Letters say that something was written, and not what.
func Write(w *desk.Work, in MessageInput) error {
	var p fault.Problems
	p.Want(strings.TrimSpace(in.Text) != "", "message.text", "/text")
	if in.Criterion != "" && len(w.Edition.Named(in.Criterion)) == 0 {
		fault.Choose(&p, "attach.criterion", "/criterion", in.Criterion, w.Edition.CriterionIDs())
	}
	if err := p.Err(); err != nil {
		return err
	}
	m := record.Message{ID: w.NewID(), CaseID: w.Case.ID, Criterion: in.Criterion, Side: SideOf(w.Actor.Role), Text: in.Text, By: w.Actor.ID, At: w.Now}
	w.Add(&m)
	told := map[string]string{"no": w.Case.No, "item": in.Criterion}
	if m.Side == record.SideOffice {
		w.Letter(w.Case.ApplicantID, "message", told)
		return nil
	}
	for _, a := range desk.Read(w, w.Assignments, w.Case.ID) {
		if u := desk.Read(w, w.Tx.User, a.UserID); a.Ended.IsZero() && desk.Reached(u) {
			w.LetterTo(u, "message", told)
		}
	}
	w.LetterInCharge("office-message")
	return nil
}

// SideOf is on which side of a case a role stands.
func SideOf(role record.Role) record.Side {
	if role == record.RoleApplicant || role == record.RoleResponsible {
		return record.SideApplicant
	}
	return record.SideOffice
}
