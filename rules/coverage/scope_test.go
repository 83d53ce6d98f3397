package coverage_test

import (
	"errors"
	"slices"
	"testing"

	"akashi/record"
	"akashi/rules/coverage"
	"akashi/scheme"
	"akashi/values/fault"
)

// minimum has the five server kinds of 2-1-1 and one emphasis item (I-10).
func minimum() *scheme.Diagnosis {
	d := &scheme.Diagnosis{Items: []scheme.DiagnosisItem{{ID: "remote_login"}}}
	for _, id := range []string{"dns", "mail", "web", "auth", "router"} {
		d.MinScope = append(d.MinScope, scheme.DiagnosisItem{ID: id})
	}
	return d
}

func TestScopeI10(t *testing.T) {
	t.Parallel()
	all := []record.Asset{
		{Class: "dns", Hosts: []string{"192.0.2.1"}}, {Class: "mail", Hosts: []string{"Mail.example.jp."}},
		{Class: "web", Hosts: []string{"192.0.2.3"}}, {Class: "auth", Reason: "上流の事業者が運用"},
		{Class: "router", Hosts: []string{"192.0.2.5"}},
	}
	scanned := []string{"192.0.2.1", "mail.example.jp", "192.0.2.3", "192.0.2.5"}
	for _, row := range []struct {
		name                string
		assets              []record.Asset
		scanned             []string
		complete            bool
		missing, notScanned []string
	}{
		{"every kind scanned or explained", all, scanned, true, nil, nil},
		{"a kind left out", all[1:], scanned, false, []string{"dns"}, nil},
		{"a stated host in no report", all, scanned[:3], false, nil, []string{"router|192.0.2.5"}},
		{"nothing scanned", all[:1], nil, false, []string{"mail", "web", "auth", "router"}, []string{"dns|192.0.2.1"}},
		{"an emphasis item not stated is no gap", all, scanned, true, nil, nil},
		{"an emphasis item stated must be scanned", append(slices.Clone(all), record.Asset{Class: "remote_login", Hosts: []string{"192.0.2.9"}}),
			scanned, false, nil, []string{"remote_login|192.0.2.9"}},
	} {
		got, err := coverage.CheckScope(minimum(), row.assets, row.scanned)
		if err != nil || got.Complete != row.complete || !slices.Equal(got.Missing, row.missing) || !slices.Equal(got.NotScanned, row.notScanned) {
			t.Errorf("%s: complete %v, missing %v, not scanned %v (%v)", row.name, got.Complete, got.Missing, got.NotScanned, err)
		}
		if got.Reasons[0].Holds != row.complete {
			t.Errorf("%s: the reason says %v", row.name, got.Reasons[0].Holds)
		}
	}
}

func TestScopeRefusesWhatSaysNothing(t *testing.T) {
	t.Parallel()
	_, err := coverage.CheckScope(minimum(), []record.Asset{{Class: "fax", Hosts: []string{" "}}, {Class: "dns"}}, nil)
	var problems fault.Problems
	if !errors.As(err, &problems) || len(problems) != 3 {
		t.Errorf("got %v, want three problems", err)
	}
}
