package app_test

import (
	"fmt"
	"testing"
)

// TestTheLatestOfOneSecondStands: of two decisions on a second person in the same moment, the
// one that was made last stands, whatever their IDs are.
func TestTheLatestOfOneSecondStands(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, id := range []string{"jimukyoku", "fukujimu"} {
		o.do(admin(), "add-user", "", `{"id":"`+id+`","name":"事務局","role":"secretariat","scheme":"all"}`)
	}
	falling := 1000
	o.app.NewID = func() string { falling--; return fmt.Sprintf("id-%06d", falling) }
	for i, state := range []string{"off", "on", "off", "on"} {
		o.do(secretariat(), "second-person", "", `{"scheme":"anshin","act":"account","state":"`+state+`","reason":"見本"}`)
		out, err := o.ask(admin(), "add-user", "", fmt.Sprintf(`{"id":"u%d","name":"委員","role":"observer","scheme":"anshin"}`, i))
		if err != nil || out.Waits != (state == "on") {
			t.Errorf("%d, %s: waits %v, %v", i, state, out.Waits, err)
		}
	}
}
