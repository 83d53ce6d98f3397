package record

// VerdictSheet is the evidence of a decision in a form that needs no rule book to
// be checked again: each final verdict beside the rule that it was judged by, in
// the words of the edition.
type VerdictSheet struct {
	CaseType CaseType      `json:"case_type"`
	Pass     PassSheet     `json:"pass"`
	Criteria []VerdictLine `json:"criteria"`
}

// PassSheet is the rule by which the whole was judged.
type PassSheet struct {
	Conditions []string `json:"conditions"`
	PointsPass int      `json:"points_pass"`
	Level      string   `json:"level"`
}

// VerdictLine is one final verdict.
type VerdictLine struct {
	ID        string  `json:"id"`
	Aspect    string  `json:"aspect"`
	Kind      string  `json:"kind"`
	Points    int     `json:"points"`
	Grading   string  `json:"grading"`
	ZeroFails bool    `json:"zero_fails"`
	Level     string  `json:"level"`
	Asked     bool    `json:"asked"` // by the level that the pass rule wants
	Verdict   Verdict `json:"verdict"`
	Given     int     `json:"given"`
	Justified bool    `json:"justified"`
}
