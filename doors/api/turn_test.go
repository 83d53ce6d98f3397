package api

import (
	"context"
	"errors"
	"net/http/httptest"
	"testing"
)

// TestAQuestionWaitsForItsTurn lets an asker leave while another question is worked on,
// and then asks again.
func TestAQuestionWaitsForItsTurn(t *testing.T) {
	t.Parallel()
	d, served := &Door{turns: make(chan struct{}, 1)}, 0
	r := route{serve: func(*Door, *call) (reply, error) { served++; return reply{}, nil }}
	ctx, leave := context.WithCancel(t.Context())
	c := &call{r: httptest.NewRequest("POST", "/", nil).WithContext(ctx)}
	d.turns <- struct{}{} // somebody else's
	leave()
	if _, err := d.inTurn(r, c); !errors.Is(err, context.Canceled) || served != 0 {
		t.Errorf("worked on for an asker who has left: %v", err)
	}
	<-d.turns
	c.r = c.r.WithContext(t.Context())
	if _, err := d.inTurn(r, c); err != nil || served != 1 || len(d.turns) != 0 {
		t.Errorf("served %d times, %v; %d turns are not given back", served, err, len(d.turns))
	}
}

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
