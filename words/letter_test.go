package words

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"akashi/record"
	"akashi/rules/lifecycle"
)

// TestEveryLetterHasItsWords reads the acts: whatever they write says something in both
// languages, and nothing of its figures is left open.
func TestEveryLetterHasItsWords(t *testing.T) {
	t.Parallel()
	templates := map[string]bool{}
	for _, source := range sources(t, "app") {
		for _, m := range regexp.MustCompile(`(?:Letter|LetterTo|SecretLetter|tellExaminer|closeWith)\([^"\n]*?, "([a-z-]*[a-z])"`).FindAllStringSubmatch(source, -1) {
			templates[m[1]] = true
		}
		for _, m := range regexp.MustCompile(`etterInCharge\("([a-z-]+)"`).FindAllStringSubmatch(source, -1) {
			templates[m[1]] = true
		}
	}
	for _, line := range []record.MarkEventKind{record.MarkEventSuspended, record.MarkEventRestored, record.MarkEventWithdrawn, record.MarkEventEnded} {
		if lifecycle.IsMeasure(line) || line == record.MarkEventEnded {
			templates["mark-"+string(line)] = true
		}
	}
	if len(templates) < 15 {
		t.Fatalf("only %d templates are found", len(templates))
	}
	data, _ := json.Marshal(map[string]string{"no": "N1", "number": "N1", "reason": "r", "due": "2026-11-26", "filed": "2026-11-26", "sha256": "5b", "outcome": "granted", "organisation": "o", "name": "n", "item": "1-1-1", "session": "S1", "day": "2026-11-26"})
	for template := range templates {
		for _, lang := range Languages() {
			subject, text := In(lang).Letter(record.Outgoing{Template: template, Data: string(data)}, nil, "見本 花子", "https://x.example", "https://x.example/login?link=y")
			if strings.Contains(subject+text, "letter.") || strings.Contains(subject+text, "{") || !strings.HasPrefix(subject, "【") {
				t.Errorf("%s in %s: %q\n%s", template, lang, subject, text)
			}
		}
	}
}
