package words

import (
	"testing"

	"akashi/record"
)

func TestRowErrorsAreTold(t *testing.T) {
	t.Parallel()
	answer := `{"a":{"row_errors":[{"row":3,"code":"row-columns","figures":{"given":"2","header":"5"}}],"text":"\"row_errors\":[1]"},"row_errors":[],"remarks":[{"row":0,"code":"report-ports"}],"b":1}`
	want := `{"a":{"row_errors":[{"row":3,"code":"row-columns","figures":{"given":"2","header":"5"},` +
		`"message":"列が2個で、見出しの5個と合いません。"}],"text":"\"row_errors\":[1]"},"row_errors":[],` +
		`"remarks":[{"row":0,"code":"report-ports","message":"脆弱性を調べたスクリプトがありません。ポートの一覧だけでは、診断になりません。"}],"b":1}`
	if got := string(In(Japanese).WithRowErrors([]byte(answer))); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for row, want := range map[int]string{0: "The row names no host.", 7: "row 7: The row names no host."} {
		if got := In(English).Row(record.RowError{Row: row, Code: "row-no-host"}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for _, same := range []string{`{"row_errors":null}`, `{"row_errors":5}`, `{}`} {
		if got := string(In(Japanese).WithRowErrors([]byte(same))); got != same {
			t.Errorf("got %s, want %s", got, same)
		}
	}
}
