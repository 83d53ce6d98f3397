package app_test

import (
	"encoding/json"
	"errors"
	"testing"

	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// opening is the application of an operator by its name and number.
func opening(name, number, more string) string {
	return `{"scheme":"pmark","type":"new","applicant":{"name":"` + name + `","corporate_number":"` + number + `",
		"region":"hokkaido","industry":"service","capital":1000000,"persons":5}` + more + `}`
}

// D21: an applicant that is on record is joined by its number, and one of the same
// name, however it is written, is not entered twice by mistake.
func TestAnApplicantIsEnteredOnce(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	first := o.do(secretariat(), "open", "", opening("髙見本情報株式会社", "4011001098993", ""))["applicant_id"]
	for _, c := range []struct{ name, number, more, want string }{
		{"改称後の情報株式会社", "4011001098993", "", "joined"},
		{"高見本情報(株)", "", "", "stopped"},
		{"㈱高見本情報", "", "", "another"},
		{"高見本情報株式会社", "7000012050002", "", "another"},
		{"高見本情報株式会社", "", `,"another":"法人番号のない別の会社"`, "another"},
		{"高見本情報サービス株式会社", "", "", "another"},
	} {
		out, err := o.try(secretariat(), "open", "", opening(c.name, c.number, c.more))
		switch {
		case c.want == "stopped":
			if !errors.Is(err, fault.Conflict) {
				t.Errorf("%s: %v, want a conflict", c.name, err)
			}
		case err != nil:
			t.Errorf("%s: %v", c.name, err)
		case (viewOf(out)["applicant_id"] == first) != (c.want == "joined"):
			t.Errorf("%s: applicant %v beside %v, want it %s", c.name, viewOf(out)["applicant_id"], first, c.want)
		}
	}
}

// people 44: an applicant's officer begins without the office, and cannot become the
// officer of an applicant that is on record.
func TestAnApplicantStartsAlone(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	o.do(secretariat(), "open", "", opening("登録済み株式会社", "4011001098993", ""))
	o.do(admin(), "add-user", "", `{"id":"hajime","name":"はじめ","role":"applicant"}`)
	alone := access.Actor{ID: "hajime", Role: record.RoleApplicant}
	for _, known := range []string{opening("別名株式会社", "4011001098993", ""), opening("登録済み株式会社", "", "")} {
		if _, err := o.try(alone, "open", "", known); !errors.Is(err, fault.Conflict) {
			t.Errorf("%s: %v, want a conflict", known, err)
		}
	}
	no := o.do(alone, "open", "", opening("はじめの一歩株式会社", "", ""))["no"].(string)
	own := o.caseView(no).ApplicantID
	officer := access.Actor{ID: "hajime", Role: record.RoleApplicant, ApplicantID: own}
	if view := o.do(officer, "open", "", opening("はじめの一歩株式会社", "", "")); view["applicant_id"] != own {
		t.Errorf("the second case is of %v, want %v", view["applicant_id"], own)
	}
	third := o.do(officer, "open", "", `{"scheme":"pmark","type":"new","applicant":{"persons":7}}`)["no"].(string)
	if p := o.caseView(third).Particulars; p.Name != "はじめの一歩株式会社" || p.Region != "hokkaido" || p.Persons != 7 {
		t.Errorf("what is on record has to be stated again: %+v", p)
	}
	o.do(officer, "answer", no, `{"answers":`+o.allMet("pmark", "2006")+`}`)
	if _, err := o.try(officer, "open", "", `{"scheme":"pmark","type":"new","applicant_id":"somebody"}`); !errors.Is(err, fault.Forbidden) {
		t.Errorf("opening for another: %v, want it forbidden", err)
	}
}

// D27: one particular is put right without the others.
func TestOneParticularIsAmended(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本情報株式会社", "1000000", "5", "new")
	o.do(secretariat(), "amend", no, `{"applicant":{"persons":101}}`)
	o.do(secretariat(), "amend", no, `{"applicant":{"capital":50000001}}`)
	got := o.caseView(no)
	if p := got.Particulars; p.Name != "見本情報株式会社" || p.Region != "hokkaido" || p.Persons != 101 || *p.Capital != 50_000_001 || got.Size != "large" {
		t.Errorf("got %+v, size %s", got.Particulars, got.Size)
	}
}

func viewOf(body json.RawMessage) (view map[string]any) {
	_ = json.Unmarshal(body, &view) // an empty view shows what is wrong
	return view
}
