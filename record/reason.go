package record

import (
	"encoding/json"
	"strconv"

	"akashi/values/civil"
	"akashi/values/yen"
)

// Reason is one step of a rule's ground (理由): what was asked, on which figures,
// and whether it holds. Because names the steps below it, so that a decision is
// a tree that a committee member can walk from the verdict to the answers. A
// reason is shared between results and is never changed once made.
type Reason struct {
	Rule    string // dotted code, by which a door finds its sentence: "scoring.points_at_least_pass"
	Clause  string // ID of the citation in the edition
	Holds   bool
	Facts   Facts
	Because []Reason
}

// MarshalJSON writes every key but an empty clause and no facts; because is
// always a list.
func (r Reason) MarshalJSON() ([]byte, error) {
	if r.Because == nil {
		r.Because = []Reason{}
	}
	return json.Marshal(jsonReason(r))
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Reason) UnmarshalJSON(data []byte) error {
	var plain jsonReason
	if err := json.Unmarshal(data, &plain); err != nil {
		return err
	}
	*r = Reason(plain)
	return nil
}

type jsonReason struct {
	Rule    string   `json:"rule"`
	Clause  string   `json:"clause,omitempty"`
	Holds   bool     `json:"holds"`
	Facts   Facts    `json:"facts,omitempty"`
	Because []Reason `json:"because"`
}

// Fact is one figure that a rule looked at: a whole number, or words. Make one
// with Number, Words, Day or Money.
type Fact struct {
	Name    string
	text    string
	number  int64
	isWords bool
}

// Number is a fact that counts something.
func Number[N ~int | ~int32 | ~int64](name string, n N) Fact {
	return Fact{Name: name, number: int64(n)}
}

// Money is a fact in whole yen.
func Money(name string, a yen.Amount) Fact { return Number(name, a) }

// Words is a fact that is a name or a code.
func Words[S ~string](name string, s S) Fact {
	return Fact{Name: name, text: string(s), isWords: true}
}

// Day is a fact that is a day; "" stands for no date.
func Day(name string, d civil.Date) Fact { return Words(name, d.String()) }

// Number returns the figure of a fact that counts something.
func (f Fact) Number() (int64, bool) { return f.number, !f.isWords }

// String returns the fact's value for printing.
func (f Fact) String() string {
	if f.isWords {
		return f.text
	}
	return strconv.FormatInt(f.number, 10)
}

// Facts are the figures of one reason in the order in which it prints them. In
// JSON they are one object.
type Facts []Fact

// Get returns the value of the named fact, or "".
func (fs Facts) Get(name string) string {
	for _, f := range fs {
		if f.Name == name {
			return f.String()
		}
	}
	return ""
}
