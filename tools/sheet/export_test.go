package sheet_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"akashi/app/desk"
	"akashi/rules/ledger"
	"akashi/tools/sheet"
	"akashi/values/civil"
	"akashi/values/fault"
)

func exportOf(t *testing.T, name string) desk.ExportLayout {
	t.Helper()
	all, err := sheet.Office{}.Exports()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(l desk.ExportLayout) bool { return l.Name == name })
	if i < 0 {
		t.Fatalf("no layout %s", name)
	}
	return all[i]
}

func entries() []ledger.Entry {
	day := civil.MustOf(2026, 4, 1)
	return []ledger.Entry{
		{Day: day, Debit: ledger.Receivable, Credit: ledger.Sales, Amount: 80_001, Rate: 100, Tax: 7_272, Taxed: true, Ref: "SA-I2026-0001", Case: "SA-2026-0001", Counterparty: "株式会社𠮷田①"},
		{Day: day.AddDays(3), Debit: ledger.Bank, Credit: ledger.Receivable, Amount: 80_001, Ref: "p1", Counterparty: "=見本"},
	}
}

// TestExport holds what each layout that comes along writes of two entries.
func TestExport(t *testing.T) {
	for name, want := range map[string]string{
		"plain": "\uFEFF番号,取引日,借方科目,借方税区分,借方税額,貸方科目,貸方税区分,貸方税額,金額,取引先,受付番号,証ひょう番号\r\n" +
			"1,2026-04-01,売掛金,対象外,0,売上高,課税売上10%,7272,80001,株式会社𠮷田①,SA-2026-0001,SA-I2026-0001\r\n" +
			"2,2026-04-04,普通預金,対象外,0,売掛金,対象外,0,80001,'=見本,,p1\r\n",
		"yayoi": "2000,1,,2026/04/01,売掛金,,,対象外,80001,0,売上高,,,課税売上込10%,80001,7272,株式会社〓田① SA-2026-0001 SA-I2026-0001,SA-I2026-0001,,0,,,0,0,no\r\n" +
			"2000,2,,2026/04/04,普通預金,,,対象外,80001,0,売掛金,,,対象外,80001,0,'=見本 p1,p1,,0,,,0,0,no\r\n",
	} {
		l := exportOf(t, name)
		file, replaced, err := sheet.Office{}.Export(l, entries())
		got := string(file)
		if l.Encoding == "cp932" {
			got, _ = japanese.ShiftJIS.NewDecoder().String(got)
		}
		if err != nil || got != want || (replaced == 1) != (name == "yayoi") {
			t.Errorf("%s: %v, %d replaced\n%s\nwant\n%s", name, err, replaced, got, want)
		}
	}
	strange := entries()
	strange[0].Rate = 77
	if _, _, err := (sheet.Office{}).Export(exportOf(t, "plain"), strange); !strings.Contains(fmt.Sprint(fault.ProblemsIn(err)), "export.rate") {
		t.Errorf("a rate without a name: %v", err)
	}
}

// TestExportLayouts finds each mistake in a layout, all at once, and none in those that come along.
func TestExportLayouts(t *testing.T) {
	all, err := sheet.Office{}.Exports()
	if err != nil || len(all) < 3 {
		t.Fatalf("%v, %v", all, err)
	}
	for _, l := range all {
		if (l.Name != "plain") != l.Unverified {
			t.Errorf("%s: nobody has seen a program take it", l.Name)
		}
	}
	_, err = sheet.Office{}.ExportLayout([]byte(`{"name":"x","encoding":"ebcdic","day":"today","accounts":{"bank":"b","gold":"g"},"columns":[{"title":"a","field":"colour"},{"title":"b","field":"day","text":"x"}]}`))
	var codes []string
	for _, p := range fault.ProblemsIn(err) {
		codes = append(codes, p.Code+" "+p.Where)
	}
	slices.Sort(codes)
	want := []string{"export.account /accounts/receivable", "export.account /accounts/returns", "export.account /accounts/sales", "export.account /accounts/withheld",
		"export.account-unknown /accounts", "export.both /columns/1", "export.day /day", "export.encoding /encoding", "export.field /columns/0/field"}
	if !slices.Equal(codes, want) {
		t.Errorf("found %q", codes)
	}
	for _, hostile := range []string{"", "[]", "{", `{"name":1}`, `{"nonsense":true}`} {
		if _, err := (sheet.Office{}).ExportLayout([]byte(hostile)); !errors.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", hostile, err)
		}
	}
}
