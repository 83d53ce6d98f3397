package diagnosis

// Reason is one node of the explanation of a verdict: a rule, whether it holds,
// the figures it looked at, and the reasons below it.
type Reason struct {
	Rule    string            `json:"rule"`
	Clause  string            `json:"clause,omitempty"`
	Holds   bool              `json:"holds"`
	Data    map[string]string `json:"data,omitempty"`
	Because []Reason          `json:"because"`
}
