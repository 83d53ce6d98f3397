package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// users shows everybody who may sign in, and what may be done about each.
func (d *Door) users(v *visit) error {
	if !v.actor.May(access.ListUsers) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	all, err := d.Office.Users(v.r.Context(), v.actor)
	if err != nil {
		return err
	}
	if v.asSheet() {
		return v.giveSheet("users", v.page().usersSheet(all))
	}
	begins, err := d.Office.Doable(v.r.Context(), v.actor, desk.OnUser, "")
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, usersPage(v.page(), all, begins, v.sheetPath()))
}

// standingTone is the colour of how a user stands at the entrance.
func standingTone(u app.UserLine) string {
	return map[string]string{"disabled": "bad", "signed-in": "ok", "invited": "wait"}[u.Standing()]
}

// settled is what the office has settled of one scheme, and may settle.
type settled struct {
	*scheme.Edition
	Name     string
	Second   []desk.Waiting
	Seats    []heldSeat
	Sessions []record.Session
	Book     app.BookView
	Days     app.DaysList
	Circular record.CircularRule
}

// heldSeat is a seat with its member of today, where it has one.
type heldSeat struct {
	scheme.Seat
	record.Tenure
	Held bool
}

// settings shows what the office settles of each scheme of the visitor's.
func (d *Door) settings(v *visit) error {
	var all []settled
	p := v.page()
	for _, line := range v.schemes() {
		if !access.Allows(v.actor, access.SecondPerson, access.Object{Kind: access.KindOffice, Scheme: line.Key}) {
			continue
		}
		one, err := d.settledOf(v, line)
		if err != nil {
			return err
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	return v.show(http.StatusOK, settingsPage(p, all))
}

func (d *Door) settledOf(v *visit, line schemeLine) (one settled, err error) {
	ctx := v.r.Context()
	one.Name = line.Name
	if one.Edition, err = d.edition(line.Key, ""); err != nil {
		return one, err
	}
	if one.Second, err = d.Office.SecondPeople(ctx, v.actor, line.Key); err != nil {
		return one, err
	}
	if one.Days, err = d.Office.OfficeDays(ctx, v.actor, line.Key); err != nil {
		return one, err
	}
	if one.Circular, err = d.Office.CircularRule(ctx, v.actor, line.Key); err != nil {
		return one, err
	}
	sessions, held, err := d.Office.Sessions(ctx, v.actor, line.Key)
	if err != nil {
		return one, err
	}
	one.Sessions = slices.DeleteFunc(sessions, func(s record.Session) bool {
		return s.State != record.SessionPlanned && s.State != record.SessionOpen
	})
	today := civil.In(d.Now())
	for _, seat := range one.Committee.Seats {
		tenure, has := committee.Holder(held, seat.ID, today)
		one.Seats = append(one.Seats, heldSeat{seat, tenure, has})
	}
	one.Book, err = d.Office.Book(ctx, one.Edition)
	return one, err
}

// ofScheme is the form of an act of the office with what is known of it filled in.
func (p page) ofScheme(act, key string, pairs ...string) string {
	given := url.Values{"scheme": {key}}
	for i := 0; i < len(pairs); i += 2 {
		given.Set(pairs[i], pairs[i+1])
	}
	return p.To("/do/" + act + "?" + given.Encode())
}

// yearly are the days of a closure of the rule book, which come every year.
func (p page) yearly(c scheme.Closure) string {
	var from, to civil.MonthDay
	if from.UnmarshalText([]byte(c.From)) != nil || to.UnmarshalText([]byte(c.To)) != nil {
		return c.From + " – " + c.To
	}
	day := func(d civil.MonthDay) string {
		month := p.T("date.in_month", "month", strconv.Itoa(d.Month), "name", time.Month(d.Month).String())
		return p.T("office.days.date", "month", month, "day", strconv.Itoa(d.Day))
	}
	return p.T("office.days.each", "from", day(from), "to", day(to))
}
