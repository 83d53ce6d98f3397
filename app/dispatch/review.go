package dispatch

import (
	"cmp"
	"slices"

	"akashi/app/application"
	"akashi/app/desk"
	"akashi/app/review"
	"akashi/record"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/civil"
)

// correction asks for what the intake found missing of an application that went back.
func correction(w *desk.Work, _ IssueInput, c *record.DispatchContent) bool {
	if w.Case.State != lifecycle.Draft || w.Case.Returned.IsZero() {
		return false
	}
	letter := record.CorrectionLetter{Service: w.Case.Service, Returned: w.Case.Returned, Reason: w.Case.Reason}
	for _, s := range application.Missing(w) {
		item := record.MissingItem{Section: s.Section, Chapter: said(s.Chapter), Name: said(s.Title), Note: s.Note}
		if s.Kind == scheme.IntakeCriterion {
			item.ID = s.Of
		}
		letter.Items = append(letter.Items, item)
	}
	c.Correction = &letter
	return len(letter.Items) > 0
}

// visitPlan tells of the on-site review as long as no time is logged of it.
func visitPlan(w *desk.Work, in IssueInput, c *record.DispatchContent) bool {
	before := w.Case.State == lifecycle.DocumentReview || w.Case.State == lifecycle.DocumentCorrection || w.Case.State == lifecycle.OnSiteReview
	if !before || !w.Edition.Process.Takes(scheme.StepOnSiteReview) || len(desk.Read(w, w.Visits, w.Case.ID)) > 0 {
		return false
	}
	letter := record.VisitPlanLetter{Service: w.Case.Service, Day: in.VisitDay, Hours: in.Hours, Place: cmp.Or(in.Place, w.Case.Particulars.Address), Scope: onSite(w.Edition)}
	if w.Edition.OnSite != nil {
		letter.Minutes = review.Time(w, nil).Standard
	}
	for _, a := range desk.Read(w, w.Assignments, w.Case.ID) {
		if a.Role == record.RoleAssessor && a.Lasts() {
			letter.Assessors = append(letter.Assessors, desk.Read(w, w.Tx.User, a.UserID).Name)
		}
	}
	c.VisitPlan = &letter
	return len(letter.Assessors) > 0
}

// onSite are the sections of which something is judged on site, each with its criteria.
func onSite(e *scheme.Edition) (scope []record.ScopeItem) {
	for _, p := range e.Places() {
		criterion, known := e.Criterion(p.Criterion)
		if !known || !scoring.GivenAt(e, p, scheme.StepOnSiteReview) {
			continue
		}
		part, _ := desk.First(e.Subsections, func(s scheme.Subsection) bool { return s.ID == criterion.Subsection })
		if n := len(scope); n == 0 || scope[n-1].Section != part.Section {
			section, _ := desk.First(e.Sections, func(s scheme.Section) bool { return s.ID == part.Section })
			scope = append(scope, record.ScopeItem{Section: part.Section, Title: said(section.Title)})
		}
		last := &scope[len(scope)-1]
		if !slices.Contains(last.Criteria, p.Criterion) {
			last.Criteria = append(last.Criteria, p.Criterion)
		}
	}
	return scope
}

// report tells what both stages have come to, once it is decided: before, an applicant is told neither.
func report(w *desk.Work, _ IssueInput, c *record.DispatchContent) bool {
	filed, there := desk.Find(w, w.Report, w.Case.ID)
	d, decided := desk.Find(w, w.Decision, w.Case.ID)
	if !there || !decided {
		return false
	}
	letter := record.ReportLetter{Service: w.Case.Service, Filed: filed.Filed, Decided: d.Decided, Outcome: said(w.Edition.Term(string(d.Outcome))),
		First: filed.Points, Points: d.Points, PointsPass: d.PointsPass, Reasons: d.Reasons}
	rows := desk.Read(w, w.Answers, w.Case.ID)
	for _, p := range w.Edition.Places() {
		if r, answered := scoring.At(rows, p); answered {
			letter.Verdicts = append(letter.Verdicts, verdict(w, r))
		}
	}
	for _, f := range desk.Read(w, w.Findings, w.Case.ID) {
		letter.Findings = append(letter.Findings, record.ReportFinding{FindingItem: record.FindingItem{No: f.No, Criterion: f.Criterion, Text: f.Text}, State: f.State})
	}
	c.Report = &letter
	return len(letter.Verdicts) > 0
}

// verdict is what an applicant is told of an item: of one whose rubric is confidential, whether its zero fails the case.
func verdict(w *desk.Work, r record.Answer) record.VerdictItem {
	item := record.VerdictItem{ID: r.Criterion, Aspect: r.Aspect, First: r.First, Final: r.Final, Note: cmp.Or(r.FinalNote, r.FirstNote)}
	if w.Edition.Confidential(r.Criterion) {
		item.First, item.Note = "", ""
		if c, there := w.Edition.Criterion(r.Criterion); there && !c.For(w.CaseType()).ZeroFails {
			item.Final = ""
		}
	}
	return item
}

// agreement is drawn up while it is to be concluded.
func agreement(w *desk.Work, _ IssueInput, c *record.DispatchContent) bool {
	d, there := decided(w, record.Granted)
	if !there || w.Case.State != lifecycle.Agreement || w.Case.AgreementDue.IsZero() {
		return false
	}
	letter := record.AgreementLetter{Mark: said(w.Edition.Term(scheme.TermMark)), Service: w.Case.Service, Grantor: said(w.Edition.Organisation.Operator), Rules: said(w.Edition.Name),
		Decided: d.Decided, Due: w.Case.AgreementDue, Terms: d.Conditions}
	if body, another := w.Edition.Organisation.GrantedBy(); another {
		letter.Grantor = said(body.Name)
	}
	for _, owed := range desk.Read(w, w.Charges, w.Case.ID) {
		if owed.Status == record.ChargeOwed && fees.Gates(w.Edition, scheme.GateGrant, owed.Code) {
			letter.Fees = append(letter.Fees, record.AgreementFee{Label: record.Said{JA: owed.Basis.Label, EN: owed.Basis.LabelEN}, Amount: owed.Amount, Due: owed.Due})
		}
	}
	c.Agreement = &letter
	return true
}

// measure tells the holder of the last measure of a kind, while the mark stands under it.
func measure(kind record.MarkEventKind, while record.MarkStatus) func(*desk.Work, IssueInput, *record.DispatchContent) bool {
	return func(w *desk.Work, in IssueInput, c *record.DispatchContent) bool {
		m, known := granted(w)
		if !known || m.Status != while {
			return false
		}
		for _, e := range lifecycle.StandingLines(desk.Read(w, w.MarkEvents, m.ID)) {
			if e.Kind == kind {
				c.Measure = &record.MeasureLetter{Mark: said(w.Edition.Term(scheme.TermMark)), Service: m.Service, Number: m.Number, From: e.Day, Until: e.Until,
					Clause: e.Clause, Reason: e.Reason, NoApplication: e.NoApplication, ObjectBy: objectBy(w, in)}
			}
		}
		return c.Measure != nil
	}
}

// objectBy is the last day to object: as the office names it, or by the clock of the edition where that is laid down.
func objectBy(w *desk.Work, in IssueInput) civil.Date {
	if clock, there := w.Edition.Clock(scheme.ClockAppeal); in.ObjectBy.IsZero() && there && !clock.Period.OfficeDecides {
		return w.LastDay(scheme.ClockAppeal, w.Today)
	}
	return in.ObjectBy
}
