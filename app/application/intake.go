package application

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/record"
	"akashi/rules/coverage"
	"akashi/scheme"
	"akashi/values/fault"
)

// CheckIntakeInput says of steps of the intake what was found.
type CheckIntakeInput struct {
	Steps    []string              `json:"steps" minItems:"1" maxItems:"500" doc:"steps that were looked at, such as document:outline; document, criterion, declaration, fee or section:1 for what is still open of it"`
	Standing record.IntakeStanding `json:"standing" enum:"whole,missing" doc:"whole or missing"`
	Note     string                `json:"note,omitempty" doc:"what was found; of what is missing, what is to be mended"`
}

// CheckIntake records what was found of steps of the intake (受付の確認):
//  1. the steps are those that the edition asks for, one by one or what nobody has looked at yet
//     of a kind or a section, and what is missing is said;
//  2. keep each with who looked and when, for what was filed; the latest of a step counts.
func CheckIntake(w *desk.Work, in CheckIntakeInput) error {
	var p fault.Problems
	steps := w.Edition.IntakeSteps(w.CaseType())
	p.Want(len(in.Steps) > 0, "intake.steps", "/steps")
	found, chosen := LookedAt(w), map[string]bool{}
	for i, name := range in.Steps {
		where := fmt.Sprintf("/steps/%d", i)
		named := stepsNamed(steps, name)
		if len(named) == 0 {
			fault.Choose(&p, "intake.step", where, name, scheme.IDs(steps))
		}
		open := slices.DeleteFunc(scheme.IDs(named), func(id string) bool { _, looked := found[id]; return looked && id != name })
		p.Want(len(named) == 0 || len(open) > 0, "intake.looked", where, "given", name)
		for _, id := range open {
			chosen[id] = true
		}
	}
	ok := in.Standing == record.IntakeWhole || in.Standing == record.IntakeMissing
	p.Want(ok, "intake.standing", "/standing", "given", in.Standing)
	p.Want(in.Standing != record.IntakeMissing || strings.TrimSpace(in.Note) != "", "intake.note", "/note")
	if err := p.Err(); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(chosen)) {
		w.Add(&record.IntakeCheck{ID: w.NewID(), CaseID: w.Case.ID, Dossier: w.Case.Dossier, Step: id, Standing: in.Standing,
			Note: strings.TrimSpace(in.Note), By: w.Actor.ID, At: w.Now})
	}
	w.Told = fault.With("n", len(chosen))
	return nil
}

// stepsNamed are the step of the name, or all of a kind or a section.
func stepsNamed(steps []scheme.IntakeStep, name string) (named []scheme.IntakeStep) {
	for _, s := range steps {
		if s.ID == name || string(s.Kind) == name || s.Section != "" && "section:"+s.Section == name {
			named = append(named, s)
		}
	}
	return named
}

// LookedAt is what was found of each step for what is filed now, by the step. What was missing
// from an application that went back is missing until somebody has looked again; that something
// was there says nothing of what came after.
func LookedAt(w *desk.Work) map[string]record.IntakeCheck {
	found := EverLookedAt(w)
	maps.DeleteFunc(found, func(_ string, c record.IntakeCheck) bool {
		return c.Dossier != w.Case.Dossier && c.Standing != record.IntakeMissing
	})
	return found
}

// EverLookedAt is the latest that was found of each step, for whatever was filed, by the step.
func EverLookedAt(w *desk.Work) map[string]record.IntakeCheck {
	found := map[string]record.IntakeCheck{}
	for _, c := range desk.Read(w, w.IntakeChecks, w.Case.ID) {
		found[c.Step] = c
	}
	return found
}

// IntakeComplete asks whether no step of the intake stands as missing; where the edition wants
// every step looked at, whether each was.
func IntakeComplete(w *desk.Work) desk.Ground {
	found, every := LookedAt(w), w.Edition.Process.EveryIntakeStep
	var missing, open []string
	for _, s := range w.Edition.IntakeSteps(w.CaseType()) {
		c, looked := found[s.ID]
		switch {
		case looked && c.Standing == record.IntakeMissing:
			missing = append(missing, s.ID)
		case !looked && every.Value:
			open = append(open, s.ID)
		}
	}
	switch {
	case len(missing) > 0:
		return desk.Because(false, "ISO/IEC 17065, 7.3", "missing", fmt.Sprint(len(missing)), "steps", desk.List(missing))
	case len(open) > 0:
		return desk.Because(false, every.Source, "open", fmt.Sprint(len(open)), "steps", desk.List(open))
	}
	return desk.Holds(true)
}

// Known is what the records themselves say of a step of the intake.
type Known string

// What they can say, beside the states of a document of the checklist.
const (
	KnownUnclaimed Known = "unclaimed" // the applicant does not call it met
	KnownPaid      Known = "paid"
	KnownUnpaid    Known = "unpaid"
)

// KnownOf says of each step what the records of the case say of it, by the step.
func KnownOf(w *desk.Work, told evidence.Voices) map[string]Known {
	known := map[string]Known{}
	due, documents := evidence.Waiting(w, told)
	for _, d := range documents {
		known[string(scheme.IntakeDocument)+":"+d.ID] = Known(d.State)
	}
	claimed := map[string]bool{}
	for _, a := range desk.Read(w, w.Answers, w.Case.ID) {
		claimed[a.Criterion] = claimed[a.Criterion] || a.Claim == record.Met
	}
	made, charges := desk.Read(w, w.Declarations, w.Case.ID), desk.Read(w, w.Charges, w.Case.ID)
	for _, s := range w.Edition.IntakeSteps(w.CaseType()) {
		switch s.Kind {
		case scheme.IntakeCriterion:
			known[s.ID] = Known(coverage.DocumentThere)
			if !claimed[s.Of] {
				known[s.ID] = KnownUnclaimed
			} else if slices.ContainsFunc(due, func(d coverage.Due) bool { return d.Item == s.Of }) {
				known[s.ID] = Known(coverage.DocumentMissing)
			}
		case scheme.IntakeDeclaration:
			known[s.ID] = Known(coverage.DocumentMissing)
			if isDeclared(w, made, s.Of) {
				known[s.ID] = Known(coverage.DocumentThere)
			}
		case scheme.IntakeFee:
			known[s.ID] = KnownUnpaid
			if slices.ContainsFunc(charges, func(c record.Charge) bool {
				return c.Code == s.Of && (c.Status == record.ChargePaid || c.Status == record.ChargeWaived)
			}) {
				known[s.ID] = KnownPaid
			}
		}
	}
	return known
}

// MissingStep is a step of the intake that stands as missing, with the chapter it belongs to.
type MissingStep struct {
	scheme.IntakeStep
	Chapter scheme.Text
	Note    string
}

// Missing lists what the intake found missing, by section, in the order of the edition.
func Missing(w *desk.Work) (steps []MissingStep) {
	found := LookedAt(w)
	for _, s := range w.Edition.IntakeSteps(w.CaseType()) {
		if c, looked := found[s.ID]; looked && c.Standing == record.IntakeMissing {
			title, _ := sectionOf(w.Edition, s)
			steps = append(steps, MissingStep{s, title, c.Note})
		}
	}
	return steps
}

// missingNow lists that for the letter that sends the application back: titles in both languages,
// because notes are in the one they were written in.
func missingNow(w *desk.Work) map[string]string {
	var b strings.Builder
	section := ""
	for _, s := range Missing(w) {
		if s.Chapter.JA != "" && s.Section != section {
			section = s.Section
			b.WriteString("\n[" + section + " " + inBoth(s.Chapter) + "]")
		}
		name := inBoth(s.Title)
		if s.Kind == scheme.IntakeCriterion {
			name = s.Of
		}
		b.WriteString("\n- " + name + ": " + s.Note)
	}
	if b.Len() == 0 {
		return nil
	}
	return map[string]string{"missing": b.String()}
}

func inBoth(t scheme.Text) string {
	if t.EN == "" || t.EN == t.JA {
		return t.JA
	}
	return t.JA + " / " + t.EN
}

// sectionOf is the title of the chapter that a step belongs to.
func sectionOf(e *scheme.Edition, s scheme.IntakeStep) (scheme.Text, bool) {
	section, in := desk.First(e.Sections, func(o scheme.Section) bool { return o.ID == s.Section })
	return section.Title, in
}
