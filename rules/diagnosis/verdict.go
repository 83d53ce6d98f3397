package diagnosis

import (
	"strings"

	"akashi/scheme"
)

// Verdict is the outcome of the rule for one report, a word of the public
// contract. Those that speak of a CVSS version end in its name.
type Verdict string

// The verdicts that do not depend on the version.
const (
	Pass            Verdict = "PASS"
	OpinionRequired Verdict = "OPINION_REQUIRED" // findings that need an opinion lack one
	NoCVSS          Verdict = "NO_CVSS"          // not one score of any kind in the report
	FailLevelIII    Verdict = "FAIL_LEVEL_III"   // a live finding of the highest band is not resolved
	OutOfDate       Verdict = "OUT_OF_DATE"      // not made within the time allowed before filing
)

// Incomplete is the verdict on a report with something that the edition's
// version leaves undecided, such as INCOMPLETE_V2.
func Incomplete(v scheme.CVSSVersion) Verdict { return Verdict("INCOMPLETE_" + suffix(v)) }

// NotCVSS is the verdict on a report without one score of the edition's
// version, such as NOT_CVSS_V2.
func NotCVSS(v scheme.CVSSVersion) Verdict { return Verdict("NOT_CVSS_" + suffix(v)) }

func suffix(v scheme.CVSSVersion) string { return strings.ToUpper(string(v)) }

// Rank orders verdicts by how far they are from a pass, 0 for Pass. The three
// that leave something undecided rank alike.
func (v Verdict) Rank() int {
	switch v {
	case Pass:
		return 0
	case OpinionRequired:
		return 1
	case FailLevelIII:
		return 3
	case OutOfDate:
		return 4
	}
	return 2
}
