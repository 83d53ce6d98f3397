package evidence

import (
	"fmt"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/coverage"
	"akashi/rules/lifecycle"
	"akashi/scheme"
)

// Due lists what is still to come for the criteria that somebody calls met: the
// applicant, the reviewer or the committee (未提出).
func Due(w *desk.Work) []coverage.Due { return DueFor(w, calledMet(w, Voices{true, true})) }

// Voices are the verdicts beside the applicant's own claim that somebody is told: what waits
// for evidence tells of the others which criteria they call met.
type Voices struct{ First, Final bool }

func calledMet(w *desk.Work, told Voices) (items []string) {
	for _, a := range desk.Read(w, w.Answers, w.Case.ID) {
		if a.Claim == record.Met || told.First && a.First == record.Met || told.Final && a.Final == record.Met {
			items = append(items, a.Criterion)
		}
	}
	return items
}

// DueFor lists what is still to come for the criteria named.
func DueFor(w *desk.Work, items []string) []coverage.Due {
	return due(w, items, held(w))
}

// due asks for nothing of a case that was taken over: what it rests on was handed in on
// paper, where whoever examines it finds it.
func due(w *desk.Work, items []string, have coverage.Held) []coverage.Due {
	if lifecycle.OnPaper(lifecycle.EvidenceComplete, w.Case) {
		return nil
	}
	return coverage.EvidenceDue(w.Edition, w.CaseType(), items, have)
}

// Checklist says how each document that is required stands (書類 n/8).
func Checklist(w *desk.Work) []coverage.Handed {
	_, list := Waiting(w, Voices{true, true})
	return list
}

// Waiting is what the criteria and the checklist wait for.
func Waiting(w *desk.Work, told Voices) ([]coverage.Due, []coverage.Handed) {
	list := desk.Made(w, fmt.Sprintf("evidence.waiting %t %t", told.First, told.Final), func() waiting { return waitingFor(w, told) })
	return list.criteria, list.documents
}

// waiting is what a case waits for, as far as certain voices tell.
type waiting struct {
	criteria  []coverage.Due
	documents []coverage.Handed
}

func waitingFor(w *desk.Work, told Voices) (list waiting) {
	have := held(w)
	list.criteria = due(w, calledMet(w, told), have)
	if !lifecycle.OnPaper(lifecycle.DocumentsComplete, w.Case) {
		list.documents = coverage.Checklist(w.Edition, w.CaseType(), have, list.criteria)
	}
	return list
}

// EvidenceComplete asks whether everything that was claimed as met has its evidence.
func EvidenceComplete(w *desk.Work) desk.Ground {
	open := Due(w)
	if len(open) == 0 {
		return desk.Holds(true)
	}
	g := desk.Because(false, ClauseOf(w, open))
	g.Detail = Spelt(open)
	return g
}

// DocumentsComplete asks whether every line of the checklist is settled.
func DocumentsComplete(w *desk.Work) desk.Ground {
	unsettled := map[string][]string{}
	g := desk.Because(true, "")
	for _, d := range Checklist(w) {
		if d.Counts() {
			continue
		}
		if g.Holds {
			g.Holds, g.Clause = false, document(w.Edition, d.ID).Source
		}
		unsettled[string(d.State)] = append(unsettled[string(d.State)], d.ID)
	}
	g.Detail = listed(unsettled)
	return g
}

// ClauseOf is the clause of the first criterion that something is still to come for.
func ClauseOf(w *desk.Work, due []coverage.Due) string {
	c, _ := w.Edition.Criterion(due[0].Item)
	return c.Source
}

// Spelt names the criteria under what they wait for, such as document-or-web.
func Spelt(due []coverage.Due) map[string]string {
	items := map[string][]string{}
	for _, d := range due {
		what := string(d.Asks)
		for _, or := range d.Or {
			what += "-or-" + string(or)
		}
		if d.Post != "" {
			what = string(d.Post)
		}
		items[what] = append(items[what], d.Item)
	}
	return listed(items)
}

func listed(lists map[string][]string) map[string]string {
	all := map[string]string{}
	for what, ids := range lists {
		all[what] = desk.List(ids)
	}
	return all
}

func document(e *scheme.Edition, id string) (found scheme.Document) {
	for _, d := range e.Documents {
		if d.ID == id {
			found = d
		}
	}
	return found
}

// held is what the case has on record of what its edition asks for.
func held(w *desk.Work) coverage.Held {
	return desk.Made(w, "evidence.held", func() coverage.Held { return counted(w) })
}

func counted(w *desk.Work) coverage.Held {
	h := coverage.Held{Documents: map[string]bool{}, Pages: map[string]bool{}, Checklist: map[string]bool{}, Excepted: map[string]bool{},
		Statements: map[scheme.Post]map[string]bool{}, Ages: map[string]coverage.Freshness{},
		Audits: len(w.Case.Evidence.Audits) > 0, Reports: len(desk.Read(w, w.ScanReports, w.Case.ID)) > 0}
	for _, a := range desk.Read(w, w.Attachments, w.Case.ID) {
		note(h.Documents, Several(a.Criterion)...)
		note(h.Checklist, Several(a.Document)...)
	}
	for _, p := range desk.Read(w, w.Pages, w.Case.ID) {
		note(h.Pages, p.Criteria...)
	}
	for _, s := range desk.Read(w, w.Statements, w.Case.ID) {
		if h.Statements[scheme.Post(s.Post)] == nil {
			h.Statements[scheme.Post(s.Post)] = map[string]bool{}
		}
		for _, one := range s.Items {
			note(h.Statements[scheme.Post(s.Post)], stands(w, one))
		}
		for _, d := range s.Denied {
			delete(h.Statements[scheme.Post(s.Post)], d.Item)
		}
	}
	for _, x := range desk.Read(w, w.Exceptions, w.Case.ID) {
		note(h.Excepted, slices.Concat(x.Criteria, x.Documents)...)
	}
	for _, age := range EvidenceToday(w).Ages {
		h.Ages[age.Evidence] = age.State
	}
	return h
}

func note(there map[string]bool, ids ...string) {
	for _, id := range ids {
		there[id] = true
	}
}

// Several are the IDs of a list with commas between.
func Several(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}
