package people

import (
	"errors"
	"strings"
	"testing"

	"akashi/record"
	"akashi/values/fault"
)

// TestKeysThatCannotBe tries keys that do two things, or that are none; all are told at once.
func TestKeysThatCannotBe(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		own  map[string]string
		want string
	}{
		{nil, ""},
		{map[string]string{"next": "k", "prev": "j"}, ""},
		{map[string]string{"pick1": "0"}, ""},
		{map[string]string{"next": "k"}, "keys.twice /prev"},
		{map[string]string{"next": "5"}, "keys.sign /next"},
		{map[string]string{"next": "?", "text": "Ｊ", "view": "jj"}, "keys.sign /next, keys.sign /text, keys.sign /view"},
		{map[string]string{"phrase": "p", "pick2": "1"}, "keys.twice /pick2, keys.twice /phrase"},
	} {
		problems, _ := errors.AsType[fault.Problems](CheckKeys(record.Keys{Own: x.own}))
		var got []string
		for _, p := range problems {
			got = append(got, p.Code+" "+p.Where)
		}
		if strings.Join(got, ", ") != x.want {
			t.Errorf("%v: %v, want %s", x.own, got, x.want)
		}
	}
	if Shortcuts(record.Keys{Off: true}) != nil {
		t.Error("keys that were switched off")
	}
}
