package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// rooms are the homes of the roles. Each shows its visitor what is the visitor's own.
func rooms() []string { return []string{"/a", "/f", "/k", "/o", "/r", "/t", "/w"} }

// roomOf is where a role comes in.
func roomOf(r record.Role) string {
	return cmp.Or(map[record.Role]string{record.RoleApplicant: "/a", record.RoleResponsible: "/t", record.RoleReviewer: "/r",
		record.RoleAssessor: "/f", record.RoleMember: "/k", record.RoleObserver: "/w", record.RoleAdmin: "/admin"}[r], "/o")
}

// roomName is the key of what that is called.
func roomName(r record.Role) string {
	return cmp.Or(map[string]string{"/o": "room.office", "/w": "room.cases", "/admin": "admin.title"}[roomOf(r)], "room.mine")
}

// title is the board's, or what a visitor who is not of the office has to do.
func (b boardView) title(p page) string {
	if b.Office {
		return p.T("board.title")
	}
	if b.Watches {
		return p.T("room.cases")
	}
	if b.Bench != nil {
		return p.T("room.turn", "n", p.N(len(b.Turns)))
	}
	return p.T("room.turn", "n", p.N(len(b.Mine)))
}

// nearest is the first day of what a visitor has to do, and why that day.
func (b boardView) nearest(p page) string {
	for _, c := range b.Mine {
		if c.Day != "" {
			return p.T("room.nearest", "day", c.Day, "left", c.Left)
		}
	}
	if b.Watches {
		return p.T("room.watched", "n", p.N(len(b.Rows)))
	}
	if len(b.Mine) > 0 {
		return p.T("room.dayless")
	}
	return p.T("room.nothing")
}

// called is what a case is about.
func (c caseRow) called() string { return cmp.Or(c.Service, c.Applicant, c.No) }

// pendingRow is one act that waits, in words.
type pendingRow struct {
	ID, What, Object, At, Asked string
	Input                       []wordPair
	Can                         []desk.Offer
	Joins                       string // whom a wish to act for an applicant would join
}

// wordPair is a name with its value.
type wordPair struct{ Label, Value string }

// pending shows what waits for a second person.
func (d *Door) pending(v *visit) error {
	if !v.actor.May(access.ViewPending) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	list, err := d.Office.PendingActs(v.r.Context(), v.actor)
	if err != nil {
		return err
	}
	p := v.page()
	var rows []pendingRow
	for _, w := range list.Pending {
		if w.State != record.PendingWaiting {
			continue
		}
		row := pendingRow{ID: w.ID, What: p.T("help.action." + w.Act), Object: cmp.Or(w.Object, p.T("board.title")), At: objectPath(desk.Kind(w.Kind), w.Object),
			Asked: p.T("pending.asked", "by", w.First, "at", p.Moment(w.At)), Can: w.Can}
		if w.Joins != nil {
			row.Joins = p.T("pending.joins", "name", w.Joins.Applicant, "number", w.Joins.CorporateNumber, "contacts", p.List(w.Joins.Contacts))
		}
		var given map[string]any
		if json.Unmarshal(w.Input, &given) == nil {
			for _, key := range slices.Sorted(maps.Keys(given)) {
				row.Input = append(row.Input, wordPair{p.fieldName(w.Act, key), fmt.Sprint(given[key])})
			}
		}
		rows = append(rows, row)
	}
	if v.asSheet() {
		return v.giveSheet("pending", p.pendingSheet(rows))
	}
	begun, err := d.signUps(v)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, pendingPage(p, rows, begun, v.sheetPath()))
}

// pendingSheet is the same as a table.
func (p page) pendingSheet(rows []pendingRow) sheet {
	s := sheet{Head: []string{p.T("unusual.what"), p.T("unusual.object"), p.T("unusual.by"), p.T("table.why")}}
	for _, r := range rows {
		var said []string
		for _, pair := range r.Input {
			said = append(said, p.Named(pair.Label, pair.Value))
		}
		s.Rows = append(s.Rows, []string{r.What, r.Object, r.Asked, strings.Join(said, " / ")})
	}
	return s
}

// reasonIn is the reason that an act was given, as the journal keeps its input.
func reasonIn(data string) string {
	var given struct {
		Reason string `json:"reason"`
	}
	_ = json.Unmarshal([]byte(data), &given) // what has none says nothing
	return given.Reason
}

// fieldName is what a field of an act's input is called.
func (p page) fieldName(act, key string) string {
	for _, name := range []string{"field." + act + "." + key, "field." + key} {
		if p.Has(name) {
			return p.T(name)
		}
	}
	return key
}
