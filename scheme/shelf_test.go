package scheme_test

import (
	"errors"
	"testing"

	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

func TestEditionAt(t *testing.T) {
	t.Parallel()
	day := civil.MustOf
	shelf, problems := scheme.NewShelf([]*scheme.Edition{
		{Scheme: "a", ID: "3", FromSession: day(2022, 11, 1), EffectiveFrom: day(2022, 7, 1)},
		{Scheme: "a", ID: "1"},
		{Scheme: "a", ID: "2", EffectiveFrom: day(2016, 11, 1)},
		{Scheme: "b", ID: "1", EffectiveFrom: day(2020, 1, 1)},
	})
	if problems != nil {
		t.Fatal(problems)
	}
	for _, c := range []struct {
		name, key string
		on        civil.Date
		want      string
	}{
		{"before every dated edition", "a", day(2010, 1, 1), "1"},
		{"the day before", "a", day(2016, 10, 31), "1"},
		{"the first day", "a", day(2016, 11, 1), "2"},
		{"in effect, but its session is to come", "a", day(2022, 10, 31), "2"},
		{"the day of the session", "a", day(2022, 11, 1), "3"},
		{"nothing in force yet", "b", day(2019, 12, 31), ""},
		{"no such scheme", "c", day(2019, 12, 31), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e, err := shelf.EditionAt(c.key, c.on)
			switch {
			case c.want == "" && !errors.Is(err, fault.NotFound):
				t.Errorf("got %v, %v; want not found", e, err)
			case c.want != "" && (err != nil || e.ID != c.want):
				t.Errorf("got %v, %v; want edition %s", e, err, c.want)
			}
		})
	}
}

// TestMade makes of each edition of the shelf once what is asked for, and anew what failed or
// is of an edition that lies elsewhere and may still change.
func TestMade(t *testing.T) {
	t.Parallel()
	one, two, elsewhere := &scheme.Edition{Scheme: "a", ID: "1"}, &scheme.Edition{Scheme: "b", ID: "1"}, &scheme.Edition{Scheme: "a", ID: "1"}
	shelf, problems := scheme.NewShelf([]*scheme.Edition{one, two})
	if problems != nil {
		t.Fatal(problems)
	}
	times := map[*scheme.Edition]int{}
	fails := errors.New("not yet")
	build := func(e *scheme.Edition) (string, error) {
		if times[e]++; e == two && times[e] == 1 {
			return "", fails
		}
		return e.Scheme, nil
	}
	if _, err := scheme.Made(shelf, two, build); !errors.Is(err, fails) {
		t.Errorf("a failure is told as %v", err)
	}
	for range 3 {
		for _, e := range []*scheme.Edition{one, two, elsewhere} {
			if made, err := scheme.Made(shelf, e, build); err != nil || made != e.Scheme {
				t.Errorf("of %s is made %q, %v", e.Scheme, made, err)
			}
		}
	}
	if times[one] != 1 || times[two] != 2 || times[elsewhere] != 3 {
		t.Errorf("made %d, %d and %d times", times[one], times[two], times[elsewhere])
	}
}

func TestNewShelfRefusesEditionsThatCannotBeToldApart(t *testing.T) {
	t.Parallel()
	_, problems := scheme.NewShelf([]*scheme.Edition{{Scheme: "a", ID: "1"}, {Scheme: "a", ID: "2"}})
	if len(problems) != 1 || problems[0].Code != "edition-twice" {
		t.Errorf("got %v, want edition-twice", problems)
	}
}

func TestClockLastDay(t *testing.T) {
	t.Parallel()
	event := civil.MustOf(2014, 3, 25)
	month := scheme.Setting[civil.Period]{Value: civil.Months(1)}
	for _, c := range []struct {
		name  string
		clock scheme.Clock
		want  string
	}{
		{"first day counted", scheme.Clock{Period: month, FirstDayCounted: true}, "2014-04-24"},
		{"first day not counted", scheme.Clock{Period: month}, "2014-04-25"},
		{"the office states the day", scheme.Clock{}, ""},
	} {
		if got := c.clock.LastDay(event).String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
