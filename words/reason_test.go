package words

import (
	"testing"

	"akashi/beside/testkit/shipped"
	"akashi/scheme"
)

// TestReasonsSpeakAsTheSchemeDoes: what an edition has a title for is not told by its ID, and
// what it has none for in common words.
func TestReasonsSpeakAsTheSchemeDoes(t *testing.T) {
	t.Parallel()
	for key, id := range map[string]string{"anshin": "2014-07", "pmark": "2006"} {
		ed := shipped.Edition(t, key, id)
		values := map[string][]string{"region": {"elsewhere"}}
		for name, all := range titles {
			all(ed, func(id string, _ scheme.Text) { values[name] = append(values[name], id) })
		}
		for name, ids := range values {
			for _, id := range ids {
				for _, lang := range Languages() {
					said := In(lang).For(ed).Fact(name, id)
					if said == In(lang).Say("fact."+name, "v", id) {
						t.Errorf("%s of %s in %s: %q", name, key, lang, said)
					}
				}
			}
		}
	}
}
