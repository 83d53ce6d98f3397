package web

import (
	"testing"

	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/words"
)

// TestACureLeadsToWhereItIsDone draws what stands against a decision: what is cured at the session
// of the case leads there, once it is known which one that is, and nowhere for whose it is not.
func TestACureLeadsToWhereItIsDone(t *testing.T) {
	t.Parallel()
	opened := func(yours bool) []desk.Blocker {
		return []desk.Blocker{{Blocked: desk.Blocked{Code: "guard.agenda_open"}, Cures: []desk.Cure{{Action: access.OpenSession, Yours: yours}}}}
	}
	known := map[desk.Kind]string{desk.OnSession: "anshin-2027-03-15-1"}
	for _, c := range []struct {
		beside map[desk.Kind]string
		yours  bool
		want   string
	}{{known, true, "/o/sessions/anshin-2027-03-15-1"}, {nil, true, ""}, {known, false, ""}} {
		p := page{Book: words.In(words.Japanese), beside: c.beside}
		if got := p.blockers(opened(c.yours), access.Decide, "SA-2026-0004")[0].Cure.Path; got != c.want {
			t.Errorf("beside %v, one's own %v: leads to %q, want %q", c.beside, c.yours, got, c.want)
		}
	}
}
