package scheme

import (
	"fmt"
	"maps"
	"slices"

	"akashi/values/fault"
)

// Lint checks an edition against itself and returns every problem, each with its
// path in the file, such as /criteria/3/points: totals are added again,
// references followed, and rules that can never apply are named. An edition
// without problems is fit to decide by.
func Lint(e *Edition) fault.Problems {
	var all fault.Problems
	everything := collect(e)
	for _, c := range checks() {
		l := linter{Edition: e, everything: everything, code: c.code}
		c.find(&l)
		all = append(all, l.problems...)
	}
	return all
}

// LintCodes lists the word for each kind of problem that Lint looks for.
func LintCodes() []string {
	var codes []string
	for _, c := range checks() {
		codes = append(codes, c.code)
	}
	return codes
}

// check looks for one kind of problem; code is the word for it.
type check struct {
	code string
	find func(*linter)
}

type linter struct {
	*Edition
	everything []located
	code       string
	problems   fault.Problems
}

func (l *linter) add(path string, pairs ...any) { l.problems.Add(l.code, path, pairs...) }

// choose notes a word that is none of those allowed.
func (l *linter) choose(path, given string, allowed []string, pairs ...any) {
	fault.Choose(&l.problems, l.code, path, given, allowed, pairs...)
}

// nowhere notes an id that leads nowhere.
func (l *linter) nowhere(path, given string, known map[string]bool, pairs ...any) {
	l.choose(path, given, slices.Sorted(maps.Keys(known)), pairs...)
}

// at is the path of an entry of a list.
func at(list string, i int) string { return fmt.Sprintf("%s/%d", list, i) }

// checks is everything that Lint looks for, in the order of a scheme file.
func checks() []check {
	return []check{
		{"format-unknown", formatUnknown},
		{"required-missing", requiredMissing},
		{"language-missing", languageMissing},
		{"vocabulary", vocabularyUnknown},
		{"number-negative", numberNegative},
		{"id-malformed", idMalformed},
		{"id-twice", idTwice},
		{"setting-open", settingOpen},
		{"source-missing", sourceMissing},
		{"source-unknown", sourceUnknown},
		{"citation-unused", citationUnused},
		{"term-unknown", termUnknown},
		{"history-date", historyDate},

		{"body-unknown", bodyUnknown},
		{"intake-code", intakeCode},
		{"intake-unreachable", intakeUnreachable},

		{"section-unknown", sectionUnknown},
		{"subsection-unknown", subsectionUnknown},
		{"method-unknown", methodUnknown},
		{"aspect-unknown", aspectUnknown},
		{"level-unknown", levelUnknown},
		{"level-missing", levelMissing},
		{"alias-clash", aliasClash},
		{"points-missing", pointsMissing},
		{"points-needless", pointsNeedless},
		{"zero-fails-unscored", zeroFailsUnscored},
		{"confidential-alone", confidentialAlone},
		{"renewal-needless", renewalNeedless},
		{"fixed-needless", fixedNeedless},
		{"part-unused", partUnused},
		{"aspect-unreachable", aspectUnreachable},

		{"total-mandatory", totalMandatory},
		{"total-points", totalPoints},
		{"pass-twice", passTwice},
		{"pass-points", passPoints},
		{"pass-level", passLevel},
		{"pass-zero", passZero},
		{"pass-mandatory", passMandatory},
		{"pass-unreachable", passUnreachable},

		{"audit-criterion", auditCriterion},
		{"audit-item-twice", auditItemTwice},
		{"diagnosis-criterion", diagnosisCriterion},
		{"diagnosis-bands", diagnosisBands},
		{"evidence-unknown", evidenceUnknown},
		{"evidence-unused", evidenceUnused},
		{"diagnosis-evidence", diagnosisEvidence},
		{"document-case", documentCase},
		{"asking-post", askingPost},
		{"audit-evidence", auditEvidence},

		{"window-period", windowPeriod},
		{"region-source", regionSource},
		{"size-ceilings", sizeCeilings},
		{"size-unused", sizeUnused},

		{"fee-table-dates", feeTableDates},
		{"fee-unknown", feeUnknown},
		{"fee-amount", feeAmount},
		{"fee-unpriced", feeUnpriced},
		{"fee-priced-twice", feePricedTwice},
		{"fee-total", feeTotal},
		{"fee-due", feeDue},
		{"fee-tax", feeTax},
		{"fee-onsite", feeOnSite},
		{"onsite-hours", onSiteHours},

		{"step-order", stepOrder},
		{"gate-fee", gateFee},
		{"gate-step", gateStep},
		{"committee-chair", committeeChair},
		{"reviewers-alone", reviewersAlone},
		{"second-factor", secondFactor},
		{"committee-unreachable", committeeUnreachable},
		{"conflict-unreachable", conflictUnreachable},
		{"session-months", sessionMonths},
		{"calendar-day", calendarDay},
		{"renewal-window", renewalWindow},
		{"renewal-listed", renewalListed},
		{"clock-unknown", clockUnknown},
		{"clock-unreachable", clockUnreachable},
		{"estimate-unknown", estimateUnknown},
		{"reminder-unknown", reminderUnknown},
		{"reminder-days", reminderDays},
		{"number-pattern", numberPattern},
		{"number-fields", numberFields},
		{"receipt-prefix", receiptPrefix},
	}
}
