package words

import "strings"

// WhyNot is why a job of the calendar failed: the sentence of the code where it needs no figures, which are not kept, or else
// the code.
func (b *Book) WhyNot(code string) string {
	if code == "" {
		return ""
	}
	if key := "fault." + code; b.Has(key) {
		if said := b.Say(key); !strings.Contains(said, "{") {
			return said
		}
	}
	return b.Say("jobs.sign", "code", code)
}
