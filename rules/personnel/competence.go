package personnel

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// Fitness is how somebody stands to what the edition asks of who takes a step.
type Fitness struct {
	State   State
	Held    []string // competences of the day, by their IDs
	Refuses bool     // the person cannot take the step
	Clause  string
}

// State says what was found.
type State string

// The states.
const (
	Fit        State = "fit"
	NotAsked   State = "not-asked"  // the edition names no competence for the step
	Unrecorded State = "unrecorded" // nothing was ever written down of this person
	Ended      State = "ended"      // what was written down is not of this day
	Trainee    State = "trainee"    // learns under guidance, and is no member of a team
	Other      State = "other"      // has one, for another step
)

// FitnessFor compares what is on record of somebody with what the edition asks for a step on
// a day. Once a competence of a person is written down, that person has it on its days only;
// of whom nothing is, the edition says whether that is enough.
func FitnessFor(p scheme.Personnel, step scheme.Step, recorded []record.Competence, day civil.Date) Fitness {
	f := Fitness{State: NotAsked, Clause: p.Source}
	asked := false
	for _, c := range p.Competences {
		asked = asked || slices.Contains(c.Steps, step) && !c.Trainee
	}
	state := Ended
	for _, r := range recorded {
		c, known := p.Competence(r.Competence)
		if !r.On(day) || !known || slices.Contains(f.Held, c.ID) {
			continue
		}
		f.Held = append(f.Held, c.ID)
		switch {
		case c.Trainee && state == Ended:
			state, f.Clause = Trainee, c.Source
		case c.Trainee || state == Fit:
		case slices.Contains(c.Steps, step):
			state, f.Clause = Fit, c.Source
		default:
			state = Other
		}
	}
	switch {
	case !asked:
	case len(recorded) == 0:
		f.State, f.Refuses, f.Clause = Unrecorded, p.Unrecorded.Value == scheme.UnrecordedRefuses, p.Unrecorded.Source
	default:
		f.State, f.Refuses = state, state != Fit
	}
	return f
}
