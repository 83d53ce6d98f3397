package moving

import (
	"akashi/app/application"
	"akashi/app/desk"
	"akashi/app/money"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/lifecycle"
)

// mark finds a living mark of the scheme by its number, or says why it is none.
func (m *mover) mark(number string) (record.Mark, string) {
	found, known := desk.Find(m.w, m.w.Tx.Mark, number)
	switch {
	case !known || found.Scheme != m.in.Scheme:
		return found, "move.no-such-mark"
	case found.Status != record.MarkActive && found.Status != record.MarkSuspended:
		return found, "move.mark-not-living"
	}
	return found, ""
}

// tied reports whether this workbook made the holder of a mark an applicant.
func (m *mover) tied(found record.Mark) bool { return m.ties[found.ID] }

// tie makes the holder of a mark that was carried over an applicant of the office, so that
// it can renew: the one on record that it is, or a new one of what the register says.
func (m *mover) tie(found record.Mark) record.Mark {
	if found.ApplicantID != "" {
		return found
	}
	m.ties[found.ID] = true
	w := m.w
	stated := record.Particulars{Name: found.Holder, NameKana: found.HolderKana, CorporateNumber: found.CorporateNumber,
		Address: found.Address, Website: found.Website, Sample: found.Sample}
	holder, known := desk.First(people.OnRecord(w, stated), func(a record.Applicant) bool { return a.CorporateNumber == stated.CorporateNumber })
	if !known {
		holder = record.Applicant{ID: w.NewID(), Particulars: stated, Version: 1}
		w.Add(&holder)
	}
	w.Fail(w.AlongMark(found, act, m.told(found.Number), func(w *desk.Work) error {
		w.Mark.ApplicantID, w.Facts["applicant_id"] = holder.ID, holder.ID
		return nil
	}))
	found, err := w.Tx.Mark(found.ID)
	w.Fail(err)
	return found
}

// ofMark is a mark with the lines of the workbook that are about it.
type ofMark struct {
	found    record.Mark
	notices  []written[noticeLine]
	unpaid   []written[unpaidLine]
	renewals []written[renewalLine]
}

// moveMarks takes over what is to come of living marks: the notice that yearly fees are
// counted from, what is unpaid, and that a renewal is to come. What is unpaid of a running
// case goes to that case.
func (m *mover) moveMarks() {
	marks, order := map[string]*ofMark{}, []string{}
	at := func(of, where string) *ofMark {
		found, problem := m.mark(of)
		if problem != "" {
			m.problems.Add(problem, where, "given", of)
			return nil
		}
		if marks[found.ID] == nil {
			marks[found.ID], order = &ofMark{found: found}, append(order, found.ID)
		}
		return marks[found.ID]
	}
	for _, n := range m.notices {
		if !n.sane {
			continue
		}
		if one := at(n.line.Of, n.place("/of")); one != nil {
			one.notices = append(one.notices, n)
		}
	}
	for _, u := range m.unpaid {
		switch {
		case !u.sane:
		case m.known(u.line.Of):
			m.owedByCase(u)
		default:
			if one := at(u.line.Of, u.place("/of")); one != nil {
				one.unpaid = append(one.unpaid, u)
			}
		}
	}
	for _, r := range m.renewals {
		if !r.sane {
			continue
		}
		if one := at(r.line.Of, r.place("/of")); one != nil {
			one.renewals = append(one.renewals, r)
		}
	}
	for _, id := range order {
		m.moveMark(marks[id])
	}
}

// owedByCase keeps an unpaid fee of a running case, with a leaf of that case.
func (m *mover) owedByCase(u written[unpaidLine]) {
	c, here := m.here[named(u.line.Of)]
	if !here {
		return // what is wrong with the case is told
	}
	c = desk.Read(m.w, m.w.Tx.Case, c.ID)
	m.along(c, u.line.Of, func(w *desk.Work) { m.owes(w, u) })
}

// along does to a case that was taken over what a line asks for, if it asks for anything new:
// what was taken over before leaves no leaf.
func (m *mover) along(c record.Case, of string, do func(*desk.Work)) {
	taken, wrong := m.report.Taken, len(m.problems)
	trial := m.w.Beside(m.w.Actor)
	m.w.Fail(trial.OfCase(c))
	do(trial)
	if m.report.Taken > taken && len(m.problems) == wrong {
		m.w.Fail(m.w.Along(c, act, m.told(of), func(*desk.Work) error { return nil }))
	}
}

// moveMark takes over what the workbook says of one mark.
func (m *mover) moveMark(one *ofMark) {
	one.found = m.tie(one.found)
	if len(one.notices)+len(one.unpaid) > 0 {
		m.moveDues(one)
	}
	for _, r := range one.renewals {
		m.problems.Want(r.line.ValidTo == one.found.ValidTo, "move.valid-to", r.place("/valid_to"), "given", r.line.ValidTo, "register", one.found.ValidTo)
		line := MoveLine{Page: renewalsPage, Row: r.row.Row, Of: r.line.Of, Object: one.found.Number, Already: !m.tied(one.found)}
		w := m.w.Beside(m.w.Actor)
		m.w.Fail(w.OfMark(one.found))
		if window := w.RenewalWindow(one.found.ValidTo); window != nil {
			line.From, line.To = window.From, window.Rolled
		}
		m.done(line)
	}
}

// moveDues keeps the notice and the unpaid fees of a mark in the case that stands for it: a
// granted one, of which paper has everything up to the grant.
func (m *mover) moveDues(one *ofMark) {
	w := m.w
	if one.found.CaseID != "" {
		for _, n := range one.notices {
			m.problems.Add("move.mark-of-this-office", n.place("/of"), "given", n.line.Of)
		}
		for _, u := range one.unpaid {
			m.problems.Add("move.mark-of-this-office", u.place("/of"), "given", u.line.Of)
		}
		return
	}
	if c, here := money.CarriedMark(w, one.found.ID); here {
		m.along(c, one.found.Number, func(w *desk.Work) { m.dues(w, one) })
		return
	}
	m.w.Fail(w.Along(record.Case{Scheme: one.found.Scheme, Edition: one.found.Edition}, act, m.told(one.found.Number), func(w *desk.Work) error {
		holder := desk.Read(w, w.Applicant, one.found.ApplicantID)
		w.Case = record.Case{ID: w.NewID(), Scheme: one.found.Scheme, Edition: one.found.Edition, Type: record.New, State: lifecycle.Granted,
			Since: one.found.Granted, ApplicantID: holder.ID, Particulars: holder.Particulars, Service: one.found.Service, ServiceKana: one.found.ServiceKana,
			Website: one.found.Website, MarkID: one.found.ID, Opened: w.Now, Round: 1, Closed: w.Today, Carried: m.carried("", lifecycle.Granted), Version: 1}
		w.Case.No = application.ReceiptNumber(w)
		w.Add(&w.Case)
		w.Made(desk.OnCase)
		m.dues(w, one)
		return nil
	}))
}

// dues keeps the notice and the unpaid fees in the case on the desk.
func (m *mover) dues(w *desk.Work, one *ofMark) {
	for _, n := range one.notices {
		line := MoveLine{Page: noticesPage, Row: n.row.Row, Of: n.line.Of, Object: w.Case.No}
		stands := received(w, w.Case.ID)
		line.Already = stands == n.line.Received
		switch {
		case line.Already:
		case !stands.IsZero():
			m.problems.Add("move.notice-differs", n.place("/received"), "given", n.line.Received, "stands", stands)
		case n.line.Received.After(m.in.AsOf):
			m.problems.Add("move.day-after", n.place("/received"), "given", n.line.Received, "as_of", m.in.AsOf)
		default:
			w.Add(&record.Notice{ID: w.NewID(), CaseID: w.Case.ID, Round: 1, Received: n.line.Received, By: w.Actor.ID, At: w.Now})
		}
		m.done(line)
	}
	for _, u := range one.unpaid {
		m.owes(w, u)
	}
}
