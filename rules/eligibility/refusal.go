package eligibility

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// Refusals are the days from which a refused case bars (S3-04a): that of the decision, and
// that of every request for re-examination (再審査の請求) which was refused. Once a request
// is taken up, the decision that it asks about bars no longer.
func Refusals(decided civil.Date, requests []record.Reexamination) (days []civil.Date) {
	stands := true
	for _, r := range requests {
		switch r.Outcome {
		case record.ReexaminationRefused:
			days = append(days, r.Decided)
		case record.ReexaminationTaken:
			stands = false
		}
	}
	if stands {
		days = append([]civil.Date{decided}, days...)
	}
	return days
}

// BarsByIncident reports whether a period without application can be laid down (S3-04c).
func BarsByIncident(e *scheme.Edition) bool {
	return slices.ContainsFunc(e.Eligibility.Windows, func(w scheme.Window) bool { return w.Fact == scheme.FactIncident })
}
