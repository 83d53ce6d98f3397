package app

import (
	"maps"
	"slices"

	"akashi/app/application"
	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
)

// IntakeLine is one step of the intake of a case, with what the records say of it and what was
// found.
type IntakeLine struct {
	scheme.IntakeStep
	Known    application.Known     `json:"known,omitempty"`
	Standing record.IntakeStanding `json:"standing,omitempty"` // "" while nobody has looked
	Note     string                `json:"note,omitempty"`
	By       string                `json:"by,omitempty"`
	Whose    string                `json:"-"` // name of whoever looked
	At       string                `json:"at,omitempty"`
}

// intake tells those inside every step from the filing until the review begins, and afterwards
// those that were looked at. The applicant is told what is missing once the application has been
// sent back, and nothing before.
func (v *viewer) intake() {
	inside, back := v.mask[access.Team], v.Case.State == lifecycle.Draft
	taking := lifecycle.IsIntake(v.Case.State)
	if !v.mask[access.Evidence] || !back && !inside {
		return
	}
	found := application.LookedAt(v.Work)
	if !back && !taking {
		found = application.EverLookedAt(v.Work) // what is frozen then is another dossier
	}
	if !taking && len(found) == 0 {
		return
	}
	known := application.KnownOf(v.Work, v.told())
	names := named(v.Work, slices.Collect(maps.Values(found)), func(c record.IntakeCheck) string { return c.By })
	for _, s := range v.Edition.IntakeSteps(v.CaseType()) {
		c, looked := found[s.ID]
		if back && c.Standing != record.IntakeMissing || !taking && !looked {
			continue
		}
		line := IntakeLine{IntakeStep: s, Known: known[s.ID], Standing: c.Standing, Note: c.Note}
		if s.Kind == scheme.IntakeFee && !v.mask[access.Money] {
			line.Known = ""
		}
		if looked && inside {
			line.By, line.Whose, line.At = c.By, names[c.By], c.At.UTC().Format("2006-01-02T15:04:05Z")
		}
		v.view.Intake = append(v.view.Intake, line)
	}
}

// sentBack is the day on which an application that is to be taken in was sent back before; none
// of one that is filed for the first time, and to whom remarks are not told.
func sentBack(w *desk.Work) (day civil.Date) {
	if lifecycle.IsIntake(w.Case.State) && w.Actor.Sees(access.Remarks) {
		day = w.Case.Returned
	}
	return day
}

// told are the verdicts that the actor is shown.
func (v *viewer) told() evidence.Voices {
	return evidence.Voices{First: v.mask[access.FirstNotes], Final: v.mask[access.FinalNotes]}
}
