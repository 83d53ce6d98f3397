package cli

import (
	"cmp"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/doors/ask"
	"akashi/scheme"
	"akashi/words"
)

// idLine is one ID that other commands take, with what it stands for.
type idLine struct {
	ID     string `json:"id"`
	Name   string `json:"name"` // Japanese, as in the scheme file
	NameEN string `json:"name_en,omitempty"`
	Of     string `json:"of,omitempty"` // what it belongs to: a subsection, a body, a letter
}

// said is what the ID stands for, in the reader's language.
func (l idLine) said(say *words.Book) string {
	return scheme.Text{JA: l.Name, EN: cmp.Or(l.NameEN, l.Name)}.In(string(say.Lang()))
}

func line(id string, name scheme.Text, of string) idLine { return idLine{id, name.JA, name.EN, of} }

// idLists are the lists of what other commands take as IDs.
func (r *run) idLists() []*cobra.Command {
	return []*cobra.Command{
		r.idList("criteria", "scheme.criteria", criteriaIDs),
		r.idList("seats", "scheme.seats", seatIDs),
		r.idList("offices", "scheme.offices", officeIDs),
		r.idList("bodies", "scheme.bodies", bodyIDs),
		r.idList("documents", "scheme.documents", documentIDs),
	}
}

// idList prints the IDs of one kind in an edition, as one key of an object.
func (r *run) idList(name, help string, list func(*scheme.Edition) []idLine) *cobra.Command {
	return asks(r, name, help, cobra.NoArgs, func(_ *cobra.Command, q *ask.Book, _ []string) error {
		ed, err := r.pick(q)
		if err != nil {
			return err
		}
		lines := list(ed)
		return r.emit(map[string]any{"scheme": ed.Scheme, "edition": ed.ID, name: lines}, func(w io.Writer) {
			listed(r, w, lines, func(l idLine) []string { return []string{l.ID, l.Of, l.said(r.say)} }, "id", "of", "name")
		})
	})
}

func criteriaIDs(e *scheme.Edition) []idLine {
	return ask.Each(e.Criteria, func(c scheme.Criterion) idLine { return line(c.ID, c.Wording(), c.Subsection) })
}

func seatIDs(e *scheme.Edition) []idLine { return ask.Each(e.Committee.Seats, seatLine) }

func officeIDs(e *scheme.Edition) []idLine { return ask.Each(e.Organisation.Offices(), seatLine) }

func seatLine(s scheme.Seat) idLine {
	return line(s.ID, scheme.Text{JA: joined(s.Title.JA, s.Affiliation.JA), EN: joined(s.Title.EN, s.Affiliation.EN)}, s.Body)
}

// joined is a name and what belongs to it.
func joined(name, more string) string { return strings.TrimSpace(name + "  " + more) }

func bodyIDs(e *scheme.Edition) []idLine {
	return ask.Each(e.Organisation.IntakeBodies, func(b scheme.Body) idLine { return line(b.ID, b.Name, b.Code) })
}

func documentIDs(e *scheme.Edition) []idLine {
	return ask.Each(e.Documents, func(d scheme.Document) idLine { return line(d.ID, d.Title, d.Evidence) })
}
