package app

import (
	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
)

// AloneView is how far those are who each judge a case alone (別々の採点).
type AloneView struct {
	Of       int      `json:"of"`        // how many judge
	Judged   []string `json:"judged"`    // names of those who have said that they have judged everything
	Opened   bool     `json:"opened"`    // what they found is told to each other
	InCharge string   `json:"in_charge"` // ID of the one who settles where they differ
	Differ   []string `json:"differ"`    // items on which they differ and nothing is settled
	Settled  []string `json:"settled"`   // items on which they differed, and one verdict stands by now
}

// ReadingView is what one of those found.
type ReadingView struct {
	User    string         `json:"user"`
	Name    string         `json:"name"`
	Verdict record.Verdict `json:"verdict,omitempty"`
	Points  *int           `json:"points,omitempty"`
	Note    string         `json:"note,omitempty"`
}

// alone tells whoever is told who examines the case how far they are, and what each found
// once that was opened. Before that nobody is told anything of it, however often they have
// judged.
func (v *viewer) alone() {
	n := judging.JudgedAlone(v.Work)
	if n == 0 || !v.mask[access.Team] || !v.mask[access.FirstNotes] {
		return
	}
	readers, opened := judging.Readers(v.Work)
	view := &AloneView{Of: n, Judged: []string{}, Opened: opened, InCharge: judging.InCharge(v.Work), Differ: []string{}, Settled: []string{}}
	names := map[string]string{}
	for _, a := range readers {
		names[a.UserID] = desk.Read(v.Work, v.Tx.User, a.UserID).Name
		if !a.Judged.IsZero() {
			view.Judged = append(view.Judged, names[a.UserID])
		}
	}
	v.view.Alone = view
	if !opened {
		return
	}
	found := judging.ReadingsOf(v.Work, readers)
	for i := range v.view.Answers {
		a := &v.view.Answers[i]
		at := scheme.Place{Criterion: a.Criterion, Aspect: a.Aspect}
		for _, x := range found[at] {
			a.Readings = append(a.Readings, ReadingView{x.UserID, names[x.UserID], x.Verdict, x.Points, x.Note})
		}
		switch {
		case judging.Agree(found[at]):
		case a.First == "":
			view.Differ = append(view.Differ, at.String())
		default:
			view.Settled = append(view.Settled, at.String())
		}
	}
}
