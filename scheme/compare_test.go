package scheme_test

import (
	"reflect"
	"slices"
	"testing"

	"akashi/scheme"
)

// TestCompare: what two editions differ in stands at its place, a whole thing once.
func TestCompare(t *testing.T) {
	t.Parallel()
	criterion := func(id, text string, more func(*scheme.Criterion)) scheme.Criterion {
		c := scheme.Criterion{ID: id, Text: scheme.Text{JA: text}, Treatment: scheme.Treatment{Kind: scheme.Points, Points: 3}}
		if more != nil {
			more(&c)
		}
		return c
	}
	from := &scheme.Edition{ID: "1", Pass: scheme.PassRule{New: scheme.Totals{PointsPass: 91}},
		Criteria: []scheme.Criterion{criterion("a", "あ", nil), criterion("b", "い", nil), criterion("c", "う", nil), criterion("d", "え", nil)},
		Clocks:   []scheme.Clock{{ID: "answer"}}}
	to := &scheme.Edition{ID: "2", Pass: scheme.PassRule{New: scheme.Totals{PointsPass: 89}},
		Criteria: []scheme.Criterion{criterion("d", "え", nil), criterion("a", "あ（改）", func(c *scheme.Criterion) { c.Points = 5 }),
			criterion("bc", "い・う", func(c *scheme.Criterion) { c.Succeeds = []string{"b", "c"} }), criterion("e", "お", nil)}}
	to.Criteria = slices.DeleteFunc(to.Criteria, func(c scheme.Criterion) bool { return c.ID == "d" })
	want := []scheme.Change{
		{Kind: scheme.Changed, Where: "/edition", Before: "1", After: "2"},
		{Kind: scheme.Changed, Where: "/criteria/a/text/ja", Item: "a", Before: "あ", After: "あ（改）"},
		{Kind: scheme.Changed, Where: "/criteria/a/points", Item: "a", Before: "3", After: "5"},
		{Kind: scheme.Succeeded, Where: "/criteria/b", Item: "b", After: "bc"},
		{Kind: scheme.Succeeded, Where: "/criteria/c", Item: "c", After: "bc"},
		{Kind: scheme.Dropped, Where: "/criteria/d", Item: "d"},
		{Kind: scheme.Added, Where: "/criteria/bc", Item: "bc"},
		{Kind: scheme.Added, Where: "/criteria/e", Item: "e"},
		{Kind: scheme.Changed, Where: "/pass/new/points_pass", Before: "91", After: "89"},
		{Kind: scheme.Dropped, Where: "/clocks"},
	}
	if got := scheme.Compare(from, to); !reflect.DeepEqual(got, want) {
		for _, c := range got {
			t.Logf("%+v", c)
		}
		t.Error("this is not what was changed")
	}
	for _, same := range []*scheme.Edition{from, to} {
		if got := scheme.Compare(same, same); len(got) > 0 {
			t.Errorf("an edition differs from itself: %+v", got)
		}
	}
	turned := &scheme.Edition{ID: "1", Criteria: []scheme.Criterion{criterion("b", "い", nil), criterion("a", "あ", nil)}}
	moved := &scheme.Edition{ID: "1", Criteria: []scheme.Criterion{criterion("a", "あ", nil), criterion("b", "い", nil)}}
	if got := scheme.Compare(turned, moved); len(got) > 0 {
		t.Errorf("what only moves counts as changed: %+v", got)
	}
}
