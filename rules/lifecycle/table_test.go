package lifecycle_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/fault"
)

type caseRow = lifecycle.Row[lifecycle.State, lifecycle.Event]

// processes are all combinations of steps that a scheme could take, 64.
func processes() []scheme.Process {
	var all []scheme.Process
	steps := scheme.Steps()
	for set := range 1 << len(steps) {
		var p scheme.Process
		for i, s := range steps {
			if set>>i&1 == 1 {
				p.Steps = append(p.Steps, s)
			}
		}
		all = append(all, p)
	}
	return all
}

// counting returns the rows that a process has, by its own reading of the steps.
func counting(p scheme.Process) []caseRow {
	return slices.DeleteFunc(lifecycle.Cases().Rows(), func(r caseRow) bool {
		return r.Step != "" && !slices.Contains(p.Steps, r.Step) || r.Without != "" && slices.Contains(p.Steps, r.Without)
	})
}

func everything() lifecycle.Facts {
	facts := lifecycle.Facts{}
	for _, r := range lifecycle.Cases().Rows() {
		for _, g := range r.Guards {
			facts[g] = true
		}
	}
	return facts
}

func TestTableIsDeterministic(t *testing.T) {
	t.Parallel()
	for _, p := range processes() {
		seen := map[string]bool{}
		for _, r := range counting(p) {
			key := fmt.Sprintf("%s from %s", r.Event, r.From)
			if seen[key] {
				t.Errorf("%v: two rows for %s", p.Steps, key)
			}
			seen[key] = true
		}
	}
}

// reachable are the states that a case can come to from a draft by the rows.
func reachable(rows []caseRow) map[lifecycle.State]bool {
	found := map[lifecycle.State]bool{lifecycle.Draft: true}
	for again := true; again; {
		again = false
		for _, r := range rows {
			if found[r.From] && !found[r.To] {
				found[r.To], again = true, true
			}
		}
	}
	return found
}

func TestEveryStateIsReachable(t *testing.T) {
	t.Parallel()
	for _, p := range processes() {
		reached := reachable(counting(p))
		for _, s := range lifecycle.States() {
			want := true
			switch s {
			case lifecycle.DocumentReview, lifecycle.DocumentCorrection:
				want = p.Takes(scheme.StepDocumentReview)
			case lifecycle.OnSiteReview, lifecycle.OnSiteCorrection:
				want = p.Takes(scheme.StepOnSiteReview) || !p.Takes(scheme.StepDocumentReview)
			case lifecycle.Agreement:
				want = p.Takes(scheme.StepAgreement)
			}
			if reached[s] != want {
				t.Errorf("%v: %s reachable: %v, want %v", p.Steps, s, reached[s], want)
			}
		}
	}
}

func TestEveryStateHasAWayOut(t *testing.T) {
	t.Parallel()
	final := []lifecycle.State{lifecycle.Granted, lifecycle.Refused, lifecycle.Withdrawn, lifecycle.Lapsed, lifecycle.Failed}
	for _, p := range processes() {
		ends := endsFrom(p, final)
		for s := range reachable(counting(p)) {
			isFinal := slices.Contains(final, s)
			if isFinal != lifecycle.Cases().IsFinal(s) {
				t.Errorf("%s is final: %v", s, lifecycle.Cases().IsFinal(s))
			}
			if open := lifecycle.Cases().Open(p, s); isFinal != (len(open) == 0) {
				t.Errorf("%v: out of %s lead %v", p.Steps, s, open)
			}
			if !isFinal && !ends[s] {
				t.Errorf("%v: from %s no decision can be reached without withdrawing", p.Steps, s)
			}
		}
	}
}

// endsFrom are the states from which an end can be reached without the applicant
// giving up.
func endsFrom(p scheme.Process, final []lifecycle.State) map[lifecycle.State]bool {
	ends := map[lifecycle.State]bool{}
	for _, s := range final {
		ends[s] = true
	}
	for again := true; again; {
		again = false
		for _, r := range counting(p) {
			if r.Event != lifecycle.Withdraw && ends[r.To] && !ends[r.From] {
				ends[r.From], again = true, true
			}
		}
	}
	return ends
}

func TestNextFollowsTheTable(t *testing.T) {
	t.Parallel()
	for _, p := range processes() {
		for _, r := range counting(p) {
			got, err := lifecycle.Cases().Next(p, r.From, r.Event, everything())
			if got != r.To || err != nil {
				t.Errorf("%v: %s from %s leads to %s, %v, want %s", p.Steps, r.Event, r.From, got, err, r.To)
			}
			row, err := lifecycle.Cases().Row(p, r.From, r.Event)
			if err != nil || !slices.Equal(row.Guards, r.Guards) {
				t.Errorf("%v: %s from %s is guarded by %v, %v, want %v", p.Steps, r.Event, r.From, row.Guards, err, r.Guards)
			}
		}
	}
}

func TestOpenTellsEachEventOnce(t *testing.T) {
	t.Parallel()
	for _, p := range processes() {
		want := map[lifecycle.State][]lifecycle.Event{}
		for _, r := range counting(p) {
			want[r.From] = append(want[r.From], r.Event)
		}
		for _, s := range lifecycle.States() {
			var got []lifecycle.Event
			for _, r := range lifecycle.Cases().Open(p, s) {
				got = append(got, r.Event)
			}
			if !slices.Equal(got, want[s]) {
				t.Errorf("%v: out of %s lead %v, want %v", p.Steps, s, got, want[s])
			}
		}
	}
}

func TestEachGuardBlocksByItself(t *testing.T) {
	t.Parallel()
	for _, r := range lifecycle.Cases().Rows() {
		p := processOf(r)
		for _, g := range r.Guards {
			facts := everything()
			delete(facts, g)
			got, err := lifecycle.Cases().Next(p, r.From, r.Event, facts)
			var blocked *lifecycle.Blocked
			if !errors.As(err, &blocked) || !slices.Equal(blocked.Guards, []lifecycle.Guard{g}) || got != r.From {
				t.Errorf("without %s, %s from %s leads to %s, %v", g, r.Event, r.From, got, err)
			}
			if !errors.Is(err, fault.Refused) {
				t.Errorf("%v is not a refusal", err)
			}
		}
		if missing := r.Missing(nil); !slices.Equal(missing, r.Guards) {
			t.Errorf("%s from %s: nothing is known, yet only %v is missing", r.Event, r.From, missing)
		}
	}
}

// processOf is a scheme that has the row.
func processOf(r caseRow) scheme.Process {
	var p scheme.Process
	for _, s := range scheme.Steps() {
		if s != r.Without {
			p.Steps = append(p.Steps, s)
		}
	}
	return p
}

func TestUnknownStepIsAConflict(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		from lifecycle.State
		e    lifecycle.Event
	}{
		{"a second grant", lifecycle.Granted, lifecycle.DecideGrant},
		{"a decision before the session", lifecycle.Ready, lifecycle.DecideGrant},
		{"a withdrawal after the refusal", lifecycle.Refused, lifecycle.Withdraw},
		{"a state nobody knows", "asleep", lifecycle.Submit},
		{"an event nobody knows", lifecycle.Draft, "wish"},
		{"nothing", "", ""},
	} {
		got, err := lifecycle.Cases().Next(scheme.Process{Steps: scheme.Steps()}, tt.from, tt.e, everything())
		if got != tt.from || !errors.Is(err, fault.Conflict) {
			t.Errorf("%s: %s, %v", tt.name, got, err)
		}
	}
}

// The two shipped schemes take different ways; each way is walked as the sources
// tell it (S0-10 to S0-15; S3, B2).
func TestWaysOfTheShippedSchemes(t *testing.T) {
	t.Parallel()
	anshin := scheme.Process{Steps: []scheme.Step{scheme.StepApplicationReview, scheme.StepDocumentReview,
		scheme.StepReport, scheme.StepCommittee}}
	pmark := scheme.Process{Steps: scheme.Steps()}
	onSite := scheme.Process{Steps: []scheme.Step{scheme.StepOnSiteReview, scheme.StepCommittee}}
	for _, tt := range []struct {
		name   string
		p      scheme.Process
		events []lifecycle.Event
		want   lifecycle.State
	}{
		{"anshin, granted at once", anshin, []lifecycle.Event{"submit", "accept", "begin_review", "pass_documents",
			"file_report", "schedule", "decide_grant"}, lifecycle.Granted},
		{"anshin, sent back and corrected", anshin, []lifecycle.Event{"submit", "return", "submit", "accept", "begin_review",
			"raise_findings", "answer_findings", "raise_findings", "answer_findings", "pass_documents", "file_report",
			"schedule", "defer", "schedule", "decide_refuse"}, lifecycle.Refused},
		{"pmark, granted with the agreement", pmark, []lifecycle.Event{"submit", "accept", "begin_review", "pass_documents",
			"raise_findings", "answer_findings", "finish_onsite", "file_report", "schedule", "decide_grant",
			"conclude_agreement"}, lifecycle.Granted},
		{"pmark, agreement not made in time", pmark, []lifecycle.Event{"submit", "accept", "begin_review", "pass_documents",
			"finish_onsite", "file_report", "schedule", "decide_grant", "lapse"}, lifecycle.Lapsed},
		{"pmark, findings never answered", pmark, []lifecycle.Event{"submit", "accept", "begin_review", "pass_documents",
			"raise_findings", "lapse"}, lifecycle.Lapsed},
		{"a scheme that only visits", onSite, []lifecycle.Event{"submit", "accept", "begin_review", "finish_onsite",
			"file_report", "schedule", "decide_grant"}, lifecycle.Granted},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			state := lifecycle.Draft
			for _, e := range tt.events {
				next, err := lifecycle.Cases().Next(tt.p, state, e, everything())
				if err != nil {
					t.Fatal(err)
				}
				state = next
			}
			if state != tt.want {
				t.Errorf("the way ends at %s, want %s", state, tt.want)
			}
		})
	}
}

// Take one of these events away and no case is ever granted, whatever the scheme
// leaves out.
func TestNoWayToAGrantPassesTheCommitteeBy(t *testing.T) {
	t.Parallel()
	for _, p := range processes() {
		for _, e := range []lifecycle.Event{lifecycle.Submit, lifecycle.Accept, lifecycle.BeginReview,
			lifecycle.FileReport, lifecycle.Schedule, lifecycle.DecideGrant} {
			rows := slices.DeleteFunc(counting(p), func(r caseRow) bool { return r.Event == e })
			if reachable(rows)[lifecycle.Granted] {
				t.Errorf("%v: granted without %s", p.Steps, e)
			}
		}
	}
}

// Froms is Open turned round.
func TestFromsAreWhereAnEventLeadsOut(t *testing.T) {
	t.Parallel()
	for _, r := range lifecycle.Cases().Rows() {
		if !slices.Contains(lifecycle.Cases().Froms(r.Event), r.From) {
			t.Errorf("%s does not lead out of %s", r.Event, r.From)
		}
	}
	if got := lifecycle.Cases().Froms(lifecycle.Lapse); len(got) != 3 || slices.Contains(got, lifecycle.Draft) {
		t.Errorf("a case lapses from %v", got)
	}
}

// What leads back is what an office does not press first.
func TestWhatLeadsBack(t *testing.T) {
	t.Parallel()
	var back []lifecycle.Event
	for _, r := range lifecycle.Cases().Rows() {
		if lifecycle.LeadsBack(r.Event) && !slices.Contains(back, r.Event) {
			back = append(back, r.Event)
		}
	}
	if want := []lifecycle.Event{lifecycle.Return, lifecycle.ResumeReview, lifecycle.Defer}; !slices.Equal(back, want) {
		t.Errorf("back lead %v, want %v", back, want)
	}
	if lifecycle.LeadsBack("") {
		t.Error("what is no step leads back")
	}
}
