package diagnosis

import (
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// NoBand is the band of a finding without a score of the version asked for.
const NoBand = "none"

// Difference is a printed score that is not the one of its vector.
type Difference struct {
	Finding  string             `json:"finding"`
	Version  scheme.CVSSVersion `json:"version"`
	Reported Tenths             `json:"reported"`
	Computed Tenths             `json:"computed"`
}

// Result is everything that the rule found in one report. Its JSON is the
// published answer of the command line (WriteJSON writes a large one); lists of findings hold keys, sorted,
// each once.
type Result struct {
	Format         string             `json:"format"`
	Scanner        string             `json:"scanner"`
	ScanDate       civil.Date         `json:"scan_date"`
	MachineChecked bool               `json:"machine_checked"`
	Metric         scheme.CVSSVersion `json:"metric"`
	UnversionedAs  *Declaration       `json:"unversioned_as"`
	Findings       []Judged           `json:"findings"`

	// Counts holds, for each version of CVSS, the number of live findings in
	// each band of the edition and in NoBand.
	Counts map[scheme.CVSSVersion]map[string]int `json:"counts"`

	Blocking        []string          `json:"blocking"`         // to be resolved
	Resolved        []string          `json:"resolved"`         // would block, but a resolution names them
	OpinionRequired []string          `json:"opinion_required"` // with and without an opinion
	OpinionMissing  []string          `json:"opinion_missing"`
	Undecidable     []string          `json:"undecidable"`
	Mismatches      []string          `json:"mismatches"`
	Differences     []Difference      `json:"mismatch_details"`
	RowErrors       []record.RowError `json:"row_errors"`
	Remarks         []record.RowError `json:"remarks"` // what the report cannot show; they fail nothing
	Verdict         Verdict           `json:"verdict"`
	Reasons         []record.Reason   `json:"reasons"`
}
