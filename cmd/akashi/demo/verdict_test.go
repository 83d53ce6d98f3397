package demo_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/mark"
	"akashi/beside/testkit"
	"akashi/cmd/akashi/demo"
	"akashi/doors/web"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
)

// told is the office as the pages see it.
type told struct{ *app.App }

func (told) RegisterVersion() uint64 { return 0 }

// Every mark of the demonstration, on every day around which something of it changed,
// asked today: page, JSON, image and a naive replay of its history agree.
func TestEveryPastDayAgrees(t *testing.T) {
	testkit.Slow(t, "fills a demonstration of its own")
	t.Parallel()
	o, _ := office(t, "2026-11-26")
	if _, err := demo.Fill(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	door, err := web.New(web.Config{Office: told{o}, Shelf: o.Shelf, Now: o.Now})
	if err != nil {
		t.Fatal(err)
	}
	if numbers := corrected(t, o); len(numbers) < 2 {
		t.Errorf("only %v of the demonstration could be corrected", numbers)
	}
	asked, standings := 0, map[lifecycle.Standing]int{}
	for _, h := range histories(t, o) {
		for _, day := range h.turns(o.Today()) {
			want := h.on(day)
			view, err := o.Verify(context.Background(), h.mark.Number, day)
			if err != nil || view.Standing != want {
				t.Errorf("%s on %s: %s, its history says %s (%v)", h.mark.Number, day, view.Standing, want, err)
				continue
			}
			asked, standings[want] = asked+1, standings[want]+1
			h.pages(t, door, day, want)
		}
	}
	if asked < 250 || len(standings) < 6 {
		t.Errorf("%d days asked, standings seen %v: the demonstration has too little of a past", asked, standings)
	}
}

// pages asks page, JSON and image for the day.
func (h history) pages(t *testing.T, door http.Handler, day civil.Date, want lifecycle.Standing) {
	t.Helper()
	get := func(path string) string {
		w := httptest.NewRecorder()
		door.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path+"?on="+day.String(), nil))
		return w.Body.String()
	}
	path := "/v/" + url.PathEscape(h.mark.Number)
	var told struct {
		Status lifecycle.Standing
		Valid  bool
	}
	if err := json.Unmarshal([]byte(get(path+".json")), &told); err != nil || told.Status != want || told.Valid != (want == lifecycle.Valid) {
		t.Errorf("%s.json on %s: %+v, want %s (%v)", h.mark.Number, day, told, want, err)
	}
	if shown := status.FindStringSubmatch(get(path)); shown == nil || shown[1] != string(want) {
		t.Errorf("the page of %s on %s shows %v, want %s", h.mark.Number, day, shown, want)
	}
	if image := get(path + ".svg"); !strings.Contains(image, day.Japanese()+"：") {
		t.Errorf("the image of %s on %s does not name the day", h.mark.Number, day)
	}
}

var status = regexp.MustCompile(`data-status="(\w+)"`)

// history is all that the register has of a mark.
type history struct {
	mark      record.Mark
	events    []record.MarkEvent
	renewals  []record.Case
	continues bool
}

func histories(t *testing.T, o *app.App) (all []history) {
	t.Helper()
	err := o.Store.View(context.Background(), func(r desk.Reader) error {
		marks, err := r.Marks(desk.MarkQuery{})
		for _, m := range marks {
			edition, err := o.Shelf.Edition(m.Scheme, m.Edition)
			if err != nil {
				return err
			}
			h := history{mark: m, continues: edition.Validity.ContinuesUnderReview.Value}
			if h.events, err = r.MarkEvents(m.ID); err != nil {
				return err
			}
			if h.renewals, err = r.Cases(desk.CaseQuery{MarkID: m.ID, Type: record.Renewal, Visible: access.Everything()}); err != nil {
				return err
			}
			all = append(all, h)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// turns are the days gone by on which something changed, each with its neighbours.
func (h history) turns(today civil.Date) (days []civil.Date) {
	near := func(d civil.Date) {
		for _, day := range []civil.Date{d.AddDays(-1), d, d.AddDays(1)} {
			if !d.IsZero() && day.Before(today) && !slices.Contains(days, day) {
				days = append(days, day)
			}
		}
	}
	for _, e := range h.events {
		near(e.Day)
		near(e.ValidFrom)
		near(e.ValidTo)
	}
	for _, c := range h.renewals {
		near(c.Filed)
		near(c.Closed)
	}
	return days
}

// stands tells the history with each correction where the line stood that it corrects.
func (h history) stands() (lines []record.MarkEvent) {
	place := map[int]int{}
	for _, e := range h.events {
		at, corrects := place[e.Corrects]
		if !corrects {
			at, lines = len(lines), append(lines, e)
		}
		place[e.No], lines[at] = at, e
	}
	return lines
}

// corrected puts measures of the demonstration right: one on another day, one for
// another reason, and one that was a mistake.
func corrected(t *testing.T, o *app.App) (numbers []string) {
	t.Helper()
	act, _ := app.FindAction(access.CorrectMeasure)
	for _, h := range histories(t, o) {
		i := slices.IndexFunc(h.events, func(e record.MarkEvent) bool {
			return e.Kind == record.MarkEventSuspended || e.Kind == record.MarkEventWithdrawn
		})
		if i < 1 {
			continue
		}
		in := &mark.CorrectMeasureInput{Line: h.events[i].No, Day: h.events[i].Day.AddDays(-7), Reason: "見本"}
		if h.events[i].Kind == record.MarkEventWithdrawn {
			in = &mark.CorrectMeasureInput{Annul: true, Reason: "見本"}
		}
		who := access.Actor{ID: "見本の事務局", Role: record.RoleSecretariat, Scheme: h.mark.Scheme}
		out, err := o.Do(context.Background(), desk.Request{Actor: who}, act, h.mark.Number, in)
		if err != nil {
			t.Fatal(h.mark.Number, err)
		}
		if out.Waits {
			who.ID = "見本の二人目"
			confirm, _ := app.FindAction(access.Confirm)
			if _, err := o.Do(context.Background(), desk.Request{Actor: who}, confirm, out.Object, &desk.NoInput{}); err != nil {
				t.Fatal(h.mark.Number, err)
			}
		}
		numbers = append(numbers, h.mark.Number)
	}
	return numbers
}

// on replays the history up to the end of a day.
func (h history) on(day civil.Date) lifecycle.Standing {
	status, from, to := record.MarkStatus(""), civil.Date{}, civil.Date{}
	for _, e := range h.stands() {
		if e.Day.After(day) {
			continue
		}
		switch e.Kind {
		case record.MarkEventGranted, record.MarkEventRestored:
			status = record.MarkActive
		case record.MarkEventSuspended:
			status = record.MarkSuspended
		case record.MarkEventWithdrawn:
			return lifecycle.StandWithdrawn
		case record.MarkEventEnded:
			return lifecycle.StandEnded
		}
		if !e.ValidTo.IsZero() && (to.IsZero() || !e.ValidFrom.After(day)) {
			from, to = e.ValidFrom, e.ValidTo
		}
	}
	running := slices.ContainsFunc(h.renewals, func(c record.Case) bool {
		return h.continues && c.State != lifecycle.Draft && !c.Filed.After(day) && (c.Closed.IsZero() || c.Closed.After(day))
	})
	switch {
	case h.mark.Status == record.MarkListed: // nobody knows what it was worth before the list either
		return lifecycle.StandHistorical
	case status == "" || day.Before(from):
		return lifecycle.NotYetValid
	case day.After(to) && !running:
		return lifecycle.StandExpired
	case status == record.MarkSuspended:
		return lifecycle.StandSuspended
	}
	return lifecycle.Valid
}
