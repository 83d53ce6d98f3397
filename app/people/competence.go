package people

import (
	"cmp"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// CompetenceInput writes a competence down.
type CompetenceInput struct {
	Scheme     string     `json:"scheme" doc:"key of the scheme"`
	User       string     `json:"user" roles:"reviewer,assessor" doc:"ID of the reviewer or assessor"`
	Competence string     `json:"competence" doc:"ID of a competence of the scheme"`
	From       civil.Date `json:"from,omitempty" doc:"first day; today when empty"`
	To         civil.Date `json:"to,omitempty" doc:"last day; open when empty"`
	Evidence   string     `json:"evidence" maxLength:"1000" doc:"what shows it: registration, training, appraisal"`
}

// About says what the policy asks about.
func (in CompetenceInput) About() desk.About { return desk.About{Scheme: in.Scheme, User: in.User} }

// RecordCompetence writes down what somebody is competent for (力量の記録):
//  1. the person examines cases of the scheme, and the competence is one of the edition of today;
//  2. it has a first day, and what shows it is said;
//  3. once one is written down of a person, that person is competent on its days only: who has
//     none today, or learns only, cannot be assigned.
func RecordCompetence(w *desk.Work, in CompetenceInput) error {
	in.From, in.Evidence = cmp.Or(in.From, w.Today), strings.TrimSpace(in.Evidence)
	ed, err := w.Desk.Shelf.EditionAt(in.Scheme, w.Today)
	if err != nil {
		return desk.Missing(err, "/scheme")
	}
	var p fault.Problems
	ids := scheme.IDs(ed.Staff().Competences)
	p.Want(len(ids) > 0, "competence.none-asked", "/competence", "scheme", in.Scheme)
	if len(ids) > 0 {
		fault.OneOf(&p, "competence.unknown", "/competence", in.Competence, ids)
	}
	u, _ := desk.Find(w, w.Tx.User, in.User)
	examines := slices.ContainsFunc(w.InRoles(u), func(r record.InRole) bool { return r.Role == record.RoleReviewer || r.Role == record.RoleAssessor })
	p.Want(examines, "competence.user", "/user", "given", in.User)
	p.Want(in.Evidence != "", "competence.evidence", "/evidence")
	p.Want(in.To.IsZero() || !in.To.Before(in.From), "competence.days", "/to", "from", in.From, "given", in.To)
	other, overlaps := desk.First(desk.Read(w, w.Competences, in.User), func(c record.Competence) bool {
		return c.Scheme == in.Scheme && c.Competence == in.Competence && (in.To.IsZero() || !in.To.Before(c.From)) && (c.To.IsZero() || !c.To.Before(in.From))
	})
	p.Want(!overlaps, "competence.twice", "/from", "from", other.From, "to", other.To)
	if err := p.Err(); err != nil {
		return err
	}
	c := record.Competence{ID: w.NewID(), Scheme: in.Scheme, UserID: in.User, Competence: in.Competence, From: in.From, To: in.To, Evidence: in.Evidence,
		By: w.Actor.ID, At: w.Now, Version: 1}
	w.Add(&c)
	w.Result = c
	return nil
}

// CompetenceEnd ends a competence.
type CompetenceEnd struct {
	Scheme     string     `json:"scheme" doc:"key of the scheme"`
	User       string     `json:"user" roles:"reviewer,assessor" doc:"ID of the reviewer or assessor"`
	Competence string     `json:"competence" doc:"ID of a competence of the scheme"`
	To         civil.Date `json:"to,omitempty" doc:"last day; today when empty"`
	Reason     string     `json:"reason" doc:"why"`
}

// About says what the policy asks about.
func (in CompetenceEnd) About() desk.About { return desk.About{Scheme: in.Scheme, User: in.User} }

// EndCompetence says on which day a competence ends (力量の記録の終了):
//  1. it runs on that day, and why it ends is said;
//  2. what the person has examined stays; new cases ask for another competence.
func EndCompetence(w *desk.Work, in CompetenceEnd) error {
	in.To = cmp.Or(in.To, w.Today)
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	c, there := desk.First(desk.Read(w, w.Competences, in.User), func(c record.Competence) bool {
		return c.Scheme == in.Scheme && c.Competence == in.Competence && c.On(in.To)
	})
	p.Want(there, "competence.none", "/competence", "given", in.Competence, "day", in.To)
	if err := p.Err(); err != nil {
		return err
	}
	c.To, c.Reason = in.To, in.Reason
	w.Save(&c)
	w.Result = c
	return nil
}
