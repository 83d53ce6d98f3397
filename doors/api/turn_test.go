package api

import "testing"

// TestQuestionsAreSmall: whoever may ask without being anybody asks briefly.
func TestQuestionsAreSmall(t *testing.T) {
	t.Parallel()
	questions := 0
	for _, r := range table() {
		if r.isQuestion() {
			questions++
			if r.limit > 64<<10 {
				t.Errorf("%s takes %d bytes from anybody", r.path, r.limit)
			}
		}
	}
	if questions < 3 {
		t.Errorf("%d questions to the rules, want the three at least", questions)
	}
}
