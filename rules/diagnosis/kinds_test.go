package diagnosis_test

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"akashi/rules/diagnosis"
)

// TestWhatWasWrittenIsReadAgain reads results back that were kept as JSON.
func TestWhatWasWrittenIsReadAgain(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule, terms := drawTerms(t)
		kept := diagnosis.Judge(rule, report(drawFindings().Draw(t, "findings")...), terms)
		written, err := json.Marshal(kept)
		if err != nil {
			t.Fatal(err)
		}
		var read diagnosis.Result
		if err := json.Unmarshal(written, &read); err != nil {
			t.Fatalf("%v: %s", err, written)
		}
		sameJSON(t, kept, read)
	})
}

// TestKindsOweWhatTheListsSay holds the kinds against the lists of keys: each finding on duty is
// under one kind, once, and owes what the gravest list says that has it.
func TestKindsOweWhatTheListsSay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule, terms := drawTerms(t)
		r := diagnosis.Judge(rule, report(drawFindings().Draw(t, "findings")...), terms)
		r.Findings = r.OnDuty()
		owes := func(key string) diagnosis.Owed {
			switch {
			case slices.Contains(r.Blocking, key):
				return diagnosis.OwedResolution
			case slices.Contains(r.Undecidable, key):
				return diagnosis.OwedScore
			case slices.Contains(r.OpinionMissing, key):
				return diagnosis.OwedOpinion
			}
			return diagnosis.OwedNothing
		}
		listed := map[string]int{}
		order := []diagnosis.Owed{diagnosis.OwedResolution, diagnosis.OwedScore, diagnosis.OwedOpinion, diagnosis.OwedNothing}
		last := 0
		for _, k := range r.Kinds() {
			most := len(order) - 1
			for _, f := range k.Findings {
				listed[f.Key]++
				if f.PluginID != k.PluginID || f.Owes != owes(f.Key) {
					t.Fatalf("%s of %q owes %q, not %q", f.Key, k.PluginID, f.Owes, owes(f.Key))
				}
				most = min(most, slices.Index(order, f.Owes))
			}
			if k.Owes != order[most] || most < last {
				t.Fatalf("kind %s owes %q, behind one that owes %q", k.PluginID, k.Owes, order[last])
			}
			last = most
		}
		for _, f := range r.Findings {
			if listed[f.Key()] != 1 {
				t.Fatalf("%s is listed %d times", f.Key(), listed[f.Key()])
			}
		}
	})
}
