package fault_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"akashi/values/fault"
)

func problems() error {
	var p fault.Problems
	p.Add("points-malformed", "items[3].points")
	p.Add("item-unknown", "items[4]", "meant", "9-9", "given", "9-9-9")
	return p.Err()
}

func TestKinds(t *testing.T) {
	t.Parallel()
	gone := fault.New(fault.NotFound, "mark-unknown", "mark J9999")
	for _, c := range []struct {
		name string
		err  error
		want fault.Kind
	}{
		{"a kind alone", fault.Forbidden, fault.Forbidden},
		{"a failure", gone, fault.NotFound},
		{"a wrapped failure", fmt.Errorf("issue invoice 7: %w", gone), fault.NotFound},
		{"a cause of our own", fault.Wrap(fault.Conflict, "", "", io.EOF), fault.Conflict},
		{"a cause of another kind", fault.Wrap(fault.Conflict, "", "", gone), fault.Conflict},
		{"problems", fmt.Errorf("read answers: %w", problems()), fault.Invalid},
		{"a refusal", fmt.Errorf("accept: %w", &fault.Refusal{Reason: "barred"}), fault.Refused},
		{"one of several", errors.Join(io.EOF, gone), fault.NotFound},
		{"our own fault", io.ErrUnexpectedEOF, ""},
		{"no failure", nil, ""},
	} {
		if got := fault.KindOf(c.err); got != c.want {
			t.Errorf("%s: KindOf = %q, want %q", c.name, got, c.want)
		}
		if c.want != "" && !errors.Is(c.err, c.want) {
			t.Errorf("%s: errors.Is(%v, %q) = false", c.name, c.err, c.want)
		}
		if errors.Is(c.err, fault.Kind("other")) {
			t.Errorf("%s is of a kind that it is not", c.name)
		}
	}
}

func TestNothingIsNoError(t *testing.T) {
	t.Parallel()
	var none fault.Problems
	if err := none.Err(); err != nil {
		t.Errorf("no problems = %v", err)
	}
	if err := fault.Wrap(fault.Invalid, "code", "what", nil); err != nil {
		t.Errorf("Wrap(nil) = %v", err)
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want string
	}{
		{fault.Wrap(fault.NotFound, "mark-unknown", "mark J0072", io.EOF), "mark J0072: not found (mark-unknown): EOF"},
		{fault.New(fault.Conflict, "", ""), "conflict"},
		{&fault.Refusal{Clause: "pmark-dpjc/eligibility/3-1", Reason: "refused-too-recently"},
			"refused: refused-too-recently (pmark-dpjc/eligibility/3-1)"},
		{&fault.Refusal{Reason: "barred"}, "refused: barred"},
		{problems(), "items[3].points: points-malformed\nitems[4]: item-unknown (given 9-9-9, meant 9-9)"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestCauseIsKept(t *testing.T) {
	t.Parallel()
	if err := fault.Wrap(fault.Invalid, "", "answers", io.EOF); !errors.Is(err, io.EOF) {
		t.Errorf("%v has lost its cause", err)
	}
}
