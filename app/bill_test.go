package app

import (
	"encoding/json"
	"strings"
	"testing"

	"akashi/record"
)

// TestABillTellsItsCase: a line of the charges is written whole, not as the charge alone.
func TestABillTellsItsCase(t *testing.T) {
	t.Parallel()
	line := BillLine{ChargeView: ChargeView{Charge: record.Charge{Code: "review", Status: record.ChargeOwed, Amount: 80000}, Open: 30000},
		No: "SA-2014-0001", Scheme: "anshin", Applicant: "見本", Received: 50000, Payments: []BillPaid{}}
	written := func() string {
		body, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	for _, want := range []string{`"no":"SA-2014-0001"`, `"scheme":"anshin"`, `"applicant":"見本"`, `"received":50000`, `"payments":[]`, `"code":"review"`, `"open":30000`, `"amount":80000`} {
		if got := written(); !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
	line.Status = record.ChargeUnpriced
	if got := written(); strings.Count(got, `"amount"`) != 1 { // that of its basis
		t.Errorf("a fee without a price has an amount: %s", got)
	}
}
