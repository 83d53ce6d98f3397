package app_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"testing"

	"akashi/app/money"
	"akashi/beside/testkit/zengin"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/matching"
	"akashi/values/civil"
	"akashi/values/fault"
)

// TestOneAccountForAllSchemes: who keeps the account of several schemes takes a file in for all of them, and who serves one of
// them alone sees nothing of it.
func TestOneAccountForAllSchemes(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.at("2026-11-10")
	all, one := access.Actor{ID: "k", Role: record.RoleAccounts}, access.Actor{ID: "l", Role: record.RoleAccounts, Scheme: "anshin"}
	content := base64.StdEncoding.EncodeToString(zengin.Notices(civil.In(o.now), zengin.Notice{Amount: 80000, Payer: "ミホン"}))
	input := `{"name":"a.dat","content":"` + content + `"}`
	body, err := o.try(all, "import-payment", "", input)
	if err != nil {
		t.Fatal(err)
	}
	var file money.BankFileView
	if err := json.Unmarshal(body, &file); err != nil || file.Scheme != "" || len(file.Unmatched)+len(file.Matched) != 1 {
		t.Errorf("got %+v, %v", file, err)
	}
	for _, m := range file.Matched {
		if m.Certainty == matching.Sure {
			t.Errorf("sure without an invoice: %+v", m)
		}
	}
	if _, err := o.try(one, "import-payment", "", input); !errors.Is(err, fault.Forbidden) {
		t.Errorf("one of one scheme for all: %v, want forbidden", err)
	}
	if _, err := o.app.BankFileView(t.Context(), one, file.ID); !errors.Is(err, fault.NotFound) {
		t.Errorf("seen by one of one scheme: %v, want not found", err)
	}
	if list, err := o.app.BankFiles(t.Context(), all, ""); err != nil || len(list.Payments) != 1 {
		t.Errorf("listed %+v, %v, want one", list, err)
	}
	if list, err := o.app.BankFiles(t.Context(), one, ""); err != nil || len(list.Payments) != 0 {
		t.Errorf("listed to one of one scheme: %+v, %v", list, err)
	}
	if _, err := o.try(all, "confirm-payment", file.ID, `{"all_sure":true}`); err != nil {
		t.Error(err)
	}
}
