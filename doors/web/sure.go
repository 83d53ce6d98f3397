package web

import (
	"cmp"
	"crypto/rand"
	"net/http"
	"slices"

	"akashi/record"
	"akashi/rules/access"
)

// sureForm is a vote as it is shown once more.
type sureForm struct {
	Object, Path, Caption string
	Choice, Grounds       string
	Key, Next             string
}

// asksOnceMore shows a member its own vote before it is given: it is sealed then, and cannot be
// looked at. What could not be given anyway is left to be refused as any act is.
func (d *Door) asksOnceMore(v *visit, f paper) (shown bool, err error) {
	seat := f.given.Get("seat")
	own := v.actor.Seat != "" && (seat == "" || seat == v.actor.Seat)
	choices := []record.Choice{record.VoteGrant, record.VoteRefuse, record.VoteAbstain}
	choice := record.Choice(f.given.Get("choice"))
	if f.act.Name != access.Vote || !own || f.given.Get("_sure") == "yes" || !slices.Contains(choices, choice) {
		return false, nil
	}
	if f.given.Get("_sure") == "back" {
		return true, d.showForm(v, f.act, http.StatusOK, f, nil)
	}
	no := v.object(f.act)
	ahead, err := d.Office.Ahead(v.r.Context(), v.actor, f.act, no)
	if err != nil && !withheld(err) {
		return false, err
	}
	if err != nil || len(ahead.Blockers) > 0 {
		return false, nil
	}
	of, err := d.look(v, f.act, no)
	if err != nil {
		return false, err
	}
	v.w.Header().Set("Cache-Control", "no-store")
	return true, v.show(http.StatusOK, surePage(v.page().of(of.ed), sureForm{Object: no, Path: actPath(f.act, no), Caption: cmp.Or(of.c.Service, no),
		Choice: string(choice), Grounds: f.given.Get("grounds"), Key: cmp.Or(keyOf(f.given), rand.Text()), Next: v.next(f.given.Get("_next"))}))
}
