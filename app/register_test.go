package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"akashi/app/desk"
	"akashi/app/register"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
)

func TestAListWithoutValidityTellsNoStanding(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	rows := `[{"row":2,"rank":1,"service":"見本ネット","holder":"見本一号株式会社"},
		{"row":3,"number":"J9001","holder":"見本二号株式会社","valid_from":"2014-01-01","valid_to":"2015-12-31"},
		{"row":4,"number":"J9002","holder":"見本三号株式会社","valid_from":"2014-01-01"},
		{"row":5,"number":"J9001","holder":"見本二号株式会社","valid_from":"2014-01-01","valid_to":"2015-12-31"},
		{"row":6,"rank":2,"service":"名なし"}]`
	report := o.do(admin(), "import-register", "", `{"scheme":"anshin","rows":`+rows+`}`)
	if got, _ := json.Marshal(report); report["accepted"].(float64) != 2 || len(report["rejected"].([]any)) != 2 || len(report["duplicates"].([]any)) != 1 {
		t.Errorf("report %s", got)
	}
	for number, want := range map[string]lifecycle.Standing{"L2014-08-001": lifecycle.StandHistorical, "J9001": lifecycle.Valid, "J9002": lifecycle.StandUnknown} {
		m, err := o.app.Verify(context.Background(), number, civil.Date{})
		if err != nil || m.Standing != want {
			t.Errorf("%s is %s, want %s (%v)", number, m.Standing, want, err)
		}
	}
}

func TestReadRegisterTellsEachRowThatCannotBeRead(t *testing.T) {
	t.Parallel()
	rows, unread, err := register.ReadRegister([][]string{
		{"順位", "ｈｏｌｄｅｒ", "valid_from", "備考", "row"},
		{"１", "見本一号株式会社", "2014-01-01", "読まない", "9"},
		{"", " 見本二号株式会社 "},
		{"0", "見本三号株式会社"},
		{"一番", "見本四号株式会社"},
		{"2", "見本五号株式会社", "いつか"},
		{"3", "見本六号株式会社", "2014-01-01", "", "", "もう一つ"},
		{"4", "見本\x01号株式会社"},
	}, map[string]string{"順位": "rank"})
	want := []register.RejectedRow{{Row: 4, Reason: "rank-not-a-rank"}, {Row: 5, Reason: "rank-not-a-rank"},
		{Row: 6, Reason: "valid_from-not-a-date"}, {Row: 7, Reason: "more-cells-than-columns"}, {Row: 8, Reason: "holder-not-a-text"}}
	if err != nil || !slices.Equal(unread, want) {
		t.Errorf("unread %v, %v", unread, err)
	}
	first, second := register.ImportRow{Row: 2, Rank: 1, Holder: "見本一号株式会社", ValidFrom: civil.MustOf(2014, 1, 1)}, register.ImportRow{Row: 3, Holder: "見本二号株式会社"}
	if !slices.Equal(rows, []register.ImportRow{first, second}) {
		t.Errorf("rows %+v", rows)
	}
	if _, _, err := register.ReadRegister([][]string{{"番号"}}, nil); err == nil {
		t.Error("a list without a column for its holders is read")
	}
}

// D18: what the register exports comes back, each row with the day of its list; a mark
// that has a history does not, because a row cannot bring it.
func TestTheRegistersOwnExportComesBack(t *testing.T) {
	t.Parallel()
	table := [][]string{{"number", "status", "scheme", "rank", "service", "holder", "valid_from", "valid_to", "listed_as_of", "as_of"},
		{"L2014-07-001", "historical", "anshin", "1", "＠nifty", "見本一号株式会社", "", "", "2014-07-01", "2014-08-01"},
		{"J9001", "valid", "anshin", "", "見本", "見本二号株式会社", "2014-01-01", "2015-12-31", "", "2014-08-01"},
		{"J9002", "withdrawn", "anshin", "", "見本", "見本三号株式会社", "2014-01-01", "2015-12-31", "", "2014-08-01"},
		{"99000001(01)", "valid", "pmark", "", "", "見本四号株式会社", "2014-01-01", "2015-12-31", "", "2014-08-01"}}
	rows, unread, err := register.ReadRegister(table, nil)
	if err != nil || len(unread) > 0 {
		t.Fatal(err, unread)
	}
	o := newOffice(t)
	body, _ := json.Marshal(map[string]any{"scheme": "anshin", "rows": rows})
	report := o.do(admin(), "import-register", "", string(body))
	got, _ := json.Marshal(report["rejected"])
	if report["accepted"].(float64) != 2 || string(got) != `[{"reason":"status-not-importable","row":4},{"reason":"scheme-another","row":5}]` {
		t.Errorf("accepted %v, rejected %s", report["accepted"], got)
	}
	for number, want := range map[string]lifecycle.Standing{"L2014-07-001": lifecycle.StandHistorical, "J9001": lifecycle.Valid, "J9002": lifecycle.StandUnknown} {
		if got := o.standing(number, ""); got != want {
			t.Errorf("%s is %s, want %s", number, got, want)
		}
	}
}

// Days as a spreadsheet leaves them in a file, and rows that say the same twice.
func TestDaysOfASpreadsheet(t *testing.T) {
	t.Parallel()
	table := [][]string{{"rank", "holder", "service", "valid_from", "valid_to"},
		{"1", "見本一号株式会社", "見本", "41640", "2015/12/31 0:00"},
		{"2", "見本一号株式会社", "見本", "2014-01-01 00:00:00", "平成27年12月31日"},
		{"3", "見本二号株式会社", "見本", "2014/1/1", "42369"}}
	rows, unread, err := register.ReadRegister(table, nil)
	if err != nil || len(unread) > 0 {
		t.Fatal(err, unread)
	}
	for _, row := range rows {
		if row.ValidFrom != civil.MustOf(2014, 1, 1) || row.ValidTo != civil.MustOf(2015, 12, 31) {
			t.Errorf("row %d: %s to %s", row.Row, row.ValidFrom, row.ValidTo)
		}
	}
	body, _ := json.Marshal(map[string]any{"scheme": "anshin", "listed_as_of": "2014-07-01", "rows": rows})
	report := newOffice(t).do(admin(), "import-register", "", string(body))
	if got, _ := json.Marshal(report["alike"]); string(got) != "[3]" || report["accepted"].(float64) != 3 {
		t.Errorf("alike %s of %v", got, report)
	}
}

// What an import would do is told without anything being done: no entry, no leaf, no version.
func TestAnImportIsRehearsed(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	list := []byte("番号,会社名,valid_from,valid_to,備考\nJ9001,見本一号株式会社,2014年1月1日,平成27年12月31日\nJ9002,,2014-01-01,2015-12-31\n")
	var ignored []string
	read := func(who access.Actor) (in register.ImportInput, err error) {
		in, ignored, err = o.app.ReadList(context.Background(), who, register.ImportInput{Scheme: "anshin", Source: "list.csv"}, list)
		return in, err
	}
	in, err := read(admin())
	if err != nil || len(in.Rows) != 2 || in.Rows[0].ValidTo != civil.MustOf(2015, 12, 31) || !slices.Equal(ignored, []string{"備考"}) {
		t.Fatalf("%+v %v", in, err)
	}
	leaves := func() int {
		part, err := o.app.Journal(context.Background(), secretariat(), desk.LeafQuery{Limit: desk.WholePage})
		if err != nil {
			t.Fatal(err)
		}
		return len(part.Leaves)
	}
	before := leaves()
	for range 2 {
		would, err := o.app.RehearseImport(context.Background(), admin(), in)
		if err != nil || would.Accepted != 1 || would.Living != 1 || len(would.Rejected) != 1 || len(would.Duplicates) != 0 {
			t.Fatalf("%+v %v", would, err)
		}
	}
	if m, _ := o.app.Verify(context.Background(), "J9001", civil.Date{}); m.Standing != lifecycle.StandUnknown || leaves() != before {
		t.Errorf("a rehearsal left something: %s, %d leaves", m.Standing, leaves()-before)
	}
	if _, err := read(access.Actor{ID: "mihon", Role: record.RoleApplicant}); !errors.Is(err, fault.Forbidden) {
		t.Errorf("a list is read for an applicant: %v", err)
	}
	abroad := access.Actor{ID: "p", Role: record.RoleSecretariat, Scheme: "pmark"}
	if _, err := read(abroad); !errors.Is(err, fault.Forbidden) {
		t.Errorf("a list is read for an office of another scheme: %v", err)
	}
	if _, err := o.app.RehearseImport(context.Background(), abroad, in); !errors.Is(err, fault.Forbidden) {
		t.Errorf("an import is rehearsed for an office of another scheme: %v", err)
	}
}
