package schemes

import (
	"slices"
	"strings"
	"testing"

	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

const sampleTable = `tax_permille: 100
amounts:
  - {code: application, case: new, amount: 57_000}
  - {code: review, case: new, by_size: {small: 221_000, medium: 518_000, large: 1_094_000}}
  - {code: mark, case: new, by_size: {small: 57_000, medium: 115_000, large: 230_000}}
  - {code: application, case: renewal, amount: 57_000}
  - {code: review, case: renewal, by_size: {small: 133_000, medium: 345_000, large: 749_000}}
  - {code: mark, case: renewal, by_size: {small: 57_000, medium: 115_000, large: 230_000}}
totals:
  - {case: new, by_size: {small: 335_000, medium: 690_000, large: 1_381_000}}
revisit:
  code: revisit
  label: {ja: "再現地審査料", en: "Repeated review"}
  base: 57_000
  per_person_hour: 23_000
  min_persons: 1
  max_persons: 2
`

func indented(text, by string) string {
	return by + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+by) + "\n"
}

// A table may stand alone, or in its fees as in a scheme file.
func TestTableOfTheOffice(t *testing.T) {
	t.Parallel()
	e, october := edition(t, "pmark", "2006"), civil.MustOf(2026, 10, 1)
	listed := "  - id: own\n" + indented(sampleTable, "    ")
	for name, file := range map[string]string{"alone": sampleTable, "in a list": "tables:\n" + listed, "in fees": "fees:\n" + indented("tables:\n"+listed, "  ")} {
		table, err := Office{}.FeeTable(e, []byte(file), october)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if table.From != october || table.TaxMode.Value != scheme.TaxIncluded || table.Revisit.HourRounding.Value != scheme.HourExact || len(table.Amounts) != 6 {
			t.Errorf("%s: got %+v", name, table)
		}
	}
}

func TestTableOfTheOfficeIsRefused(t *testing.T) {
	t.Parallel()
	e := edition(t, "pmark", "2006")
	for _, c := range []struct{ name, old, fresh, want string }{
		{"a total that does not add up", "small: 335_000", "small: 335_001", "fee-total line 10, column 34"},
		{"a fee without a price", "  - {code: mark, case: renewal, by_size: {small: 57_000, medium: 115_000, large: 230_000}}\n", "", "fee-unpriced line 2, column 1"},
		{"a fee that there is not", "{code: mark, case: new", "{code: mask, case: new", "fee-unknown line 5, column 12"},
		{"a key that there is not", "tax_permille: 100", "tax_permille: 100\nmode: x", "key-unknown line 2, column 1"},
		{"another day", "tax_permille: 100", "tax_permille: 100\nfrom: 2026-11-01", "fee-table.day line 2, column 7"},
		{"that ends before it begins", "tax_permille: 100", "tax_permille: 100\nto: 2026-09-30", "fee-table-dates line 2, column 5"},
		{"with other lines", sampleTable, "lines: [{code: new, label: {ja: a, en: a}, due: {event: submission, text: {ja: a, en: a}}}]\ntables:\n  - id: own\n" + indented(sampleTable, "    "), "fee-table.lines line 1, column 1"},
		{"two at once", sampleTable, "tables:\n  - id: a\n  - id: b\n", "fee-table.one line 1, column 1"},
		{"no table", sampleTable, "", "file-empty line 1, column 1"},
	} {
		_, err := Office{}.FeeTable(e, []byte(strings.Replace(sampleTable, c.old, c.fresh, 1)), civil.MustOf(2026, 10, 1))
		if !slices.ContainsFunc(problemsOf(t, err), func(p fault.Problem) bool { return p.Code+" "+p.Where == c.want }) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}
