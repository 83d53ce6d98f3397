package ask

import (
	"akashi/scheme"
	"akashi/values/civil"
)

// Book names the rule book to ask under.
type Book struct {
	Scheme  string     `json:"scheme" doc:"key of a scheme"`
	Edition string     `json:"edition,omitempty" doc:"edition; when absent the only one, or the one in force on date"`
	Date    civil.Date `json:"date,omitempty" doc:"day asked about; today when absent"`
}

// EditionLine says from when on an edition is in force.
type EditionLine struct {
	ID            string     `json:"id"`
	EffectiveFrom civil.Date `json:"effective_from"`
	FromSession   civil.Date `json:"from_session"`
}

// Line is the line of an edition.
func Line(ed *scheme.Edition) EditionLine {
	return EditionLine{ed.ID, ed.EffectiveFrom, ed.FromSession}
}

// In is the book of a question, whatever else it asks.
func (b *Book) In() *Book { return b }

// Find finds the edition of a book, and fills in the day.
func (b *Book) Find(shelf *scheme.Shelf, today civil.Date) (*scheme.Edition, error) {
	if b.Date.IsZero() {
		b.Date = today
	}
	if b.Edition != "" {
		return shelf.Edition(b.Scheme, b.Edition)
	}
	if all := shelf.Editions(b.Scheme); len(all) == 1 {
		return all[0], nil
	}
	return shelf.EditionAt(b.Scheme, b.Date)
}
