package committee

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/committee"
	"akashi/values/fault"
)

// ApproveMinutes approves the minutes of a session (議事録の承認):
//  1. the session is closed, and its minutes have not been approved as they stand;
//  2. the chair approves; where the chair was not there or left a case, its deputy of that day, or else another
//     who was there and left none;
//  3. no vote that the office entered is contested without an answer;
//  4. who approved, and when, stands beside the minutes.
func ApproveMinutes(w *desk.Work, _ desk.NoInput) error {
	if !MinutesToApprove(w) {
		return fault.New(fault.Conflict, "minutes.not-to-approve", w.Session.ID)
	}
	if err := ContestsAnswered(w); err != nil {
		return err
	}
	addStep(w, record.MinutesStep{Kind: record.MinutesApproved, Seat: w.Actor.Seat})
	return nil
}

// MinutesToApprove reports whether the minutes wait for the approval of the actor's seat.
func MinutesToApprove(w *desk.Work) bool {
	if w.Session.State != record.SessionClosed || w.Actor.Seat == "" {
		return false
	}
	if _, approved := committee.Approval(desk.Read(w, w.MinutesSteps, w.Session.ID)); approved {
		return false
	}
	var came, left []string
	for _, a := range desk.Read(w, w.Attendance, w.Session.ID) {
		if !slices.Contains(came, a.Seat) {
			came = append(came, a.Seat)
		}
	}
	if !slices.Contains(came, w.Actor.Seat) {
		return false
	}
	for _, item := range desk.Read(w, w.Agenda, w.Session.ID) {
		of := w.Beside(w.Actor)
		w.Fail(of.OfCase(desk.Read(w, w.Tx.Case, item.CaseID)))
		left = append(left, committee.Seats(conflicts(of))...)
	}
	deputy, _ := DeputyAt(w, w.Session)
	return slices.Contains(committee.Approvers(w.Edition.Committee.Chair(), deputy.Seat, came, left), w.Actor.Seat)
}

// ApprovalToCome foresees the approval of the minutes.
func ApprovalToCome(w *desk.Work) desk.Prospect {
	if !MinutesToApprove(w) {
		return desk.Prospect{Idle: true}
	}
	return w.Against(ContestsAnswered(w))
}

// ContestsAnswered refuses to approve minutes while a member contests what was entered for it.
func ContestsAnswered(w *desk.Work) error {
	for _, item := range desk.Read(w, w.Agenda, w.Session.ID) {
		words, err := w.VoteWords(w.Session.ID, item.CaseID)
		w.Fail(err)
		if len(committee.Contested(words)) > 0 {
			return &fault.Refusal{Clause: w.Edition.Committee.Source, Reason: "minutes.contested"}
		}
	}
	return nil
}

// CorrectMinutesInput puts another text in the place of minutes that stand.
type CorrectMinutesInput struct {
	Case   string `json:"case,omitempty" doc:"case whose part it is; the rest of the minutes when empty"`
	Text   string `json:"text" doc:"the minutes as they should be"`
	Reason string `json:"reason" doc:"why"`
}

// CorrectMinutes puts right the minutes of a session that is closed (議事録の訂正):
//  1. why is said, and the text is another than the one that stands;
//  2. a part is of a case that was on the agenda;
//  3. the text before stays on record beside it, and the minutes wait for approval again.
func CorrectMinutes(w *desk.Work, in CorrectMinutesInput) error {
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	p.Want(in.Text != "", "session.minutes", "/text")
	step, stands := record.MinutesStep{Kind: record.MinutesCorrected, Was: w.Session.Minutes, Reason: in.Reason}, w.Session.Minutes
	var part record.AgendaItem
	if in.Case != "" {
		var nos []string
		for _, item := range desk.Read(w, w.Agenda, w.Session.ID) {
			no := desk.Read(w, w.Tx.Case, item.CaseID).No
			if nos = append(nos, no); no == in.Case {
				part, stands = item, item.Minutes
				step.CaseID, step.Was = item.CaseID, item.Minutes
			}
		}
		fault.OneOf(&p, "session.part", "/case", in.Case, nos)
	}
	p.Want(in.Text == "" || in.Text != stands, "minutes.same", "/text")
	if err := p.Err(); err != nil {
		return err
	}
	if part.ID == "" {
		w.Session.Minutes = in.Text
	} else {
		part.Minutes = in.Text
		w.Save(&part)
	}
	addStep(w, step)
	return nil
}

func addStep(w *desk.Work, s record.MinutesStep) {
	s.ID, s.SessionID, s.By, s.At = w.NewID(), w.Session.ID, w.Actor.ID, w.Now
	s.Round = len(desk.Read(w, w.MinutesSteps, s.SessionID)) + 1
	w.Add(&s)
}
