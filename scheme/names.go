package scheme

// named is a row of the rule book that has an ID.
type named interface{ id() string }

func (b Body) id() string         { return b.ID }
func (s Seat) id() string         { return s.ID }
func (d Declaration) id() string  { return d.ID }
func (a AuditItem) id() string    { return a.ID }
func (e EvidenceAge) id() string  { return e.ID }
func (d Document) id() string     { return d.ID }
func (r RuleDocument) id() string { return r.ID }
func (r Region) id() string       { return r.ID }
func (i Industry) id() string     { return i.ID }
func (c Competence) id() string   { return c.ID }
func (s IntakeStep) id() string   { return s.ID }

// IDs lists what rows of the rule book are called, for telling what may be written.
func IDs[T named](rows []T) []string {
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.id()
	}
	return ids
}

// Titled is a row that people also know by its title.
type Titled interface {
	named
	title() Text
}

func (r Region) title() Text   { return r.Title }
func (i Industry) title() Text { return i.Title }

// IDOf is the ID of the row that is named by it, or by its title in one of the
// languages.
func IDOf[T Titled](rows []T, given string) (string, bool) {
	for _, row := range rows {
		if given == row.id() || given == row.title().JA || given == row.title().EN {
			return row.id(), true
		}
	}
	return "", false
}

// Chair is the seat of the chair; "" where none is named.
func (c Committee) Chair() string {
	for _, s := range c.Seats {
		if s.Chair {
			return s.ID
		}
	}
	return ""
}
