package people

import (
	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
)

// PhrasesInput are the phrases of the office as they are written down.
type PhrasesInput struct {
	Scheme  string `json:"scheme" doc:"key of the scheme"`
	Phrases string `json:"phrases" doc:"one a line, after the number of a criterion where one is for that alone; all of them, in the place of those before"`
}

// About says what the policy asks about.
func (in PhrasesInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// SetOfficePhrases writes down the phrases that are offered to everybody who examines cases of
// the scheme (事務局の文例):
//  1. one a line, each for all criteria or after the number of one that the edition of today has;
//  2. they stand in the place of those before, which stay on record.
func SetOfficePhrases(w *desk.Work, in PhrasesInput) error {
	ed, err := w.Desk.Shelf.EditionAt(in.Scheme, w.Today)
	if err != nil {
		return desk.Missing(err, "/scheme")
	}
	phrases, err := ReadPhrases(in.Phrases)
	p := fault.ProblemsIn(err)
	for i, one := range phrases {
		if c, known := ed.Criterion(one.Item); one.Item != "" && known {
			phrases[i].Item = c.ID
		} else if one.Item != "" {
			p.Add("phrases.item", "/phrases", "given", one.Item, "text", one.Text)
		}
	}
	if err := p.Err(); err != nil {
		return err
	}
	kept := record.OfficePhrases{ID: w.NewID(), Scheme: in.Scheme, Phrases: phrases, By: w.Actor.ID, At: w.Now}
	w.Add(&kept)
	w.Result = kept
	return nil
}

// OfficePhrasesOf are those that stand for a scheme.
func OfficePhrasesOf(w *desk.Work, key string) record.OfficePhrases {
	all := desk.Read(w, w.OfficePhrases, key)
	if len(all) == 0 {
		return record.OfficePhrases{Scheme: key}
	}
	return all[len(all)-1]
}
