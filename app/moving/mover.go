package moving

import (
	"akashi/app/application"
	"akashi/app/desk"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// mover is one workbook on its way in.
type mover struct {
	w        *desk.Work
	in       Input
	report   MoveReport
	problems fault.Problems

	cases    []written[caseLine]
	findings []written[findingLine]
	contacts []written[contactLine]
	notices  []written[noticeLine]
	unpaid   []written[unpaidLine]
	renewals []written[renewalLine]

	here   map[string]record.Case // cases that are taken over, by what paper calls them
	before map[string]bool        // of those the ones from an earlier workbook
	failed map[string]bool        // cases of this workbook with problems of their own
	ties   map[string]bool        // marks whose holder it makes an applicant
}

func newMover(w *desk.Work, in Input, filled desk.Filled, told fault.Problems) *mover {
	m := &mover{w: w, in: in, report: MoveReport{Scheme: in.Scheme, SHA256: desk.Hash(in.Sheet), Source: in.Source, AsOf: in.AsOf, Lines: []MoveLine{}},
		here: map[string]record.Case{}, before: map[string]bool{}, failed: map[string]bool{}, ties: map[string]bool{}}
	m.problems = told
	p := &m.problems
	m.cases = linesOf[caseLine](filled, casesPage, []string{"ref", "type", "state", "since", "name"}, p)
	m.findings = linesOf[findingLine](filled, findingsPage, []string{"of", "criterion", "text", "raised"}, p)
	m.contacts = linesOf[contactLine](filled, contactsPage, []string{"of", "person", "email", "kind"}, p)
	m.notices = linesOf[noticeLine](filled, noticesPage, []string{"of", "received"}, p)
	m.unpaid = linesOf[unpaidLine](filled, unpaidPage, []string{"of", "fee", "amount", "due"}, p)
	m.renewals = linesOf[renewalLine](filled, renewalsPage, []string{"of", "valid_to"}, p)
	for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: in.Scheme, Carried: true, Visible: access.Everything()}) {
		if c.Carried.No != "" {
			m.here[named(c.Carried.No)], m.before[named(c.Carried.No)] = c, true
		}
	}
	return m
}

// known reports whether something is called so in the workbook, or was in an earlier one.
func (m *mover) known(of string) bool {
	_, here := m.here[named(of)]
	return here || m.failed[named(of)]
}

// moveCases takes the running cases over, each with its findings and what it owes.
func (m *mover) moveCases() {
	seen := map[string]bool{}
	for _, c := range m.cases {
		key := named(c.line.Ref)
		m.problems.Want(key == "" || !seen[key], "move.twice", c.place("/ref"), "given", c.line.Ref)
		twice := seen[key]
		seen[key] = true
		switch {
		case !c.sane || twice:
			m.failed[key] = true
		case m.before[key]:
			m.done(MoveLine{Page: casesPage, Row: c.row.Row, Of: c.line.Ref, Object: m.here[key].No, Already: true})
		default:
			m.moveCase(c)
		}
	}
	for _, f := range m.findings {
		key := named(f.line.Of)
		m.problems.Want(key == "" || m.known(f.line.Of), "move.of-no-case", f.place("/of"), "given", f.line.Of)
		if _, here := m.here[key]; !here && f.line.Criterion != "" {
			m.problems.Want(len(m.w.Edition.Named(f.line.Criterion)) > 0, "finding.criterion", f.place("/criterion"), "given", f.line.Criterion)
		}
		if m.before[key] {
			m.done(MoveLine{Page: findingsPage, Row: f.row.Row, Of: f.line.Of, Object: m.here[key].No, Already: true})
		}
	}
}

// moveCase takes one over.
func (m *mover) moveCase(c written[caseLine]) {
	l, key, w := c.line, named(c.line.Ref), m.w
	m.failed[key] = true
	begun := application.Begun{State: l.State, Since: l.Since, Filed: l.Filed, Accepted: l.Accepted, Carried: m.carried(l.Ref, l.State)}
	if l.Renews != "" {
		renewed, problem := m.mark(l.Renews)
		if problem != "" {
			m.problems.Add(problem, c.place("/renews"), "given", l.Renews)
			return
		}
		m.tie(renewed)
	}
	var made record.Case
	err := w.Along(record.Case{Scheme: m.in.Scheme, Edition: w.Edition.ID}, act, m.told(l.Ref), func(w *desk.Work) error {
		if err := application.Carry(w, l.opening(m.in.Scheme), begun); err != nil {
			m.problems = append(m.problems, c.placed(err)...)
			return err
		}
		made = w.Case
		m.carryFindings(w, c)
		return nil
	})
	if err != nil {
		return
	}
	delete(m.failed, key)
	m.here[key] = made
	m.done(MoveLine{Page: casesPage, Row: c.row.Row, Of: l.Ref, Object: made.No})
}

// carryFindings keeps what a case was asked to correct, as it was sent: open, and by whom
// only paper knows.
func (m *mover) carryFindings(w *desk.Work, c written[caseLine]) {
	n := 0
	for _, f := range m.findings {
		if named(f.line.Of) != named(c.line.Ref) || named(f.line.Of) == "" {
			continue
		}
		n++
		if !f.sane {
			continue
		}
		places := w.Edition.Named(f.line.Criterion)
		m.problems.Want(len(places) > 0, "finding.criterion", f.place("/criterion"), "given", f.line.Criterion)
		m.problems.Want(!f.line.Raised.After(m.in.AsOf), "move.day-after", f.place("/raised"), "given", f.line.Raised, "as_of", m.in.AsOf)
		m.problems.Want(f.line.Due.IsZero() || !f.line.Due.Before(f.line.Raised), "move.day-before", f.place("/answer_due"), "given", f.line.Due, "after", f.line.Raised)
		m.problems.Want(lifecycle.IsCorrection(c.line.State), "move.finding-astray", f.place("/of"), "state", c.line.State)
		if len(places) == 0 {
			continue
		}
		due, expected := f.line.Due, f.line.Due.IsZero()
		if expected {
			due = w.Edition.Expects(scheme.ExpectAnswer).Value.After(f.line.Raised)
		}
		criterion, aspect := places[0].Criterion, places[0].Aspect
		if len(places) > 1 {
			aspect = "" // of all of them
		}
		w.Add(&record.Finding{ID: w.NewID(), CaseID: w.Case.ID, No: n, Criterion: criterion, Aspect: aspect, Step: string(lifecycle.StepOf(w.Case.State)),
			Round: 1, Text: f.line.Text, State: record.FindingOpen, Raised: f.line.Raised, Due: due, Expected: expected, Version: 1})
		m.done(MoveLine{Page: findingsPage, Row: f.row.Row, Of: f.line.Of, Object: w.Case.No})
	}
	m.problems.Want(n > 0 || !lifecycle.IsCorrection(c.line.State), "move.findings-missing", c.place("/state"), "state", c.line.State)
}

// owes keeps an unpaid fee of the case on the desk, once.
func (m *mover) owes(w *desk.Work, u written[unpaidLine]) {
	line := MoveLine{Page: unpaidPage, Row: u.row.Row, Of: u.line.Of, Object: w.Case.No}
	for _, c := range desk.Read(w, w.Charges, w.Case.ID) {
		if c.Code == u.line.Fee && c.Due == u.line.Due {
			m.problems.Want(c.Amount == u.line.Amount, "move.unpaid-differs", u.place("/amount"), "given", u.line.Amount, "amount", c.Amount)
			line.Already = true
		}
	}
	if !line.Already {
		if err := money.Carry(w, money.Unpaid{Code: u.line.Fee, Amount: u.line.Amount, Due: u.line.Due}); err != nil {
			m.problems = append(m.problems, u.placed(err)...)
			return
		}
	}
	m.done(line)
}

// received is the day of the notice that stands in a case.
func received(w *desk.Work, caseID string) (day civil.Date) {
	for _, n := range desk.Read(w, w.Notices, caseID) {
		day = n.Received
	}
	return day
}
