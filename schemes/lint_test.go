package schemes

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"akashi/beside/testkit/told"
	"akashi/scheme"
	"akashi/values/fault"
)

const (
	anshin  = "anshin/2014-07.yaml"
	pmark   = "pmark/2006.yaml"
	harbour = "testdata/harbour.yaml"
)

// planted is a fault put into a file: old becomes fresh, and the line of fresh, or of where when
// that is given, has the problem.
type planted struct {
	code  string
	file  string
	old   string
	fresh string
	where string
}

func plantedFaults() []planted {
	return []planted{
		{"format-unknown", anshin, "format: 1", "format: 2", ""},
		{"required-missing", anshin, "short_name:\n  ja: \"安全・安心マーク\"\n  en: \"Safe and Secure Mark\"\n", "", "# インターネット"},
		{"required-missing", harbour, "  tie_break: {value: defer, source: H-1}\n", "", "committee:\n"},
		{"language-missing", anshin, "      en: \"To promote a business", "      en: \" \" # ", "    - ja: \"一般利用者が安心してインターネット接続サービスを利用し得る事業環境の整備推進\""},
		{"vocabulary", anshin, "unit: service", "unit: ship", ""},
		{"vocabulary", pmark, "by_size: {small: 205_715", "by_size: {tiny: 205_715", ""},
		{"number-negative", harbour, "term_years: {value: 1", "term_years: {value: -1", ""},
		{"id-malformed", harbour, "id: A1-4", "id: \"A1 4\"", ""},
		{"id-malformed", anshin, `aliases: ["7-3"]`, `aliases: ["7/3"]`, ""},
		{"id-twice", harbour, "id: A1-4", "id: A1-3", "  - id: A1-3\n    subsection: A1\n    level: plus\n    text: {ja: \"外国語"},
		{"id-twice", pmark, "    - code: mark\n      label", "    - code: review\n      label", "    - code: review\n      label: {ja: \"マーク"},
		{"setting-open", harbour, "period: {value: 1 year, source: H-1}", "period: {source: H-1}", ""},
		{"setting-open", harbour, "quorum: {value: two_thirds, source: H-1}", "quorum: {value: two_thirds, office_decides: true, source: H-1}", ""},
		{"source-missing", harbour, "quorum: {value: two_thirds, source: H-1}", "quorum: {value: two_thirds}", ""},
		{"source-missing", harbour, "unit_source: H-1\n", "", "# An invented"},
		{"source-unknown", harbour, "tie_break: {value: defer, source: H-1}", "tie_break: {value: defer, source: H-9}", ""},
		{"citation-unused", harbour, "      source: H-2", "      source: H-1", "  - id: H-2"},
		{"term-unknown", harbour, "  mark: {", "  flag: {", ""},
		{"history-date", anshin, `when: "2005-06"`, `when: "June 2005"`, ""},

		{"body-unknown", anshin, "en: \"President of JAIPA\"}\n      body: jaipa", "en: \"President of JAIPA\"}\n      body: japan", "      body: japan"},
		{"intake-code", anshin, "code: D", "code: T", "      code: T\n      name: {ja: \"一般社団法人電気"},
		{"intake-unreachable", anshin, "[application_review, document_review, ", "[application_review, ", "  intake_bodies:\n    - id"},

		{"section-unknown", harbour, `section: "A"`, `section: "B"`, ""},
		{"subsection-unknown", harbour, "    subsection: A1\n    level: plus\n    text: {ja: \"職員", "    subsection: A9\n    level: plus\n    text: {ja: \"職員", ""},
		{"method-unknown", harbour, "    method: paper", "    method: pepper", ""},
		{"aspect-unknown", pmark, "aspects: [document, operation]", "aspects: [document, document]", ""},
		{"level-unknown", harbour, "    level: plus\n    text: {ja: \"職員", "    level: super\n    text: {ja: \"職員", ""},
		{"level-missing", harbour, "    level: plus\n    text: {ja: \"職員", "    text: {ja: \"職員", "  - id: A1-3"},
		{"alias-clash", anshin, `aliases: ["7-3"]`, `aliases: ["7-4-1"]`, ""},
		{"points-missing", anshin, "    points: 3\n", "", "  - id: \"1-1-3\""},
		{"points-needless", harbour, "    kind: suggested\n", "    kind: suggested\n    points: 3\n", "    points: 3"},
		{"confidential-alone", harbour, "    kind: suggested\n", "    kind: points\n    points: 3\n    grading: graded\n    rubric: {confidential: true, text: {ja: \"非公表\", en: \"Confidential\"}}\n",
			"    rubric: {confidential: true"},
		{"zero-fails-unscored", harbour, "    kind: suggested\n", "    kind: suggested\n    zero_fails: true\n", "    zero_fails: true"},
		{"renewal-needless", harbour, "    kind: suggested\n", "    kind: suggested\n    renewal: {kind: suggested}\n", "    renewal: {"},
		{"renewal-needless", harbour, "    kind: suggested\n", "    kind: suggested\n    renewal: {method: paper}\n", "    renewal: {"},
		{"fixed-needless", harbour, "    kind: suggested\n", "    kind: suggested\n    text_fixed: {ja: \"外国語の案内を備えるとよい\", en: \"Leaflets\"}\n", "    text_fixed: {"},
		{"part-unused", harbour, "methods:\n", "methods:\n  - {id: phone, text: {ja: \"電話\", en: \"A call\"}}\n", "  - {id: phone"},
		{"part-unused", harbour, "subsections:\n", "subsections:\n  - {id: A2, section: \"A\", title: {ja: \"空\", en: \"Empty\"}}\n", "  - {id: A2"},
		{"aspect-unreachable", pmark, "    step: onsite_review", "    step: committee", ""},

		{"total-mandatory", anshin, "mandatory_total: 25", "mandatory_total: 24", ""},
		{"total-points", anshin, "points_total: 117", "points_total: 118", ""},
		{"pass-twice", pmark, "[all_mandatory_met]", "[all_mandatory_met, all_mandatory_met]", ""},
		{"pass-points", anshin, "[all_mandatory_met, points_at_least_pass, ", "[all_mandatory_met, ", "    points_pass: 91"},
		{"pass-points", anshin, "points_total: 122\n    points_pass: 91", "points_total: 122", "  new:\n    mandatory_total"},
		{"pass-level", harbour, "  level: basic\n  new", "  level: first\n  new", ""},
		{"pass-level", harbour, "[level_reached]", "[all_mandatory_met]", "  level: basic\n  new"},
		{"pass-zero", anshin, ", no_zero_in_zero_fails_items]", "]", "  conditions: ["},
		{"pass-zero", pmark, "[all_mandatory_met]", "[all_mandatory_met, no_zero_in_zero_fails_items]", "  conditions: ["},
		{"pass-mandatory", anshin, "[all_mandatory_met, ", "[", "  conditions: ["},
		{"pass-unreachable", anshin, "points_total: 122\n    points_pass: 91", "points_total: 122\n    points_pass: 123", "    points_pass: 123"},

		{"audit-criterion", anshin, "audit:\n  criterion: \"1-1-2\"", "audit:\n  criterion: \"1-9-9\"", "  criterion: \"1-9-9\""},
		{"audit-item-twice", anshin, "id: A16", "id: A01", "        - id: A01\n          text:\n            ja: \"セキュリティ対策や"},
		{"diagnosis-criterion", anshin, "diagnosis:\n  criterion: \"2-1-1\"", "diagnosis:\n  criterion: \"2-9-9\"", "  criterion: \"2-9-9\""},
		{"diagnosis-bands", anshin, "min_tenths: 40", "min_tenths: 75", ""},
		{"diagnosis-bands", anshin, "min_tenths: 0", "min_tenths: 1", ""},
		{"diagnosis-evidence", anshin, "\n  evidence: diagnosis_report", "\n  evidence: scan", "  evidence: scan"},
		{"diagnosis-evidence", anshin, "diagnosis_report\n  metric: v2\n  max_age:\n    value: 3 months", "diagnosis_report\n  metric: v2\n  max_age:\n    value: 4 months", "  max_age:\n    value: 4 months"},
		{"evidence-unknown", anshin, "    evidence: diagnosis_report", "    evidence: diagnosis", ""},
		{"evidence-unused", pmark, "    evidence: register_extract\n", "", "  - id: register_extract\n    title: {ja: \"登記事項証明書\", en: \"Register extract\"}\n    max_age"},
		{"asking-post", anshin, "asks: [{any_of: [statement], post: responsible}]", "asks: [{any_of: [statement]}]", ""},
		{"asking-post", anshin, "asks: [{any_of: [web]}]", "asks: [{any_of: [web], post: responsible}]", ""},
		{"asking-post", anshin, "asks: [{any_of: [web]}]", "asks: [{any_of: []}]", ""},
		{"audit-evidence", anshin, "evidence: audit_report\n  window", "evidence: audit_raport\n  window", ""},
		{"document-case", pmark, "cases: [new, renewal]", "cases: [new, new]", ""},

		{"window-period", pmark, "      period:\n        value: 1 year\n        source: S3-04b", "      period:\n        source: S3-04b\n        note: {ja: \"無\", en: \"none\"}", "      period:\n        source: S3-04b"},
		{"window-period", pmark, "      period:\n        source: S3-04c", "      period:\n        value: 1 year\n        source: S3-04c", "      period:\n        value: 1 year\n        source: S3-04c"},
		{"region-source", pmark, "  region_source: S3-03\n", "", "eligibility:\n"},
		{"size-ceilings", pmark, "medium_max_persons: 300", "medium_max_persons: 20", "    - id: manufacturing"},
		{"size-unused", harbour, "process:\n", "size:\n  industries:\n    - {id: all, title: {ja: \"全\", en: \"All\"}, small_max_persons: 1, medium_max_capital: 1, medium_max_persons: 2, source: H-1}\n" +
			"  connective: {value: or, source: H-1}\n  persons_counted: {value: all_engaged, source: H-1}\n  source: H-1\nprocess:\n", "size:\n"},

		{"fee-table-dates", pmark, "from: 2019-10-01", "from: 2019-10-02", ""},
		{"fee-table-dates", pmark, "      to: 2019-09-30\n", "", "    - id: tax-8"},
		{"fee-table-dates", pmark, "      to: 2019-09-30\n", "      to: 2013-09-30\n", "      to: 2013"},
		{"fee-unknown", anshin, "{code: annual, case: new, amount", "{code: yearly, case: new, amount", ""},
		{"fee-unknown", anshin, "{code: review, case: new, amount", "{code: review, case: renewal, amount", ""},
		{"fee-amount", pmark, "{code: application, case: new, amount: 51_429}", "{code: application, case: new}", ""},
		{"fee-amount", pmark, "medium: 462_857, large: 977_142}", "medium: 462_857}", ""},
		{"fee-unpriced", anshin, "        - {code: annual, case: renewal, amount: 20_000}\n", "", "      amounts:\n"},
		{"fee-priced-twice", anshin, "        - {code: annual, case: renewal, amount: 20_000}\n", "        - {code: annual, case: renewal, amount: 20_000}\n        - {code: annual, case: renewal, amount: 20_000}\n", "      amounts:\n"},
		{"fee-total", anshin, "- {case: new, amount: 100_000}", "- {case: new, amount: 100_001}", ""},
		{"fee-total", pmark, "large: 1_234_286", "large: 1_234_287", ""},
		{"fee-due", anshin, "        within: 1 month\n", "", "        first_day_counted"},
		{"fee-due", pmark, "[application_review, document_review, onsite_review, ", "[application_review, ", "        event: review_completed"},
		{"fee-tax", anshin, "tax_permille: 80", "tax_permille: 8000", ""},
		{"fee-onsite", pmark, "        min_persons: 1", "        min_persons: 3", ""},
		{"fee-onsite", pmark, "document_review, onsite_review, ", "document_review, ", "      revisit:"},
		{"onsite-hours", pmark, "    - {size: small, new: 5, renewal: 5}\n", "", "  hours:"},

		{"step-order", pmark, "[application_review, document_review, ", "[document_review, application_review, ", ""},
		{"gate-fee", pmark, "gate: grant, fee: mark,", "gate: grant, fee: mask,", ""},
		{"gate-fee", pmark, "    - {gate: grant, fee: mark, source: S3-11}\n", "    - {gate: grant, fee: mark, source: S3-11}\n    - {gate: grant, fee: mark, source: S3-11}\n", "    - {gate: grant, fee: mark, source: S3-11}\n  refund"},
		{"gate-step", pmark, "  steps: [application_review, ", "  steps: [", "    - {gate: application_review"},
		{"committee-chair", harbour, "en: \"Crew\"}, source", "en: \"Crew\"}, chair: true, source", "  seats:"},
		{"reviewers-alone", anshin, "  first_stage_fails:", "  reviewers: {value: 4, source: I-15}\n  first_stage_fails:", ""},
		{"second-factor", harbour, "[secretariat, member]", "[member, member]", "  second_factor:"},
		{"vocabulary", harbour, "[secretariat, member]", "[secretariat, admin]", "  second_factor:"},
		{"committee-unreachable", harbour, ", committee]", "]", "committee:"},
		{"conflict-unreachable", harbour, "    - {id: declared", "    - {id: first_stage_by_own_body", ""},
		{"session-months", anshin, "months: [3, 7, 11]", "months: [3, 11, 7]", ""},
		{"calendar-day", anshin, `from: "12-29"`, `from: "12-32"`, ""},
		{"renewal-window", pmark, "opens_before: 8 months", "opens_before: 3 months", ""},
		{"renewal-listed", anshin, "    closes_before: 150 days\n", "    closes_before: 150 days\n    opens_before: 1 year\n", "    listed_before:"},
		{"renewal-listed", pmark, "    opens_before: 8 months\n", "", "  renewal_window:"},
		{"clock-unknown", harbour, "  - id: findings_answer", "  - id: answer", ""},
		{"clock-unreachable", pmark, ", committee, agreement]", ", committee]", "  - id: agreement"},
		{"clock-unreachable", harbour, ", committee]", ", committee, agreement]", "clocks:"},
		{"estimate-unknown", anshin, "  - id: filing", "  - id: filling", ""},
		{"reminder-unknown", anshin, "  - id: expiry\n", "  - id: expired\n", ""},
		{"reminder-days", anshin, "{before: [14], after: [1, 14, 30]}", "{before: [14], after: [1, 30, 14]}", ""},
		{"number-pattern", harbour, `"HB-{seq:3}"`, `"HB-{seq:3"`, ""},
		{"number-fields", pmark, "counts_grants: true", "counts_grants: false", ""},
		{"number-fields", anshin, "{body:[JTD]}{seq:4}", "{body:[JT]}{seq:4}", "      code: D"},
		{"number-fields", pmark, `value: "99"`, `value: "999"`, "  body_code:"},
		{"receipt-prefix", harbour, "receipt_prefix: HB", "receipt_prefix: hb!", ""},
	}
}

func TestLintFindsEachPlantedFault(t *testing.T) {
	t.Parallel()
	for _, p := range plantedFaults() {
		t.Run(p.code, func(t *testing.T) {
			t.Parallel()
			data := read(t, p.file)
			if !bytes.Contains(data, []byte(p.old)) {
				t.Fatalf("%s does not contain %q", p.file, p.old)
			}
			data = bytes.Replace(data, []byte(p.old), []byte(p.fresh), 1)
			_, err := Decode(data)
			want := fmt.Sprintf("line %d,", lineOf(t, data, p))
			if !slices.ContainsFunc(problemsOf(t, err), func(found fault.Problem) bool {
				return found.Code == p.code && strings.HasPrefix(found.Where, want)
			}) {
				t.Errorf("want %s on %s got\n%v", p.code, want, err)
			}
		})
	}
}

// TestAConfidentialItemIsNotAlone: of the three items of 7-1 whose rubric is confidential two
// are enough for no sum to tell one, and one is not, in new cases and at renewal.
func TestAConfidentialItemIsNotAlone(t *testing.T) {
	t.Parallel()
	for published, alone := range []bool{false, false, true, false} {
		data := bytes.Replace(read(t, anshin), []byte("confidential: true"), []byte("confidential: false"), published)
		_, err := Decode(data)
		if told := strings.Contains(fmt.Sprint(err), "confidential-alone"); told != alone {
			t.Errorf("%d of 3 rubrics published: %v", published, err)
		}
	}
}

func TestEachCheckHasAPlantedFault(t *testing.T) {
	t.Parallel()
	for _, code := range scheme.LintCodes() {
		if !slices.ContainsFunc(plantedFaults(), func(p planted) bool { return p.code == code }) {
			t.Errorf("no fault is planted for %s", code)
		}
	}
}

func lineOf(t *testing.T, data []byte, p planted) int {
	t.Helper()
	text := p.where
	if text == "" {
		text = p.fresh
	}
	before, _, found := strings.Cut(string(data), text)
	if !found {
		t.Fatalf("the changed file does not contain %q", text)
	}
	return strings.Count(before, "\n") + 1
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func problemsOf(t testing.TB, err error) fault.Problems {
	t.Helper()
	problems, ok := errors.AsType[fault.Problems](err)
	if err != nil && !ok {
		t.Fatalf("got %v, want problems", err)
	}
	told.InBoth(t, problems)
	return problems
}
