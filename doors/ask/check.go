package ask

import (
	"encoding/json"
	"errors"

	"akashi/record"
	"akashi/rules/eligibility"
	"akashi/rules/fees"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// CheckQuery asks what an organisation wants to know before it has an account: whether it
// may apply, in which size class it would be, and what that costs. It is asked of the
// rules as EligibilityInput, SizeQuery and FeesQuery are.
type CheckQuery struct {
	Book
	Case          scheme.CaseType `json:"case" enum:"new,renewal"`
	Region        string          `json:"region" maxLength:"100"`
	Refusals      []civil.Date    `json:"refusals"`
	Cancellations []civil.Date    `json:"cancellations"`
	Incidents     []Incident      `json:"incidents"`
	Sentences     []civil.Date    `json:"sentences"` // days on which their execution ended
	Serving       bool            `json:"serving"`   // the execution of one has not ended
	Declarations  map[string]bool `json:"declarations"`
	Industry      string          `json:"industry" maxLength:"100"`
	Capital       *yen.Amount     `json:"capital" minimum:"0" maximum:"1000000000000000"`
	Persons       int             `json:"persons" minimum:"1" maximum:"10000000"`
}

// Incident is a decision that laid down months without application.
type Incident struct {
	Decided civil.Date `json:"decided"`
	Months  int        `json:"months" minimum:"1" maximum:"600"`
}

// Check is the answer. What was not asked about is not there: the size where nothing was
// said of it, and the fees where they depend on a size that is not known.
type Check struct {
	Eligibility eligibility.Result
	Size        *fees.Sizing
	Quote       *fees.Quote
	NoTable     bool // no table of fees covers the day
}

// sized reports whether something was said of the size.
func (q *CheckQuery) sized() bool { return q.Industry != "" || q.Capital != nil || q.Persons != 0 }

// Answer asks the rules under the edition, whose tables of fees the office may have added
// to, and gathers every problem that they find.
func (q *CheckQuery) Answer(ed *scheme.Edition) (found Check, err error) {
	var problems fault.Problems
	facts, err := json.Marshal(q.past())
	if err != nil {
		return found, err
	}
	found.Eligibility, err = (&EligibilityInput{Book: q.Book, Facts: facts}).Answer(ed)
	if err = gather(&problems, err); err != nil {
		return found, err
	}
	if ed.Size != nil && q.sized() {
		size, err := (&SizeQuery{Book: q.Book, Industry: q.Industry, Capital: q.Capital, Persons: q.Persons}).Answer(ed)
		if err = gather(&problems, err); err != nil {
			return found, err
		}
		found.Size = &size
	}
	if ed.Fees != nil && (ed.Size == nil || found.Size != nil && found.Size.Size != "") {
		ask := FeesQuery{Book: q.Book, Case: q.Case}
		if found.Size != nil {
			ask.Size = found.Size.Size
		}
		quote, err := ask.Answer(ed)
		if unpriced(err) {
			found.NoTable = true
			return found, problems.Err()
		}
		if err = gather(&problems, err); err != nil {
			return found, err
		}
		found.Quote = &quote
	}
	return found, problems.Err()
}

// unpriced reports that nothing is wrong but that no table of fees covers the day, which
// whoever asks cannot mend.
func unpriced(err error) bool {
	found := fault.ProblemsIn(err)
	return len(found) == 1 && found[0].Code == "fee-table-missing"
}

// gather keeps the problems that a rule found, and gives back what else went wrong.
func gather(into *fault.Problems, err error) error {
	if found, ok := errors.AsType[fault.Problems](err); ok {
		*into = append(*into, found...)
		return nil
	}
	return err
}

// past is what was stated, as the rule has it.
func (q *CheckQuery) past() record.Past {
	past := record.Past{Refusals: q.Refusals, Cancellations: q.Cancellations, Region: q.Region, Declared: q.Declarations}
	for _, i := range q.Incidents {
		past.Incidents = append(past.Incidents, record.Incident(i))
	}
	for _, ended := range q.Sentences {
		past.Sentences = append(past.Sentences, record.Sentence{Ended: ended})
	}
	if q.Serving {
		past.Sentences = append(past.Sentences, record.Sentence{})
	}
	return past
}
