package record_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"akashi/record"
)

func TestReasonJSON(t *testing.T) {
	t.Parallel()
	reason := record.Reason{Rule: "scoring.points_at_least_pass", Clause: "S0-pass", Holds: true,
		Facts:   record.Facts{record.Number("points", 91), record.Words("case", "new")},
		Because: []record.Reason{{Rule: "scoring.criterion", Holds: true}}}
	const want = `{"rule":"scoring.points_at_least_pass","clause":"S0-pass","holds":true,` +
		`"facts":{"points":91,"case":"new"},"because":[{"rule":"scoring.criterion","holds":true,"because":[]}]}`

	got, err := json.Marshal(reason)
	if err != nil || string(got) != want {
		t.Fatalf("Marshal = %s, %v\nwant %s", got, err, want)
	}
	var back record.Reason
	if err := json.Unmarshal(got, &back); err != nil {
		t.Fatal(err)
	}
	reason.Because[0].Because = []record.Reason{}
	if !reflect.DeepEqual(back, reason) {
		t.Errorf("Unmarshal = %+v, want %+v", back, reason)
	}
}
