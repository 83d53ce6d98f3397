package words

import (
	"cmp"
	"errors"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
)

// Failure is what a door says of an error: its kind, one sentence, and then
// everything that is wrong with an input or stands against an act. An error of
// our own has no kind, and nothing is said of it that belongs in the log.
type Failure struct {
	Kind     fault.Kind
	Code     string
	Message  string
	Problems []Problem // of an input that is refused
	Grounds  []Ground  // against an act
	Event    string    // the step that is blocked
	State    string    // where the case stands
}

// Problem is one thing wrong with an input, with its sentence.
type Problem struct {
	Code    string   `json:"code" doc:"stable word for what is wrong"`
	Where   string   `json:"where" doc:"place: a JSON pointer into the body, ?name in the query, or a header"`
	Message string   `json:"message" doc:"what happened, why, and what to do, in the language asked for"`
	Allowed []string `json:"allowed,omitempty" doc:"the values that are taken here"`
	Meant   string   `json:"meant,omitempty" doc:"the value that was probably meant"`
}

// Ground is one thing that stands against an act, with its sentence.
type Ground struct {
	Code    string            `json:"code" doc:"stable word for what does not hold"`
	Clause  string            `json:"clause,omitempty" doc:"clause of the scheme"`
	Message string            `json:"message" doc:"what stands against it and what to do, in the language asked for"`
	Detail  map[string]string `json:"detail,omitempty" doc:"its figures and days"`
	Reasons []record.Reason   `json:"reasons,omitempty" doc:"why, as a tree"`
}

// Failure says what happened.
func (b *Book) Failure(err error) Failure {
	f := Failure{Kind: fault.KindOf(err)}
	f.Message = b.Say("error." + cmp.Or(string(f.Kind), "own"))
	var (
		blockage *desk.Blockage
		refusal  *fault.Refusal
		known    *fault.Error
	)
	switch {
	case f.Kind == fault.Invalid:
		f.Problems = b.Problems(fault.ProblemsIn(err))
	case errors.As(err, &blockage):
		f.Event, f.State = blockage.Event, blockage.State
		f.Grounds = b.For(blockage.Edition).grounds(blockage.Guards)
	case errors.As(err, &refusal):
		f.ground(refusal.Reason, refusal.Clause, b.coded(refusal.Reason, refusal.Detail, f.Message), refusal.Detail)
	case errors.As(err, &known):
		f.Code, f.Message = known.Code, b.coded(known.Code, known.Figures(), f.Message)+b.tail(known.Data)
		if f.Kind == fault.Forbidden || f.Kind == fault.Refused {
			f.ground(known.Code, "", f.Message, known.Data)
		}
	}
	return f
}

// ground makes one thing the only one that stands against the act.
func (f *Failure) ground(code, clause, message string, detail map[string]string) {
	f.Code, f.Message = code, message
	f.Grounds = []Ground{{code, clause, message, detail, nil}}
}

// Problems says everything wrong with an input.
func (b *Book) Problems(all fault.Problems) []Problem {
	said := make([]Problem, len(all))
	for i, p := range all {
		said[i] = Problem{p.Code, p.Where, b.Problem(p), fault.Parts(p.Data["allowed"]), p.Data["meant"]}
	}
	return said
}

// Problem says what is wrong with one place of an input, which values are taken
// there, and which was probably meant.
func (b *Book) Problem(p fault.Problem) string {
	return b.coded(p.Code, p.Data, b.Say("error.invalid")) + b.tail(p.Data)
}

// tail lists what is taken and names what was probably meant, where that is known.
func (b *Book) tail(figures fault.Data) string {
	return b.Fill("fault.tail", map[string]string{"allowed": figures["allowed"], "meant": figures["meant"]})
}

// coded is the sentence of a code, or another one when it has none.
func (b *Book) coded(code string, figures map[string]string, otherwise string) string {
	if !b.Has("fault." + code) {
		return otherwise
	}
	return b.Fill("fault."+code, figures)
}

func (b *Book) grounds(guards []desk.Blocked) []Ground {
	said := make([]Ground, len(guards))
	for i, g := range guards {
		said[i] = b.Against(g)
	}
	return said
}

// Against says one thing that stands against an act: a guard, or a refusal that is
// foreseen.
func (b *Book) Against(g desk.Blocked) Ground {
	message := b.coded(g.Code, g.Detail, g.Code)
	if b.Has(g.Code) {
		message = b.Fill(g.Code, g.Detail)
	}
	return Ground{g.Code, g.Clause, message, g.Detail, g.Reasons}
}
