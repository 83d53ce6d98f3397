package app_test

import (
	"context"
	"encoding/json"
	"testing"

	"akashi/rules/lifecycle"
	"akashi/values/civil"
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
