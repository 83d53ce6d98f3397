package matter

import (
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// Accept says that a matter is the office's, which looks into it from now on (調査の開始).
func Accept(w *desk.Work, _ desk.NoInput) error { return follow(w, lifecycle.AcceptMatter) }

// Dismissal says why a matter is not the office's.
type Dismissal struct {
	Reason string `json:"reason" maxLength:"2000" doc:"why it is not the office's"`
}

// Dismiss ends a matter that is not the office's, with the reason (対象外).
func Dismiss(w *desk.Work, in Dismissal) error {
	in.Reason = strings.TrimSpace(in.Reason)
	if err := (desk.ReasonInput{Reason: in.Reason}).Check(); err != nil {
		return err
	}
	return end(w, lifecycle.DismissMatter, "", in.Reason)
}

// Ending says what came of a matter.
type Ending struct {
	Outcome record.MatterOutcome `json:"outcome" enum:"unfounded,mended,measure,referred" doc:"unfounded, mended, measure or referred"`
	Reason  string               `json:"reason" maxLength:"2000" doc:"what was found, and what was done"`
}

// Close ends a matter that was looked into (調査の終了):
//  1. what was seen has been noted, and what came of it is said;
//  2. a measure is an act on the mark, with what that asks for: as an outcome it stands only where
//     the register has one since the matter was received.
func Close(w *desk.Work, in Ending) error {
	var p fault.Problems
	in.Reason = strings.TrimSpace(in.Reason)
	fault.OneOf(&p, "matter.outcome", "/outcome", in.Outcome, record.MatterOutcomes())
	p.Want(in.Reason != "", "reason.missing", "/reason")
	p.Want(in.Outcome != record.OutcomeMeasure || len(Measures(w)) > 0, "matter.no-measure", "/outcome")
	if err := p.Err(); err != nil {
		return err
	}
	if len(desk.Read(w, w.MatterNotes, w.Matter.ID)) == 0 {
		return &fault.Refusal{Reason: "matter.nothing-seen"}
	}
	return end(w, lifecycle.CloseMatter, in.Outcome, in.Reason)
}

// Measures are those that were taken on the mark since the matter on the desk was received.
func Measures(w *desk.Work) []record.MarkEvent {
	if w.Matter.MarkID == "" {
		return nil
	}
	return slices.DeleteFunc(lifecycle.StandingLines(desk.Read(w, w.MarkEvents, w.Matter.MarkID)), func(e record.MarkEvent) bool {
		measure := e.Kind == record.MarkEventSuspended || e.Kind == record.MarkEventWithdrawn
		return !measure || e.At.Before(w.Matter.At)
	})
}

func end(w *desk.Work, e lifecycle.MatterEvent, outcome record.MatterOutcome, reason string) error {
	w.Matter.Outcome, w.Matter.Reason, w.Matter.Ended = outcome, reason, w.Today
	return follow(w, e)
}

func follow(w *desk.Work, e lifecycle.MatterEvent) error {
	next, err := lifecycle.Matters().Next(w.Edition.Process, w.Matter.State, e, nil)
	w.Matter.State = next
	return err
}
