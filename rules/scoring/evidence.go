package scoring

import (
	"akashi/record"
	"akashi/scheme"
)

// Evidence puts the final verdicts beside the rules of the edition that they were
// judged by, so that a decision can be checked again without the rule book.
func Evidence(e *scheme.Edition, t scheme.CaseType, rows []record.Answer) record.VerdictSheet {
	pass := record.PassSheet{PointsPass: e.Pass.For(t).PointsPass, Level: e.Pass.Level}
	for _, c := range e.Pass.Conditions {
		pass.Conditions = append(pass.Conditions, string(c))
	}
	sheet := record.VerdictSheet{CaseType: record.CaseType(t), Pass: pass}
	for _, p := range e.Places() {
		a, _ := At(rows, p)
		c, _ := e.Criterion(p.Criterion)
		st := c.For(t)
		sheet.Criteria = append(sheet.Criteria, record.VerdictLine{ID: p.Criterion, Aspect: p.Aspect, Kind: string(st.Kind), Points: st.Points,
			Grading: string(st.Grading), ZeroFails: st.ZeroFails, Level: c.Level, Asked: e.Asks(c), Verdict: a.Final,
			Given: earned(a, st), Justified: a.Justification != ""})
	}
	return sheet
}

// earned is how many points a final verdict earned.
func earned(a record.Answer, st scheme.Treatment) int {
	switch {
	case st.Kind != scheme.Points:
		return 0
	case a.FinalPoints != nil:
		return *a.FinalPoints
	case a.Final == record.Met:
		return st.Points
	}
	return 0
}
