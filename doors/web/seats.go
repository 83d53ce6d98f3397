package web

import (
	"net/http"
	"strconv"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/values/civil"
	"akashi/values/fault"
)

// benchOf is who holds the seats of one scheme's committee today.
type benchOf struct {
	settled
	Today civil.Date
}

// seats shows every seat with its holder, the term and how long it still lasts.
func (d *Door) seats(v *visit) error {
	if !v.actor.May(access.Appoint) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	var all []benchOf
	today := civil.In(d.Now())
	for _, line := range v.schemes() {
		if !access.Allows(v.actor, access.Appoint, access.Object{Kind: access.KindSeat, Scheme: line.Key}) {
			continue
		}
		one := benchOf{settled{Name: line.Name}, today}
		var err error
		if one.Edition, err = d.edition(line.Key, ""); err != nil {
			return err
		}
		var held []record.Tenure
		if _, held, err = d.Office.Sessions(v.r.Context(), v.actor, line.Key); err != nil {
			return err
		}
		for _, seat := range one.Committee.Seats {
			tenure, has := committee.Holder(held, seat.ID, today)
			one.Seats = append(one.Seats, heldSeat{seat, tenure, has})
		}
		all = append(all, one)
	}
	p := v.page()
	if v.asSheet() {
		return v.giveSheet("seats", p.seatsSheet(all))
	}
	v.private()
	return v.show(http.StatusOK, seatsPage(p, all, v.sheetPath()))
}

// left is how many days of a term are to come, its last day among them; "" of one that is open.
func (b benchOf) left(seat heldSeat) string {
	if !seat.Held || seat.To.IsZero() {
		return ""
	}
	return strconv.Itoa(seat.To.Sub(b.Today) + 1)
}

// seatsSheet is the same as a table.
func (p page) seatsSheet(all []benchOf) sheet {
	s := sheet{Head: []string{p.T("mark.scheme"), p.T("office.seat"), p.T("office.member"), p.T("table.from"), p.T("table.to"), p.T("seats.left")}}
	for _, b := range all {
		for _, seat := range b.Seats {
			s.Rows = append(s.Rows, []string{b.Name, p.seat(b.Edition, seat.Seat.ID), seat.Name, seat.From.String(), seat.To.String(), b.left(seat)})
		}
	}
	return s
}
