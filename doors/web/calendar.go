package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/values/fault"
	"akashi/words"
)

// calendarPath is where calendars are, each behind the secret of its address.
const calendarPath = "/calendar/"

// calendar shows whether the visitor has an address for the calendar.
func (d *Door) calendar(v *visit) error {
	account, err := d.Office.Account(v.r.Context(), v.guest)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, calendarPage(v.page(), account.CalendarAt, ""))
}

// takeCalendar makes an address, in the place of another, and shows it this once; or ends it. Whoever has a second
// factor shows it for one: it opens the days to whoever has it.
func (d *Door) takeCalendar(v *visit) error {
	v.private()
	form, err := v.form()
	if err != nil {
		return err
	}
	if form.Get("end") != "" {
		if err := d.Office.EndCalendar(v.r.Context(), v.guest); err != nil {
			return err
		}
		return v.goTo("/me?done=calendar-end")
	}
	if v.guest.Second {
		if err := v.need(access.RotateUser); err != nil { // a key of one's own
			return err
		}
	}
	secret, err := d.Office.MakeCalendar(v.r.Context(), v.guest)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, calendarPage(v.page(), d.Now(), v.outside()+calendarPath+secret+".ics"))
}

// outside is the address of the office as the visitor has it, where nobody has said how it is called.
func (v *visit) outside() string {
	if v.door.PublicURL != "" {
		return v.door.PublicURL
	}
	return "http://" + v.r.Host
}

// feed gives the calendar of whoever has the address to a program. One that nobody has is answered like one that
// nobody has any more, and neither the answer nor the log has what was asked for.
func (d *Door) feed(v *visit) error {
	secret, named := strings.CutSuffix(v.r.PathValue("secret"), ".ics")
	v.path = calendarPath
	v.w.Header().Set("Cache-Control", "private, no-cache")
	v.w.Header().Set("Referrer-Policy", "no-referrer")
	if !named || d.WriteCalendar == nil {
		return v.noCalendar()
	}
	user, c, err := d.Office.CalendarAt(v.r.Context(), secret)
	if errors.Is(err, fault.NotFound) {
		return v.noCalendar()
	}
	if err != nil {
		return err
	}
	if err := d.Limits.Account(user); err != nil {
		return err
	}
	return v.giveCalendar("akashi", c)
}

func (v *visit) noCalendar() error {
	http.Error(v.w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
	return nil
}

// giveCalendar answers with days; whoever has them as they are, but for the moment of the look, is told so.
func (v *visit) giveCalendar(name string, c app.Calendar) error {
	days := v.book.Calendar(v.door.Shelf, v.door.PublicURL, c)
	tag, err := v.tagOf(days)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := v.door.WriteCalendar(&text, days); err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("ETag", tag)
	if v.r.Header.Get("If-None-Match") == tag {
		v.w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="`+name+`.ics"`)
	v.w.WriteHeader(http.StatusOK)
	_, _ = v.w.Write(text.Bytes()) // the asker may have gone
	return nil
}

// tagOf names what a calendar says.
func (v *visit) tagOf(days desk.Calendar) (string, error) {
	days.Stamp = time.Time{}
	sum := sha256.New()
	err := v.door.WriteCalendar(sum, days)
	return `W/"` + hex.EncodeToString(sum.Sum(nil)[:16]) + `"`, err
}

// asCalendar reports whether clocks are asked for as a calendar: all of the list, or those of one name.
func (v *visit) asCalendar() bool { return v.query("as") == "ics" && v.door.WriteCalendar != nil }

// giveClocks answers with clocks as a calendar, to be saved.
func (v *visit) giveClocks(list app.ClockList) error {
	c, name := app.Calendar{At: v.door.Now()}, "clocks"
	id := v.query("clock")
	for _, line := range list.Clocks {
		if id == "" || words.ClockID(line) == id {
			c.Days = append(c.Days, line)
		}
	}
	if id != "" {
		if name = id; len(c.Days) == 0 {
			return fault.New(fault.NotFound, "page-unknown", "")
		}
	}
	v.private()
	return v.giveCalendar(url.PathEscape(name), c)
}

// clockFile is the address of one clock as a calendar.
func (p page) clockFile(line app.ClockLine) string {
	return withQuery("/o/clocks", url.Values{"as": {"ics"}, "clock": {words.ClockID(line)}})
}
