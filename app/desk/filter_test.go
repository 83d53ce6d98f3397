package desk

import (
	"errors"
	"testing"

	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

func TestFiltersNameOnlyWhatThereIs(t *testing.T) {
	t.Parallel()
	schemes := []string{"anshin", "pmark"}
	for _, c := range []struct {
		name string
		err  error
		want []string
	}{
		{"no filter", CaseQuery{}.Check(schemes), nil},
		{"all of them", CaseQuery{Scheme: "pmark", Type: "new", States: []lifecycle.State{lifecycle.Draft}}.Check(schemes), nil},
		{"everything wrong", CaseQuery{Scheme: "ansin", Type: "shinki", States: []lifecycle.State{"foo", lifecycle.Draft}}.Check(schemes),
			[]string{"filter.scheme", "filter.type", "filter.state"}},
		{"a status", MarkQuery{Standing: StandingNamed("active"), Scheme: "anshin"}.Check(schemes), nil},
		{"no status", MarkQuery{Standing: "unknown"}.Check(schemes), []string{"filter.status"}},
	} {
		problems, _ := errors.AsType[fault.Problems](c.err)
		if len(problems) != len(c.want) {
			t.Errorf("%s: got %v, want %v", c.name, c.err, c.want)
			continue
		}
		for i, p := range problems {
			if p.Code != c.want[i] || p.Data["allowed"] == "" {
				t.Errorf("%s: got %+v, want %s", c.name, p, c.want[i])
			}
		}
	}
}
