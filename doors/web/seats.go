package web

import (
	"net/http"
	"slices"
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
	Today    civil.Date
	Deputies []record.Deputy // who stand in for the chair today or later
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
		one := benchOf{settled: settled{Name: line.Name}, Today: today}
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
		deputies, err := d.Office.Deputies(v.r.Context(), v.actor, line.Key)
		if err != nil {
			return err
		}
		one.Deputies = slices.DeleteFunc(deputies, func(d record.Deputy) bool {
			return !d.To.IsZero() && (d.To.Before(today) || d.To.Before(d.From))
		})
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
	s := sheet{Head: []string{p.T("mark.scheme"), p.T("office.seat"), p.T("office.member"), p.T("table.from"), p.T("table.to"), p.T("seats.left"), p.T("deputy.title")}}
	for _, b := range all {
		for _, seat := range b.Seats {
			s.Rows = append(s.Rows, []string{b.Name, p.seat(b.Edition, seat.Seat.ID), seat.Name, seat.From.String(), seat.To.String(), b.left(seat), b.standsIn(p, seat)})
		}
	}
	return s
}

// standsIn are the days on which a seat stands in for the chair.
func (b benchOf) standsIn(p page, seat heldSeat) string {
	var days []string
	for _, d := range b.Deputies {
		if d.Seat == seat.Seat.ID {
			days = append(days, p.deputyDays(d))
		}
	}
	return p.List(days)
}

// deputyDays are the days of a deputy, open where nobody said the last.
func (p page) deputyDays(d record.Deputy) string {
	return p.Fill("deputy.days", fault.With("from", d.From, "to", d.To))
}
