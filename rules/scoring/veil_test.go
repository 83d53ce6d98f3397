package scoring_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"akashi/scheme"
)

// TestVeiledTellsSumsAndZeros: of 7-1-1 to 7-1-3 only a zero that fails the case is told,
// beside the sums; all others stay as they are.
func TestVeiledTellsSumsAndZeros(t *testing.T) {
	t.Parallel()
	e := shipped(t, "anshin", "2014-07")
	hidden := func(item string) bool { return slices.Contains([]string{"7-1-1", "7-1-2", "7-1-3"}, item) }
	for given, zero := range map[string][]string{"7-1-2=3 7-1-3=2": {}, "7-1-2=0 7-1-3=2": {"7-1-2"}} {
		whole := score(t, compile(t, e), scheme.New, fill(given))
		veiled := whole.Veiled(hidden)
		reasons, err := json.Marshal(veiled.Reasons)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range []string{"7-1-1", "7-1-2", "7-1-3"} {
			_, told := veiled.Criteria.Get(item)
			if why := strings.Contains(string(reasons), `"`+item+`"`); told != slices.Contains(zero, item) || why != told {
				t.Errorf("%s: %s is told: %v, in the reasons: %v", given, item, told, why)
			}
		}
		if _, ok := veiled.Criteria.Get("7-2-1"); veiled.Points != whole.Points || !ok || len(whole.Criteria) != 53 || !slices.Equal(veiled.ZeroFailed, zero) {
			t.Errorf("%s: %+v", given, veiled)
		}
	}
}
