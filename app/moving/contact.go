package moving

import (
	"akashi/app/people"
)

// moveContacts makes the people of the workbook contacts of the organisations that its cases
// and marks are of. Nobody is written to.
func (m *mover) moveContacts() {
	for _, c := range m.contacts {
		if !c.sane {
			continue
		}
		in, applicant := people.CarriedContact{Name: c.line.Person, Email: c.line.Email, Kind: c.line.Kind, Until: c.line.Until}, m.organisation(c)
		if applicant == "" {
			m.problems = append(m.problems, c.placed(in.Check(m.w))...)
			continue
		}
		id, already, err := people.CarryContact(m.w, applicant, in, act, m.told(c.line.Of))
		if err != nil {
			m.problems = append(m.problems, c.placed(err)...)
			continue
		}
		m.done(MoveLine{Page: contactsPage, Row: c.row.Row, Of: c.line.Of, Object: id, Already: already})
	}
}

// organisation is the applicant that a line is about: of a running case, or the holder of a
// mark; "" where what is wrong is told.
func (m *mover) organisation(c written[contactLine]) string {
	if made, here := m.here[named(c.line.Of)]; here {
		return made.ApplicantID
	}
	if m.known(c.line.Of) {
		return ""
	}
	found, problem := m.mark(c.line.Of)
	if problem != "" {
		m.problems.Add(problem, c.place("/of"), "given", c.line.Of)
		return ""
	}
	return m.tie(found).ApplicantID
}
