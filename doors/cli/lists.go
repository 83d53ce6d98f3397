package cli

import (
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
	return scheme.Text{JA: l.Name, EN: first(l.NameEN, l.Name)}.In(string(say.Lang()))
}

func line(id string, name scheme.Text, of string) idLine { return idLine{id, name.JA, name.EN, of} }

// idLists are the lists of what other commands take as IDs.
func (r *run) idLists() []*cobra.Command {
	return []*cobra.Command{
		r.idList("criteria", "scheme.criteria", criteriaIDs),
		r.idList("seats", "scheme.seats", func(e *scheme.Edition) []idLine { return seatIDs(e.Committee.Seats) }),
		r.idList("bodies", "scheme.bodies", func(e *scheme.Edition) []idLine { return bodyIDs(e.Organisation.IntakeBodies) }),
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
		lines := append([]idLine{}, list(ed)...)
		return r.emit(map[string]any{"scheme": ed.Scheme, "edition": ed.ID, name: lines}, func(w io.Writer) {
			var rows [][]string
			for _, l := range lines {
				rows = append(rows, []string{l.ID, l.Of, l.said(r.say)})
			}
			r.listed(w, rows, "id", "of", "name")
		})
	})
}

func criteriaIDs(e *scheme.Edition) (all []idLine) {
	for i := range e.Criteria {
		c := &e.Criteria[i]
		all = append(all, line(c.ID, c.Wording(), c.Subsection))
	}
	return all
}

func seatIDs(seats []scheme.Seat) (all []idLine) {
	for _, s := range seats {
		all = append(all, line(s.ID, scheme.Text{JA: joined(s.Title.JA, s.Affiliation.JA), EN: joined(s.Title.EN, s.Affiliation.EN)}, s.Body))
	}
	return all
}

// joined is a title and whom the seat is held for.
func joined(title, affiliation string) string { return strings.TrimSpace(title + "  " + affiliation) }

func bodyIDs(bodies []scheme.Body) (all []idLine) {
	for _, b := range bodies {
		all = append(all, line(b.ID, b.Name, b.Code))
	}
	return all
}

func documentIDs(e *scheme.Edition) (all []idLine) {
	for _, d := range e.Documents {
		all = append(all, line(d.ID, d.Title, d.Evidence))
	}
	return all
}
