package app_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
)

var update = flag.Bool("update", false, "write the acts into docs/lifecycle.md anew")

const (
	lifecyclePage = "../docs/lifecycle.md"
	actsBegin     = "<!-- acts: drawn by go generate ./app -->\n"
	actsEnd       = "<!-- end of acts -->\n"
)

// TestActsAreDrawnFromTheTable holds the page to the actions: what may be done when,
// and what cures what stands against it.
func TestActsAreDrawnFromTheTable(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(lifecyclePage)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(page), actsBegin)
	_, after, ended := strings.Cut(rest, actsEnd)
	if !ok || !ended {
		t.Fatalf("%s has no place for the acts", lifecyclePage)
	}
	want := before + actsBegin + drawActs() + actsEnd + after
	if *update {
		if err := os.WriteFile(lifecyclePage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(page) != want {
		t.Errorf("%s is not what the table of actions says; run: go generate ./app", lifecyclePage)
	}
}

func drawActs() string {
	var b strings.Builder
	b.WriteString("| act | on | in the states | step | who may |\n|---|---|---|---|---|\n")
	for _, a := range app.Actions() {
		states := "any"
		switch {
		case a.Begins:
			states = "begins one"
		case len(a.In) > 0:
			states = strings.Join(a.In, ", ")
		}
		step := strings.Join(a.Events, ", ")
		if a.Aside {
			step += " (aside)"
		}
		var who []string
		for _, r := range access.Who(a.Name) {
			who = append(who, string(r))
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", a.Name, a.On, states, strings.TrimSpace(step), strings.Join(who, ", "))
	}
	b.WriteString("\n| what stands against an act | is cured by |\n|---|---|\n")
	for _, code := range slices.Sorted(maps.Keys(app.CuredBy())) {
		var acts []string
		for _, act := range app.CuredBy()[code] {
			acts = append(acts, string(act))
		}
		fmt.Fprintf(&b, "| %s | %s |\n", code, strings.Join(acts, ", "))
	}
	return b.String()
}

// TestEveryGuardHasItsCure holds the cures to the guards: each is cured by acts of
// the table, or stands among those that only time or other facts change.
func TestEveryGuardHasItsCure(t *testing.T) {
	t.Parallel()
	waits := []lifecycle.Guard{lifecycle.Eligible, lifecycle.InRenewalWindow, lifecycle.AgreementInTime, lifecycle.DeadlinePassed}
	for _, r := range lifecycle.Cases().Rows() {
		for _, g := range r.Guards {
			if cured := len(app.CuredBy()["guard."+string(g)]) > 0; cured == slices.Contains(waits, g) {
				t.Errorf("%s: cured by an act %v", g, cured)
			}
		}
	}
	for code, acts := range app.CuredBy() {
		for _, act := range acts {
			if _, ok := app.FindAction(act); !ok {
				t.Errorf("%s is cured by %s, which is no action", code, act)
			}
		}
	}
}

// TestEveryStepHasItsAct holds the lifecycle to the actions: an event that no act
// brings about would never happen.
func TestEveryStepHasItsAct(t *testing.T) {
	t.Parallel()
	brought := map[string]bool{}
	for _, a := range app.Actions() {
		for _, e := range a.Events {
			brought[string(a.On)+" "+e] = true
		}
	}
	for _, r := range lifecycle.Cases().Rows() {
		if !brought["case "+string(r.Event)] {
			t.Errorf("no act brings about %s of a case", r.Event)
		}
	}
	for _, r := range lifecycle.Marks().Rows() {
		if r.Event != lifecycle.Renew && !brought["mark "+string(r.Event)] { // a renewal is a grant
			t.Errorf("no act brings about %s of a mark", r.Event)
		}
	}
	for _, r := range lifecycle.Sessions().Rows() {
		if !brought["session "+string(r.Event)] {
			t.Errorf("no act brings about %s of a session", r.Event)
		}
	}
	for _, r := range lifecycle.Matters().Rows() {
		if !brought["matter "+string(r.Event)] {
			t.Errorf("no act brings about %s of a matter", r.Event)
		}
	}
}
