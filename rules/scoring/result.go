package scoring

import (
	"encoding/json"

	"akashi/record"
	"akashi/scheme"
)

// Outcome is the verdict on a case (合否).
type Outcome string

// The outcomes. A case with an open item is incomplete whatever else holds: its
// stage cannot be closed.
const (
	Pass       Outcome = "pass"
	Fail       Outcome = "fail"
	Incomplete Outcome = "incomplete"
)

// ItemResult is how one item was judged.
type ItemResult string

// The results of an item. A graded item with some of its points is partial.
const (
	ItemMet       ItemResult = "met"
	ItemPartial   ItemResult = "partial"
	ItemUnmet     ItemResult = "unmet"
	ItemJustified ItemResult = "unmet_justified"
	ItemNA        ItemResult = "na"
	ItemOpen      ItemResult = "unanswered"
)

// Result is the verdict on a case with everything it rests on. It shares its
// reasons with other results and must not be changed.
type Result struct {
	Outcome Outcome         `json:"outcome"`
	Case    scheme.CaseType `json:"case"`
	Edition string          `json:"edition"`

	Points          int `json:"points"`           // earned
	PointsMax       int `json:"points_max"`       // of all items of the case type
	PointsPass      int `json:"points_pass"`      // asked for (合格点)
	PointsReachable int `json:"points_reachable"` // earned, and all that is open
	MandatoryMet    int `json:"mandatory_met"`
	MandatoryTotal  int `json:"mandatory_total"`

	Missing    []string `json:"missing"`     // mandatory items judged unmet
	ZeroFailed []string `json:"zero_failed"` // items whose 0 points fail the case
	Unanswered []string `json:"unanswered"`  // open items that the verdict waits for

	Levels   Levels          `json:"levels"`
	Criteria Criteria        `json:"criteria"`
	Reasons  []record.Reason `json:"reasons"` // one for each condition of the pass rule
}

// Criterion is the result of one item.
type Criterion struct {
	ID     string     `json:"-"`
	Result ItemResult `json:"result"`
	Points int        `json:"points"`
}

// Criteria are the results of all items in the edition's order; in JSON an
// object by ID.
type Criteria []Criterion

// Get finds the result of one item by its ID.
func (cs Criteria) Get(id string) (Criterion, bool) { return find(cs, id) }

// MarshalJSON writes the results as one object, in order.
func (cs Criteria) MarshalJSON() ([]byte, error) { return object(cs) }

// Level is how far one level (段階) is met. Met and Total count the items of the
// level itself; it is reached when these and all items of the levels before it
// hold. Percent is rounded, but 100 only when all are met.
type Level struct {
	ID      string `json:"-"`
	Percent int    `json:"percent"`
	Met     int    `json:"met"`
	Total   int    `json:"total"`
	Reached bool   `json:"reached"`
}

// Levels are the results of all levels, lowest first; in JSON an object by ID.
type Levels []Level

// Get finds the result of one level by its ID.
func (ls Levels) Get(id string) (Level, bool) { return find(ls, id) }

// MarshalJSON writes the levels as one object, in order.
func (ls Levels) MarshalJSON() ([]byte, error) { return object(ls) }

type named interface{ id() string }

func (c Criterion) id() string { return c.ID }
func (l Level) id() string     { return l.ID }

func find[T named](list []T, id string) (T, bool) {
	for _, t := range list {
		if t.id() == id {
			return t, true
		}
	}
	var none T
	return none, false
}

func object[T named](list []T) ([]byte, error) {
	out := []byte{'{'}
	for i, t := range list {
		key, err := json.Marshal(t.id())
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(t)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, key...), ':'), value...)
	}
	return append(out, '}'), nil
}
