package people

import (
	"cmp"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/ident"
)

// TieInput states a tie to an organisation.
type TieInput struct {
	Scheme          string         `json:"scheme" doc:"key of the scheme"`
	User            string         `json:"user,omitempty" doc:"whose tie it is; the actor's own when empty"`
	Kind            record.TieKind `json:"kind" enum:"employed,consulted,interest" doc:"employed, consulted or interest"`
	Organisation    string         `json:"organisation" maxLength:"200" doc:"registered name"`
	CorporateNumber string         `json:"corporate_number,omitempty" maxLength:"40" doc:"13 digits"`
	From            civil.Date     `json:"from,omitempty" doc:"first day; since ever when empty"`
	To              civil.Date     `json:"to,omitempty" doc:"last day; it lasts when empty"`
	Note            string         `json:"note" maxLength:"1000" doc:"what the tie is"`
}

// About says what the policy asks about.
func (in TieInput) About() desk.About { return desk.About{Scheme: in.Scheme, User: in.User} }

// StateTie writes down what binds somebody who examines or decides to an organisation
// (利害関係の届出):
//  1. everybody states their own; the secretariat enters that of others;
//  2. it is told by name and corporate number, whether or not the organisation has ever applied;
//  3. its cases are out of the person's reach from the first day until the period of the edition
//     has passed since the last: in lists, counts and searches, at an assignment and at the table;
//  4. on a case on which the person has voted the conflict is declared first, with what that asks
//     for, so that nobody's vote is lost in silence.
func StateTie(w *desk.Work, in TieInput) error {
	var p fault.Problems
	number, problem := ident.CorporateNumber(in.CorporateNumber)
	in.Organisation, in.Note = strings.TrimSpace(in.Organisation), strings.TrimSpace(in.Note)
	p.Want(in.Organisation != "", "tie.organisation", "/organisation")
	p.Want(in.CorporateNumber == "" || problem == "", "applicant.corporate-number", "/corporate_number", "given", in.CorporateNumber, "problem", problem)
	p.Want(in.Note != "", "conflict.note", "/note")
	fault.OneOf(&p, "tie.kind", "/kind", in.Kind, record.TieKinds())
	p.Want(!in.From.After(w.Today), "tie.to-come", "/from", "given", in.From)
	p.Want(in.To.IsZero() || !in.To.Before(in.From), "tie.days", "/to", "from", in.From, "given", in.To)
	if err := p.Err(); err != nil {
		return err
	}
	t := record.Tie{ID: w.NewID(), Scheme: in.Scheme, UserID: cmp.Or(in.User, w.Actor.ID), Kind: in.Kind, Organisation: in.Organisation, CorporateNumber: number,
		From: in.From, To: in.To, Note: in.Note, By: w.Actor.ID, At: w.Now, Version: 1}
	if no := votedOn(w, t); no != "" {
		return &fault.Refusal{Clause: "iso-17065/4.2", Reason: "tie.voted", Detail: fault.With("no", no)}
	}
	w.Add(&t)
	w.Result = t
	return nil
}

// votedOn is a case of the organisation on which the person's vote stands; "" where there is none.
func votedOn(w *desk.Work, t record.Tie) string {
	if !w.BarOf(t).On(w.Today) {
		return ""
	}
	u, _ := desk.Find(w, w.Tx.User, t.UserID)
	var seats []string
	for _, r := range w.InRoles(u) {
		if r.Seat != "" {
			seats = append(seats, r.Seat)
		}
	}
	for _, a := range w.Alike(record.Particulars{Name: t.Organisation, CorporateNumber: t.CorporateNumber}) {
		tabled := desk.CaseQuery{States: []record.CaseState{lifecycle.Scheduled}, ApplicantID: a.ID, Visible: access.Everything()}
		for _, c := range desk.Read(w, w.Cases, tabled) {
			votes, err := w.Votes(c.SessionID, c.ID)
			w.Fail(err)
			voided, err := w.Voidings(c.SessionID, c.ID)
			w.Fail(err)
			if slices.ContainsFunc(committee.Standing(votes, voided), func(v record.Vote) bool { return slices.Contains(seats, v.Seat) }) {
				return c.No
			}
		}
	}
	return ""
}

// TieCorrection puts a tie right.
type TieCorrection struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	Tie    string     `json:"tie" doc:"ID of the tie, as the list of the personnel shows it"`
	To     civil.Date `json:"to,omitempty" doc:"last day; the tie is struck as stated wrongly when empty"`
	Reason string     `json:"reason" doc:"why"`
}

// About says what the policy asks about.
func (in TieCorrection) About() desk.About { return desk.About{Scheme: in.Scheme} }

// CorrectTie says on which day a tie ended, or strikes one that was stated wrongly (届出の訂正):
//  1. the secretariat does it, and why is said;
//  2. from its last day the period runs after which the person may take up cases again;
//  3. one that is struck bars no longer, and stays on record beside that.
func CorrectTie(w *desk.Work, in TieCorrection) error {
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	t, there := desk.First(desk.Read(w, w.Ties, ""), func(t record.Tie) bool {
		return t.ID == in.Tie && t.Scheme == in.Scheme && t.Stands()
	})
	p.Want(there, "tie.none", "/tie", "given", in.Tie)
	p.Want(!there || in.To.IsZero() || !in.To.Before(t.From), "tie.days", "/to", "from", t.From, "given", in.To)
	if err := p.Err(); err != nil {
		return err
	}
	t.To, t.Reason = cmp.Or(in.To, t.To), in.Reason
	if in.To.IsZero() {
		t.Struck, t.StruckBy = w.Now, w.Actor.ID
	}
	w.Save(&t)
	w.Result = t
	return nil
}
