package scoring

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
)

// Veiled is the result without what the hidden items came to one by one: sums stay, and
// the items whose 0 points fail the case, because they are the ground of a refusal.
func (r Result) Veiled(hidden func(item string) bool) Result {
	r.Criteria = slices.DeleteFunc(slices.Clone(r.Criteria), func(c Criterion) bool {
		return hidden(c.ID) && !slices.Contains(r.ZeroFailed, c.ID)
	})
	r.Reasons = Veiled(r.Reasons, hidden)
	return r
}

// Veiled are the reasons of a result without those of the hidden items, but for a zero
// that fails the case.
func Veiled(all []record.Reason, hidden func(item string) bool) []record.Reason {
	veiled := slices.Clone(all)
	for i, r := range veiled {
		veiled[i].Because = slices.DeleteFunc(slices.Clone(r.Because), func(item record.Reason) bool {
			ground := r.Rule == "scoring."+string(scheme.NoZeroInZeroFails) && !item.Holds
			return hidden(item.Facts.Get("item")) && !ground
		})
	}
	return veiled
}
