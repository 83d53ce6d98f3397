package app

import (
	"slices"

	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/fault"
)

// enterConflicts writes down the conflicts that can be read off the records.
func (w *work) enterConflicts() error {
	found, err := w.conflicts()
	if err != nil {
		return err
	}
	known, err := w.Conflicts(w.c.ID)
	if err != nil {
		return err
	}
	for _, f := range found {
		if recorded(known, f) {
			continue
		}
		if err := w.Add(&record.Conflict{ID: w.id(), CaseID: w.c.ID, Seat: f.Seat, UserID: f.UserID, Kind: string(f.Kind), By: w.actor.ID, At: w.now}); err != nil {
			return err
		}
	}
	return nil
}

func recorded(known []record.Conflict, f committee.Found) bool {
	return slices.ContainsFunc(known, func(k record.Conflict) bool { return k.Seat == f.Seat && k.Kind == string(f.Kind) })
}

// conflicts asks the rule for every conflict of a seat in this case.
func (w *work) conflicts() ([]committee.Found, error) {
	assigned, err := w.Assignments(w.c.ID)
	if err != nil {
		return nil, err
	}
	users, err := w.Users()
	if err != nil {
		return nil, err
	}
	recorded, err := w.Conflicts(w.c.ID)
	if err != nil {
		return nil, err
	}
	of := committee.Case{IntakeBody: w.c.IntakeBody, ApplicantID: w.c.ApplicantID, Members: users, Recorded: recorded}
	for _, a := range assigned {
		of.Evaluators = append(of.Evaluators, a.UserID)
	}
	return committee.ConflictsOf(w.edition.Committee, of), nil
}

// ConflictInput declares a conflict of interest.
type ConflictInput struct {
	Seat string `json:"seat,omitempty" doc:"committee seat; the actor's own when empty"`
	User string `json:"user,omitempty" doc:"user, when it is not a seat"`
	Kind string `json:"kind,omitempty" doc:"kind of conflict; declared when empty"`
	Note string `json:"note" doc:"what the tie is"`
}

func (in ConflictInput) about() about { return about{seat: in.Seat} }

func declareConflict(w *work, in ConflictInput) error {
	if in.Seat == "" && in.User == "" {
		in.Seat, in.User = w.actor.Seat, w.actor.ID
	}
	if in.Kind == "" {
		in.Kind = string(scheme.ConflictDeclared)
	}
	if in.Note == "" {
		return fault.Wrong("conflict.note", "/note")
	}
	return w.Add(&record.Conflict{ID: w.id(), CaseID: w.c.ID, Seat: in.Seat, UserID: in.User, Kind: in.Kind, Note: in.Note, By: w.actor.ID, At: w.now})
}
