package diagnosis

import (
	"cmp"
	"slices"

	"akashi/record"
	"akashi/values/civil"
)

// condition is one thing that must hold, and the verdict when it does not.
type condition struct {
	reason  record.Reason
	verdict Verdict
}

// decide asks every condition, so that the explanation is whole, and takes the
// verdict of the first that fails.
func (t *Tally) decide(r *Result, report Report) {
	oldest, stated := t.terms.ScanDate, report.ScanDate
	if oldest.IsZero() {
		oldest = report.FirstDay()
	}
	conditions := []condition{
		{t.fresh(oldest, r.ScanDate, stated), OutOfDate},
		{because("highest-band-resolved", len(r.Blocking) == 0, "blocking", len(r.Blocking)), FailLevelIII},
		{t.scoredInVersion(r), t.unscored()},
		{because("every-finding-decidable", len(r.Undecidable) == 0, "undecidable", len(r.Undecidable)), Incomplete(r.Metric)},
		{because("every-row-read", len(r.RowErrors) == 0, "row_errors", len(r.RowErrors)), Incomplete(r.Metric)},
		{because("opinions-complete", len(r.OpinionMissing) == 0, "missing", len(r.OpinionMissing)), OpinionRequired},
		{t.dated(r.ScanDate), OutOfDate},
	}
	r.Verdict = Pass
	root := record.Reason{Rule: "diagnosis", Clause: t.rule.Source, Facts: record.Facts{record.Words("metric", r.Metric)}}
	for _, c := range slices.Backward(conditions) {
		if !c.reason.Holds {
			r.Verdict = c.verdict
		}
	}
	for _, c := range conditions {
		root.Because = append(root.Because, c.reason)
	}
	root.Holds = r.Verdict == Pass
	r.Reasons = []record.Reason{root}
}

// fresh is I-14: inside when A − age ≤ scan ≤ A, A being the day of filing. The
// scan of the first host must not be too old, that of the last not too late.
func (t *Tally) fresh(oldest, latest, stated civil.Date) record.Reason {
	filed, age := t.terms.ApplicationDate, t.rule.MaxAge.Value
	reason := record.Reason{Rule: "diagnosis.report-fresh", Clause: t.rule.MaxAge.Source, Holds: true, Facts: record.Facts{
		record.Day("oldest", oldest), record.Day("latest", latest), record.Day("stated", stated),
		record.Day("filed", filed), record.Words("max_age", age.String()),
	}}
	if filed.IsZero() || latest.IsZero() {
		return reason
	}
	if !age.IsZero() {
		from := age.Before(filed)
		reason.Facts = append(reason.Facts, record.Day("from", from))
		reason.Holds = !oldest.Before(from)
	}
	reason.Holds = reason.Holds && !latest.After(filed)
	return reason
}

// dated keeps a report without a day from passing where its age matters. It is
// asked last: what the report itself shows says more than a missing day.
func (t *Tally) dated(scan civil.Date) record.Reason {
	known := t.terms.ApplicationDate.IsZero() || !scan.IsZero()
	return record.Reason{Rule: "diagnosis.scan-date-known", Clause: t.rule.MaxAge.Source, Holds: known}
}

func (t *Tally) scoredInVersion(r *Result) record.Reason {
	scored := t.live - r.Counts[r.Metric][NoBand]
	return because("scored-in-version", scored > 0 || len(r.Undecidable) == 0, "scored", scored)
}

func (t *Tally) unscored() Verdict {
	if t.anyScore {
		return NotCVSS(t.rule.Metric)
	}
	return NoCVSS
}

func because(rule string, holds bool, name string, n int) record.Reason {
	return record.Reason{Rule: "diagnosis." + rule, Holds: holds, Facts: record.Facts{record.Number(name, n)}}
}

func sorted(differences []Difference) []Difference {
	differences = append([]Difference{}, differences...)
	slices.SortFunc(differences, func(a, b Difference) int {
		return cmp.Or(
			cmp.Compare(a.Finding, b.Finding),
			cmp.Compare(a.Version, b.Version),
			cmp.Compare(valueOf(a.Reported), valueOf(b.Reported)),
			cmp.Compare(valueOf(a.Computed), valueOf(b.Computed)),
		)
	})
	return slices.Compact(differences)
}

func valueOf(t Tenths) int { n, _ := t.Value(); return n }
