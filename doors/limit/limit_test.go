package limit

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"akashi/values/fault"
)

// hand is a clock that a test moves.
type hand struct{ at time.Time }

func (w *hand) now() time.Time { return w.at }

func begun(t *testing.T, limits, proxies string) (*Limits, *hand) {
	t.Helper()
	c, err := Read(limits, proxies)
	if err != nil {
		t.Fatal(err)
	}
	w := &hand{time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)}
	return New(c, w.now), w
}

func seconds(err error) string {
	known, _ := errors.AsType[*fault.Error](err)
	if known == nil || known.Kind != fault.TooMany {
		return ""
	}
	return known.Code + " " + known.Data["seconds"]
}

func TestEachAddressHasItsOwn(t *testing.T) {
	t.Parallel()
	l, w := begun(t, "off address=2/m:3 account=1/h:1 server=100/s:5", "")
	here, there := "192.0.2.1", "192.0.2.2"
	for range 3 {
		if err := l.Request(here); err != nil {
			t.Fatal(err)
		}
	}
	if got := seconds(l.Request("192.0.2.1")); got != "limit.address 30" {
		t.Errorf("the fourth: %q", got)
	}
	if err := l.Request(there); err != nil {
		t.Errorf("another address: %v", err)
	}
	w.at = w.at.Add(30 * time.Second)
	if err := l.Request(here); err != nil {
		t.Errorf("after the seconds named: %v", err)
	}
	for range 4 {
		_ = l.Account("sec")
	}
	if got := seconds(l.Account("sec")); got != "limit.account 3600" || l.Account("other") != nil || l.Account("") != nil {
		t.Errorf("account: %q", got)
	}
}

func TestAllTogetherHaveALimit(t *testing.T) {
	t.Parallel()
	l, _ := begun(t, "off address=9/s:9 server=1/s:50", "")
	for i := range 50 {
		if err := l.Request("192.0.2." + strconv.Itoa(i)); err != nil {
			t.Fatal(err)
		}
	}
	if got := seconds(l.Request("192.0.2.200")); got != "limit.server 1" {
		t.Errorf("got %q", got)
	}
}

func TestOnlyWrongGuessesCount(t *testing.T) {
	t.Parallel()
	l, w := begun(t, "off guesses=10/m:3", "")
	at := "192.0.2.1"
	for range 20 {
		if err := l.MayGuess(at); err != nil {
			t.Fatalf("who signs in rightly: %v", err)
		}
	}
	for range 3 {
		l.Guessed(at)
	}
	if got := seconds(l.MayGuess(at)); got != "limit.guesses 6" || l.MayGuess("192.0.2.2") != nil {
		t.Errorf("got %q", got)
	}
	w.at = w.at.Add(6 * time.Second)
	if err := l.MayGuess(at); err != nil {
		t.Error(err)
	}
}

func TestAWrongTokenCountsManyRequests(t *testing.T) {
	t.Parallel()
	l, _ := begun(t, "off address=1/s:40", "")
	at := "192.0.2.1"
	l.WrongToken(at)
	l.WrongToken(at)
	if seconds(l.Request(at)) == "" {
		t.Error("forty requests were to be spent")
	}
}

func TestAProxyIsBelievedWhereItIsConfigured(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		proxies, from string
		forwarded     []string
		want          string
	}{
		{"", "192.0.2.1:1", []string{"203.0.113.9"}, "192.0.2.1"},
		{"127.0.0.1", "127.0.0.1:1", []string{"203.0.113.9"}, "203.0.113.9"},
		{"127.0.0.1", "127.0.0.1:1", []string{"198.51.100.7, 203.0.113.9"}, "203.0.113.9"},
		{"127.0.0.1, 10.0.0.0/8", "[::ffff:127.0.0.1]:1", []string{"198.51.100.7", "203.0.113.9, 10.1.2.3"}, "203.0.113.9"},
		{"127.0.0.1", "127.0.0.1:1", []string{"unknown"}, "127.0.0.1"},
		{"127.0.0.1", "127.0.0.1:1", nil, "127.0.0.1"},
		{"127.0.0.1", "192.0.2.1:1", []string{"203.0.113.9"}, "192.0.2.1"},
		{"", "[2001:db8:1:2:3:4:5:6]:1", nil, "2001:db8:1:2::"},
		{"", "@", nil, "@"},
	} {
		l, _ := begun(t, "", c.proxies)
		if got := l.Asker(c.from, func(string) []string { return c.forwarded }); got != c.want {
			t.Errorf("%q asks for %q behind %q: %q, want %q", c.from, c.forwarded, c.proxies, got, c.want)
		}
	}
}

func TestLargeBodiesShareARoomAndAnAccountHasItsShare(t *testing.T) {
	t.Parallel()
	l, w := begun(t, "off upload=60/m:100 uploading=100", "")
	leave, err := l.Upload(t.Context(), "a", 79<<20)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Upload(t.Context(), "a", 30<<20); seconds(err) != "limit.upload 11" {
		t.Errorf("over the share of an account: %v", err)
	}
	full, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := l.Upload(full, "b", 30<<20); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("there was no room: %v", err)
	}
	leave()
	w.at = w.at.Add(time.Hour)
	if leave, err = l.Upload(t.Context(), "b", 500<<20); err != nil { // alone, it may
		t.Fatal(err)
	}
	leave()
}

// TestQuestionsTakeTurns lets an asker leave while another question is worked on; and
// after a question the rules rest.
func TestQuestionsTakeTurns(t *testing.T) {
	t.Parallel()
	l, w := begun(t, "off", "")
	done, err := l.Question(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	ctx, left := context.WithCancel(t.Context())
	left()
	if _, err := l.Question(ctx, "b"); !errors.Is(err, context.Canceled) {
		t.Errorf("a turn for an asker who has left: %v", err)
	}
	w.at = w.at.Add(workAtOnce)
	done()
	if done, err = l.Question(t.Context(), "b"); err != nil {
		t.Fatal(err)
	}
	w.at = w.at.Add(2 * time.Millisecond) // the rules had worked as long as they may at once
	done()
	start := time.Now()
	if done, err = l.Question(t.Context(), "b"); err != nil || time.Since(start) < 35*time.Millisecond {
		t.Errorf("the next had its turn after %v, %v", time.Since(start), err)
	}
	done()
	l.at.Load().waiting.Store(inLine)
	if _, err := l.Question(t.Context(), "c"); seconds(err) != "limit.server 1" {
		t.Errorf("behind so many: %v", err)
	}
}

func TestOtherLimitsBeginAnew(t *testing.T) {
	t.Parallel()
	l, _ := begun(t, "off address=1/h:1 uploading=8", "")
	leave, err := l.Upload(t.Context(), "a", 7<<20)
	if err != nil || l.Request("192.0.2.1") != nil || l.Request("192.0.2.1") == nil {
		t.Fatal("no limit is kept")
	}
	l.Set(Config{})
	leave()
	for range 3 {
		if err := l.Request("192.0.2.1"); err != nil {
			t.Error(err)
		}
	}
}

func TestAskersAreForgotten(t *testing.T) {
	t.Parallel()
	l, _ := begun(t, "", "")
	for i := range 5 * most {
		l.at.Load().address.of(strconv.Itoa(i))
	}
	if n := len(l.at.Load().address.young) + len(l.at.Load().address.old); n > 2*most {
		t.Errorf("%d askers are remembered", n)
	}
}

func TestLimitsAreRead(t *testing.T) {
	t.Parallel()
	c, err := Read("address=30/m:7,upload=off", "")
	if err != nil || c.Address != (Rate{0.5, 7}) || c.Upload != (Rate{}) || c.Server.Burst == 0 {
		t.Errorf("got %+v, %v", c, err)
	}
	if c, err := Read("off", ""); err != nil || New(c, time.Now).Request("192.0.2.1") != nil || c.Address != (Rate{}) {
		t.Errorf("off: %+v, %v", c, err)
	}
	for _, bad := range []string{"adress=1/s:1", "address=0/s:1", "address=1/s", "address", "address=1/d:1"} {
		if _, err := Read(bad, ""); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if _, err := Read("", "10.0.0.0/99"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a network that is none: %v", err)
	}
	var none *Limits
	if none.Request("") != nil || none.Verdict("") != nil || none.Account("a") != nil || none.MayGuess("") != nil {
		t.Error("no limits limit")
	}
}
