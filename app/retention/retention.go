// Package retention is the chapter on how long the documents of a case are kept, on what holds
// them, and on their being erased.
package retention

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/rules/retention"
	"akashi/values/civil"
	"akashi/values/fault"
)

// mostMonths is the longest period; what is to be kept longer is kept for ever.
const mostMonths = 1200

// SetInput decides how long documents of a class are kept.
type SetInput struct {
	Scheme string `json:"scheme" doc:"key of the scheme"`
	Class  string `json:"class" enum:"papers,evidence,diagnosis,photos" doc:"which documents"`
	Months int    `json:"months" minimum:"0" maximum:"1200" doc:"months from the end of the case and of its mark; 0 keeps them for ever"`
	Reason string `json:"reason" maxLength:"500" doc:"by which rule, and why"`
}

// About says what the policy asks about.
func (in SetInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// Set records how long the office of a scheme keeps the documents of a class (保存期間の設定):
//  1. the class is one, the months are no more than a century, and why is said;
//  2. it waits for a second person, whatever the office has decided on others;
//  3. the last decision stands, for what was handed in before, too.
func Set(w *desk.Work, in SetInput) (err error) {
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, w.Today); err != nil {
		return desk.Missing(err, "/scheme")
	}
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	class := record.DocumentClass(in.Class)
	fault.OneOf(&p, "retention.class", "/class", class, record.DocumentClasses())
	p.Want(in.Months >= 0 && in.Months <= mostMonths, "retention.months", "/months", "given", in.Months, "most", mostMonths)
	if err := p.Err(); err != nil {
		return err
	}
	decided := desk.Read(w, w.Retentions, in.Scheme)
	r := record.Retention{ID: w.NewID(), Scheme: in.Scheme, Class: class, Months: in.Months, Reason: in.Reason, By: w.Actor.ID, At: w.Now,
		Round: desk.Round(decided, func(r record.Retention) bool { return r.Class == class })}
	w.Add(&r)
	w.Result = r
	return nil
}

// Document is a file of a case that may be erased one day.
type Document struct {
	ID     string               `json:"id"`
	Class  record.DocumentClass `json:"class"`
	Name   string               `json:"name"`
	SHA256 string               `json:"sha256"`
	Erased *record.Erasure      `json:"erased,omitempty"`
}

// Documents are those of the case on the desk, with what was erased of them.
func Documents(w *desk.Work) (all []Document) {
	id := w.Case.ID
	papers := map[string]bool{}
	for _, s := range desk.Read(w, w.Statements, id) {
		papers[s.PaperID] = true
	}
	for _, d := range desk.Read(w, w.Declarations, id) {
		papers[d.PaperID] = true
	}
	for _, a := range desk.Read(w, w.Attachments, id) {
		class := record.ClassEvidence
		if a.Document != "" || papers[a.ID] {
			class = record.ClassPapers
		}
		all = append(all, Document{ID: a.ID, Class: class, Name: a.Name, SHA256: a.SHA256})
	}
	for _, r := range desk.Read(w, w.ScanReports, id) {
		all = append(all, Document{ID: r.ID, Class: record.ClassDiagnosis, Name: r.Name, SHA256: r.SHA256})
	}
	for _, o := range desk.Read(w, w.Observations, id) {
		if o.SHA256 != "" {
			all = append(all, Document{ID: o.ID, Class: record.ClassPhotos, Name: o.Name, SHA256: o.SHA256})
		}
	}
	erased := Erased(w)
	for i := range all {
		if e, gone := erased[all[i].ID]; gone {
			all[i].Erased = &e
		}
	}
	return all
}

// Erased are the documents of the case on the desk that were erased, by their IDs.
func Erased(w *desk.Work) map[string]record.Erasure {
	all := map[string]record.Erasure{}
	for _, e := range desk.Read(w, w.Erasures, w.Case.ID) {
		all[e.FileID] = e
	}
	return all
}

// HoldOn is the hold on the case on the desk, where one lasts.
func HoldOn(w *desk.Work) (record.Hold, bool) {
	return desk.First(desk.Read(w, w.Holds, w.Case.ID), record.Hold.Lasts)
}

// Standing says how the documents of a class of the case on the desk stand today.
func Standing(w *desk.Work, f retention.Facts, class record.DocumentClass) (v retention.Verdict, months int) {
	months = record.MonthsOf(desk.Read(w, w.Retentions, w.Case.Scheme), class)
	return retention.On(w.Today, f, months), months
}

// FactsOf are what the period of the case on the desk rests on. Whatever mark it is about keeps its
// documents for as long as that mark stands, or a case about it is under way: the one granted, and
// the one that was to be renewed.
func FactsOf(w *desk.Work) (f retention.Facts) {
	if !lifecycle.IsOpen(w.Case.State) {
		f.Ended = w.Case.Stands()
	}
	_, f.Held = HoldOn(w)
	f.Asked = slices.ContainsFunc(desk.Read(w, w.Reexaminations, w.Case.ID), record.Reexamination.IsOpen)
	if w.Case.MarkID == "" {
		return f
	}
	m := desk.Read(w, w.Tx.Mark, w.Case.MarkID)
	f.MarkEnded = endOf(w, m)
	f.MarkStands = f.MarkEnded.IsZero() || slices.ContainsFunc(desk.Read(w, w.Cases, desk.CaseQuery{MarkID: m.ID, Visible: access.Everything()}),
		func(c record.Case) bool { return lifecycle.IsOpen(c.State) })
	return f
}

// endOf is the day on which a mark ended; zero while it stands, or where what became of it is not
// known here.
func endOf(w *desk.Work, m record.Mark) (day civil.Date) {
	standing := lifecycle.StandingOn(m, w.Today, false)
	switch standing {
	case lifecycle.StandExpired:
		return m.ValidTo
	case lifecycle.StandWithdrawn, lifecycle.StandEnded:
		for _, e := range lifecycle.StandingLines(desk.Read(w, w.MarkEvents, m.ID)) {
			if e.Kind == lifecycle.LineBehind(standing) && e.Day.After(day) {
				day = e.Day
			}
		}
	}
	return day
}
