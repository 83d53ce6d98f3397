package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// siteClock is the time that somebody takes on site where no script runs: spans from and to a
// moment, of which the last may run. It stands in a cookie of the device, as with scripts it
// stands in the browser, and fills the next entry of the time sheet.
type siteClock struct {
	Spans []clockSpan
	Path  string // where its buttons are sent
}

// clockSpan is a stretch of time; one that runs has no end.
type clockSpan struct{ From, To time.Time }

// mostSpans bounds what a cookie holds: who stops so often writes the minutes.
const mostSpans = 20

// running reports whether the clock runs now.
func (c siteClock) running() bool { return len(c.Spans) > 0 && c.Spans[len(c.Spans)-1].To.IsZero() }

// minutes are what the clock has come to once it is stopped, at least one; nothing before.
func (c siteClock) minutes() string {
	if len(c.Spans) == 0 || c.running() {
		return ""
	}
	var sum time.Duration
	for _, s := range c.Spans {
		sum += s.To.Sub(s.From)
	}
	return strconv.Itoa(max(1, int(sum.Round(time.Minute)/time.Minute)))
}

// note names the spans of a clock that is stopped, a line each.
func (c siteClock) note(p page) string {
	if c.running() {
		return ""
	}
	var lines []string
	for _, s := range c.Spans {
		lines = append(lines, p.T("site.clock.span", "from", timeOfDay(s.From), "to", timeOfDay(s.To)))
	}
	return strings.Join(lines, "\n")
}

// began says when the clock that runs was started.
func (c siteClock) began() string { return timeOfDay(c.Spans[len(c.Spans)-1].From) }

// timeOfDay is the time on the clocks of Japan.
func timeOfDay(at time.Time) string {
	since := at.Sub(civil.In(at).Start())
	return fmt.Sprintf("%d:%02d", since/time.Hour, since%time.Hour/time.Minute)
}

// after is the clock once a button was pressed; a button that was pressed twice changes nothing.
func (c siteClock) after(button string, now time.Time) (siteClock, error) {
	switch {
	case button == "clear":
		c.Spans = nil
	case button == "begin" && !c.running() && len(c.Spans) < mostSpans:
		c.Spans = append(c.Spans, clockSpan{From: now})
	case button == "stop" && c.running():
		c.Spans[len(c.Spans)-1].To = now
	case button != "begin" && button != "stop":
		return c, fault.Wrong("form-malformed", "clock")
	}
	return c, nil
}

// String is the clock as the cookie has it, in seconds.
func (c siteClock) String() string {
	var all []string
	for _, s := range c.Spans {
		to := ""
		if !s.To.IsZero() {
			to = strconv.FormatInt(s.To.Unix(), 10)
		}
		all = append(all, fmt.Sprintf("%d-%s", s.From.Unix(), to))
	}
	return strings.Join(all, "_")
}

// readClock reads a cookie; what is none of ours is no clock.
func readClock(value string, now time.Time) (c siteClock) {
	for _, part := range strings.Split(value, "_") {
		from, to, _ := strings.Cut(part, "-")
		begun, err := strconv.ParseInt(from, 10, 64)
		if err != nil || len(c.Spans) >= mostSpans || c.running() || begun > now.Unix() {
			return siteClock{}
		}
		span := clockSpan{From: time.Unix(begun, 0)}
		if to != "" {
			end, err := strconv.ParseInt(to, 10, 64)
			if err != nil || end < begun || end > now.Unix() {
				return siteClock{}
			}
			span.To = time.Unix(end, 0)
		}
		c.Spans = append(c.Spans, span)
	}
	return c
}

// clockCookie names the cookie of a case and of whoever takes the time, and tells neither.
func clockCookie(user, no string) string {
	sum := sha256.Sum256([]byte("akashi clock " + user + " " + no))
	const short = 8
	return "akashi-clock-" + hex.EncodeToString(sum[:short])
}

// clockOf is the clock of the visitor for a case.
func (v *visit) clockOf(no string) (c siteClock) {
	if cookie, err := v.r.Cookie(clockCookie(v.actor.ID, no)); err == nil {
		c = readClock(cookie.Value, v.door.Now())
	}
	c.Path = onSitePath(no) + "/clock"
	return c
}

// keepClock keeps it on the device for as long as a visit lasts; one that has taken no time is
// taken away.
func (v *visit) keepClock(no string, c siteClock) {
	const threeDays = 3 * 24 * 60 * 60
	age := threeDays
	if len(c.Spans) == 0 {
		age = -1
	}
	http.SetCookie(v.w, &http.Cookie{Name: clockCookie(v.actor.ID, no), Value: c.String(), Path: "/", MaxAge: age, HttpOnly: true, Secure: v.door.Secure, SameSite: http.SameSiteStrictMode})
}

// takeTime starts or stops the clock of the day on site, or takes it away. Nothing is stored: the
// office learns of the time by the entry.
func (d *Door) takeTime(v *visit) error {
	no := v.r.PathValue("no")
	if !v.actor.May(access.LogVisit) {
		return fault.New(fault.Forbidden, "access.role", string(access.LogVisit))
	}
	given, err := v.form()
	if err != nil {
		return err
	}
	if _, err := d.Office.OnSite(v.r.Context(), v.actor, no); err != nil {
		return err
	}
	c, err := v.clockOf(no).after(given.Get("clock"), d.Now())
	if err != nil {
		return err
	}
	v.keepClock(no, c)
	return v.goTo(onSitePath(no) + "#time")
}
