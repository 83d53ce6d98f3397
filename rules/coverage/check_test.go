package coverage_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"akashi/record"
	"akashi/rules/coverage"
	"akashi/scheme"
	"akashi/schemes"
	"akashi/values/civil"
	"akashi/values/fault"
)

func edition(t testing.TB) *scheme.Edition {
	t.Helper()
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	e, err := shelf.Edition("anshin", "2014-07")
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func day(t testing.TB, s string) civil.Date {
	t.Helper()
	var d civil.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

// items writes A01 to A08 as a JSON list.
func items(from, to int) string {
	var ids []string
	for i := from; i <= to; i++ {
		ids = append(ids, fmt.Sprintf("%q", fmt.Sprintf("A%02d", i)))
	}
	return "[" + strings.Join(ids, ",") + "]"
}

func check(t *testing.T, filed, input string) (coverage.Result, error) {
	t.Helper()
	audits, err := coverage.DecodeAudits(strings.NewReader(input))
	if err != nil {
		return coverage.Result{}, err
	}
	return coverage.Check(edition(t), day(t, filed), audits)
}

func TestAuditCoverage(t *testing.T) {
	t.Parallel()
	first := `{"completed":"2023-09-01","items":` + items(1, 8) + `}`
	const none = `"not_applicable":[{"item":"A16","reason":"nothing is outsourced"}]`
	tests := []struct {
		name, audits, missing, outside string
	}{
		{"two audits cover all", first + `,{"completed":"2024-03-01","items":` + items(9, 16) + `}`, "", "[]"},
		{"outsourcing was not audited", first + `,{"completed":"2024-03-01","items":` + items(8, 15) + `}`, "A16", "[]"},
		{"nothing is outsourced", first + `,{"completed":"2024-03-01","items":` + items(8, 15) + `,` + none + `}`, "", "[]"},
		{"I-14 one year ago is inside", `{"completed":"2023-07-10","items":` + items(1, 16) + `}`, "", "[]"},
		{"I-14 a year and a day is not", `{"completed":"2023-07-09","items":` + items(1, 15) + `,` + none + `}`,
			"A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A12 A13 A14 A15 A16", "[2023-07-09]"},
		{"I-14 on the day of filing", `{"completed":"2024-07-10","items":` + items(1, 16) + `}`, "", "[]"},
		{"after the day of filing", first + `,{"completed":"2024-07-11","items":` + items(9, 16) + `}`,
			"A09 A10 A11 A12 A13 A14 A15 A16", "[2024-07-11]"},
		{"no audit", "", "A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A12 A13 A14 A15 A16", "[]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r, err := check(t, "2024-07-10", "["+test.audits+"]")
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(r.Missing, " "); got != test.missing || r.Complete != (got == "") || len(r.Covered)+len(r.Missing) != 16 {
				t.Errorf("complete %v, missing %q; want %q", r.Complete, got, test.missing)
			}
			if got := fmt.Sprint(r.OutsideWindow); got != test.outside {
				t.Errorf("outside the window %s, want %s", got, test.outside)
			}
			if tree := r.Reasons[0]; tree.Holds != r.Complete || len(tree.Because) != 16 {
				t.Errorf("reason %+v", tree)
			}
		})
	}
}

func TestWhichAuditCoversWhat(t *testing.T) {
	t.Parallel()
	r, err := check(t, "2024-07-10", `[{"completed":"2024-03-01","items":["A03","A01"]},
		{"completed":"2022-03-01","items":["A02"],"not_applicable":[{"item":"A16","reason":"none"}]}]`)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := json.Marshal(r.ByAudit)
	const want = `[{"completed":"2024-03-01","inside":true,"covers":["A01","A03"]},` +
		`{"completed":"2022-03-01","inside":false,"covers":["A02","A16"]}]`
	if string(got) != want || !slices.Equal(r.Covered, []string{"A01", "A03"}) || len(r.NotApplicable) != 0 || r.Criterion != "1-1-2" {
		t.Errorf("by audit %s, covered %q, not applicable %v", got, r.Covered, r.NotApplicable)
	}
	if leaf := r.Reasons[0].Because[0]; leaf.Facts.Get("audit") != "2024-03-01" || leaf.Clause == "" {
		t.Errorf("reason of A01: %+v", leaf)
	}
}

func problems(t *testing.T, err error) []string {
	t.Helper()
	list, ok := errors.AsType[fault.Problems](err)
	if !ok {
		t.Fatalf("error %v, want problems", err)
	}
	var out []string
	for _, p := range list {
		out = append(out, p.Code+" "+p.Where)
	}
	return out
}

func TestAuditsThatAreRefused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, input string
		want        []string
	}{
		{"not a list", `{}`, []string{"wrong-type /"}},
		{"malformed", `[{"completed":"2024-02-30","items":"A01"},7,{"item":[]},{"completed":"2024-03-01","items":[1],"not_applicable":[{"item":"A16"}]}]`,
			[]string{"date-malformed /0/completed", "wrong-type /0/items", "wrong-type /1", "unknown-key /2/item", "key-missing /2", "key-missing /2",
				"wrong-type /3/items/0", "key-missing /3/not_applicable/0"}},
		{"only outsourcing can be absent", `[{"completed":"2024-03-01","not_applicable":[{"item":"A15","reason":"no staff"}]}]`,
			[]string{"na-not-allowed /0/not_applicable/0"}},
		{"a blank reason", `[{"completed":"2024-03-01","not_applicable":[{"item":"A16","reason":" "}]}]`,
			[]string{"wrong-type /0/not_applicable/0/reason"}},
		{"unknown and twice", `[{"completed":"2024-03-01","items":["A17","A01","A01","A16"],"not_applicable":[{"item":"A16","reason":"none"}]}]`,
			[]string{"audit-item-unknown /0/items/0", "audit-item-twice /0/items/2", "audit-item-twice /0/not_applicable/0"}},
		{"an audit of nothing is only of no use", `[{"completed":"2024-03-01","items":[]}]`, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := check(t, "2024-07-10", test.input)
			if test.want == nil {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if got := problems(t, err); !slices.Equal(got, test.want) {
				t.Errorf("problems %q, want %q", got, test.want)
			}
		})
	}
	_, err := coverage.Check(edition(t), civil.Date{}, []record.Audit{{NotApplicable: []record.NotApplicable{{Item: "A16"}}}})
	want := []string{"date-missing application_date", "date-missing /0/completed", "justification-missing /0/not_applicable/0"}
	if got := problems(t, err); !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
	if _, err := coverage.Check(&scheme.Edition{}, day(t, "2024-07-10"), nil); fault.KindOf(err) != fault.Invalid {
		t.Errorf("an edition without an audit rule: %v", err)
	}
}

// An item is covered when an audit of the day of filing or of the 366 days before
// it names it: the year before 2024-07-10 has a leap day.
func TestCoverageAgreesWithWalkingTheYear(t *testing.T) {
	t.Parallel()
	e := edition(t)
	filed := day(t, "2024-07-10")
	rapid.Check(t, func(t *rapid.T) {
		var audits []record.Audit
		covered := map[string]bool{}
		for n := rapid.IntRange(0, 5).Draw(t, "audits"); n > 0; n-- {
			back := rapid.IntRange(-3, 372).Draw(t, "days before filing")
			a := record.Audit{Completed: filed.AddDays(-back)}
			for i := 1; i <= 16; i++ {
				if id := fmt.Sprintf("A%02d", i); rapid.IntRange(0, 2).Draw(t, id) > 0 {
					a.Items = append(a.Items, id)
					covered[id] = covered[id] || back >= 0 && back <= 366
				}
			}
			audits = append(audits, a)
		}
		r, err := coverage.Check(e, filed, audits)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range append(slices.Clone(r.Covered), r.Missing...) {
			if slices.Contains(r.Covered, id) != covered[id] {
				t.Fatalf("%s covered: %v, want %v", id, !covered[id], covered[id])
			}
		}
	})
}

func FuzzDecodeAudits(f *testing.F) {
	for _, seed := range []string{`[]`, `[{"completed":"2024-03-01","items":["A09"],"not_applicable":[{"item":"A16","reason":"x"}]}]`, `[{"items":[[]]}]`} {
		f.Add(seed)
	}
	e, filed := edition(f), day(f, "2024-07-10")
	f.Fuzz(func(t *testing.T, input string) {
		audits, err := coverage.DecodeAudits(strings.NewReader(input))
		if err == nil {
			_, err = coverage.Check(e, filed, audits)
		}
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatalf("error %v of kind %q", err, fault.KindOf(err))
		}
	})
}
