package lifecycle_test

import (
	"testing"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
)

func TestNumbersOfMarks(t *testing.T) {
	t.Parallel()
	anshin := &scheme.Edition{Number: scheme.Number{Pattern: "{body:[JTD]}{seq:4}"},
		Organisation: scheme.Organisation{IntakeBodies: []scheme.Body{{ID: "jaipa", Code: "J"}}}}
	pmark := &scheme.Edition{Number: scheme.Number{Pattern: "{body:2}{operator:6}({count:2})", Body: scheme.Setting[string]{Value: "10"}, CountsGrants: true}}
	if got, err := lifecycle.NewNumber(anshin, "jaipa", 72); got != "J0072" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
	if got, err := lifecycle.NewNumber(anshin, "jaipa", 10_000); err == nil {
		t.Errorf("more than four digits: %s", got)
	}
	if got, err := lifecycle.NewNumber(pmark, "", 860360); got != "10860360(01)" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
	if got, err := lifecycle.RenewedNumber(anshin, record.Mark{Number: "J0072", GrantCount: 2}); got != "J0072" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
	if got, err := lifecycle.RenewedNumber(pmark, record.Mark{Number: "10860360(06)", GrantCount: 7}); got != "10860360(07)" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
}
