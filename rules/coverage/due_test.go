package coverage_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"akashi/beside/testkit/shipped"
	"akashi/rules/coverage"
	"akashi/scheme"
)

// The nine methods of anshin (確認方法) and what each asks for, with one criterion of
// each as the rule book prints it.
func TestEachMethodAsksForItsEvidence(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "anshin", "2014-07")
	item := map[string]string{}
	for i := range e.Criteria {
		if m := e.Criteria[i].Method; item[m] == "" {
			item[m] = e.Criteria[i].ID
		}
	}
	if len(item) != 9 {
		t.Fatalf("methods in use: %v, want nine", item)
	}
	held := func(set func(h *coverage.Held, item string)) func(string) coverage.Held {
		return func(item string) coverage.Held {
			h := coverage.Held{Documents: map[string]bool{}, Pages: map[string]bool{}, Statements: map[scheme.Post]map[string]bool{}}
			set(&h, item)
			return h
		}
	}
	document := held(func(h *coverage.Held, item string) { h.Documents[item] = true })
	page := held(func(h *coverage.Held, item string) { h.Pages[item] = true })
	both := held(func(h *coverage.Held, item string) { h.Documents[item], h.Pages[item] = true, true })
	by := func(post scheme.Post) func(string) coverage.Held {
		return held(func(h *coverage.Held, item string) { h.Statements[post] = map[string]bool{item: true} })
	}
	audits := held(func(h *coverage.Held, _ string) { h.Audits = true })
	report := held(func(h *coverage.Held, _ string) { h.Reports = true })
	all := []func(string) coverage.Held{document, page, both, by(scheme.PostResponsible), by(scheme.PostPrivacyOfficer), audits, report}
	for method, enough := range map[string][]bool{
		"document":                        {true, false, true, false, false, false, false},
		"document_or_web":                 {true, true, true, false, false, false, false},
		"web":                             {false, true, true, false, false, false, false},
		"document_and_web":                {false, false, true, false, false, false, false},
		"signature_officer":               {false, false, false, true, false, false, false},
		"signature_pii_manager_in_person": {false, false, false, false, true, false, false},
		"signature_pii_manager":           {false, false, false, false, true, false, false},
		"audit_report":                    {false, false, false, false, false, true, false},
		"diagnosis_report":                {false, false, false, false, false, false, true},
	} {
		for i, have := range all {
			due := coverage.EvidenceDue(e, scheme.New, []string{item[method]}, have(item[method]))
			if (len(due) == 0) != enough[i] {
				t.Errorf("%s with %d: due %v, want enough: %v", method, i, due, enough[i])
			}
		}
	}
}

// The statements of anshin rest on 18 criteria of the responsible person, and on
// 7-0-1, 7-2-1 and 7-3-1 of the manager.
func TestWhoseStatement(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "anshin", "2014-07")
	posts := map[scheme.Post][]string{}
	for _, d := range coverage.EvidenceDue(e, scheme.New, e.CriterionIDs(), coverage.Held{}) {
		if d.Asks == scheme.EvidenceStatement {
			posts[d.Post] = append(posts[d.Post], d.Item)
		}
	}
	if n := len(posts[scheme.PostResponsible]); n != 18 || !slices.Equal(posts[scheme.PostPrivacyOfficer], []string{"7-0-1", "7-2-1", "7-3-1"}) {
		t.Errorf("got %v", posts)
	}
}

// The checklist counts: eight lines or however many the edition requires, each with
// what stands against it.
func TestTheChecklistCounts(t *testing.T) {
	t.Parallel()
	anshin, pmark := shipped.Edition(t, "anshin", "2014-07"), shipped.Edition(t, "pmark", "2006")
	for _, c := range []struct {
		name   string
		e      *scheme.Edition
		t      scheme.CaseType
		held   coverage.Held
		due    int
		states map[string]coverage.DocumentState // that differ from missing
	}{
		{"nothing, anshin new", anshin, scheme.New, coverage.Held{}, 4, nil},
		{"a report of today", anshin, scheme.New,
			coverage.Held{Reports: true, Ages: map[string]coverage.Freshness{"diagnosis_report": coverage.Fresh}}, 4,
			map[string]coverage.DocumentState{"diagnosis_report": coverage.DocumentThere}},
		{"an old report", anshin, scheme.New,
			coverage.Held{Reports: true, Ages: map[string]coverage.Freshness{"diagnosis_report": coverage.TooOld}}, 4,
			map[string]coverage.DocumentState{"diagnosis_report": coverage.DocumentTooOld}},
		{"an audit report without its day", anshin, scheme.Renewal,
			coverage.Held{Checklist: map[string]bool{"audit_report": true}}, 5,
			map[string]coverage.DocumentState{"audit_report": coverage.DocumentUndated}},
		{"let off", anshin, scheme.Renewal, coverage.Held{Excepted: map[string]bool{"audit_report": true}}, 5,
			map[string]coverage.DocumentState{"audit_report": coverage.DocumentExcepted}},
		{"an extract about to be too old", pmark, scheme.New,
			coverage.Held{Checklist: map[string]bool{"register_extract": true, "brochure": true}, Ages: map[string]coverage.Freshness{"register_extract": coverage.Aging}}, 13,
			map[string]coverage.DocumentState{"register_extract": coverage.DocumentThere}},
	} {
		due := coverage.EvidenceDue(c.e, c.t, c.e.CriterionIDs(), c.held)
		got := coverage.Checklist(c.e, c.t, c.held, due)
		if len(got) != c.due {
			t.Errorf("%s: %d lines, want %d", c.name, len(got), c.due)
		}
		for _, line := range got {
			want, differs := c.states[line.ID]
			if !differs {
				want = coverage.DocumentMissing
			}
			if line.State != want {
				t.Errorf("%s: %s is %s, want %s", c.name, line.ID, line.State, want)
			}
		}
	}
}

// Whatever is held: a criterion is settled exactly when each thing that it asks for is
// there in one of its kinds, counted naively; one more piece never makes more due.
func TestEvidenceDueAgreesWithTheList(t *testing.T) {
	e := shipped.Edition(t, "anshin", "2014-07")
	rapid.Check(t, func(t *rapid.T) {
		some := func(label string) map[string]bool {
			all := map[string]bool{}
			for _, id := range rapid.SliceOf(rapid.SampledFrom(e.CriterionIDs())).Draw(t, label) {
				all[id] = true
			}
			return all
		}
		held := coverage.Held{Documents: some("documents"), Pages: some("pages"), Audits: rapid.Bool().Draw(t, "audits"), Reports: rapid.Bool().Draw(t, "reports"),
			Statements: map[scheme.Post]map[string]bool{scheme.PostResponsible: some("responsible"), scheme.PostPrivacyOfficer: some("officer")}, Excepted: some("let off")}
		due := map[string]bool{}
		for _, d := range coverage.EvidenceDue(e, scheme.New, e.CriterionIDs(), held) {
			due[d.Item] = true
		}
		for i := range e.Criteria {
			id, m := e.Criteria[i].ID, e.Criteria[i].Method
			doc, page := held.Documents[id], held.Pages[id]
			settled := held.Excepted[id] || map[string]bool{"document": doc, "web": page, "document_or_web": doc || page, "document_and_web": doc && page,
				"signature_officer": held.Statements[scheme.PostResponsible][id], "signature_pii_manager": held.Statements[scheme.PostPrivacyOfficer][id],
				"signature_pii_manager_in_person": held.Statements[scheme.PostPrivacyOfficer][id], "audit_report": held.Audits, "diagnosis_report": held.Reports}[m]
			if settled == due[id] {
				t.Fatalf("%s (%s): due %v, settled %v", id, m, due[id], settled)
			}
		}
		more := held
		more.Documents = maps.Clone(held.Documents)
		more.Documents[rapid.SampledFrom(e.CriterionIDs()).Draw(t, "one more")] = true
		if len(coverage.EvidenceDue(e, scheme.New, e.CriterionIDs(), more)) > len(coverage.EvidenceDue(e, scheme.New, e.CriterionIDs(), held)) {
			t.Fatal("one more document has made more due")
		}
	})
}
