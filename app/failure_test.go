package app_test

import (
	"context"
	"errors"
	"testing"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
)

var errBroken = errors.New("the disk is gone")

// broken is a store in which the charges of a case cannot be read.
type broken struct{ desk.Store }

func (b broken) View(ctx context.Context, read func(desk.Reader) error) error {
	return b.Store.View(ctx, func(r desk.Reader) error { return read(brokenReader{r}) })
}

func (b broken) Update(ctx context.Context, write func(desk.Tx) error) error {
	return b.Store.Update(ctx, func(tx desk.Tx) error { return write(brokenTx{tx}) })
}

type brokenReader struct{ desk.Reader }

func (brokenReader) Charges(string) ([]record.Charge, error) { return nil, errBroken }

type brokenTx struct{ desk.Tx }

func (brokenTx) Charges(string) ([]record.Charge, error) { return nil, errBroken }

// counting is a store that counts how often it is asked for what all cases share.
type counting struct {
	desk.Store
	owed, sessions, answers, unjudged int
}

func (c *counting) View(ctx context.Context, read func(desk.Reader) error) error {
	return c.Store.View(ctx, func(r desk.Reader) error { return read(countingReader{r, c}) })
}

type countingReader struct {
	desk.Reader
	count *counting
}

func (r countingReader) Owed() ([]record.Charge, error) {
	r.count.owed++
	return r.Reader.Owed()
}

func (r countingReader) Sessions(scheme string) ([]record.Session, error) {
	r.count.sessions++
	return r.Reader.Sessions(scheme)
}

func (r countingReader) Answers(id string) ([]record.Answer, error) {
	r.count.answers++
	return r.Reader.Answers(id)
}

func (r countingReader) Unjudged(states []lifecycle.State) ([]record.Answer, error) {
	r.count.unjudged++
	return r.Reader.Unjudged(states)
}

// A board of a thousand cases asks once for what they have in common, not for each.
func TestABoardReadsOnceWhatItsCasesShare(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, name := range []string{"見本一", "見本二", "見本三"} {
		o.do(secretariat(), "open", "", `{"scheme":"anshin","type":"new","service":"`+name+`ネット","intake_body":"jaipa",
			"applicant":{"name":"`+name+`株式会社","sample":true}}`)
	}
	c := &counting{Store: o.app.Store}
	o.app.Store = c
	board, err := o.app.Board(t.Context(), secretariat(), desk.CaseQuery{})
	if err != nil || len(board.Cases) != 3 || c.owed != 1 || c.sessions != 1 {
		t.Errorf("%d cases: what is owed was read %d times, the sessions %d times, want once: %v", len(board.Cases), c.owed, c.sessions, err)
	}
}

// What breaks on the way is what the work came to, whatever an act made of the
// nothing that it read: nothing is kept and nothing is shown.
func TestWhatBreaksIsTakenBackWhole(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.do(secretariat(), "open", "", `{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa",
		"applicant":{"name":"見本インターネット株式会社","sample":true}}`)["no"].(string)
	whole := o.app.Store
	o.app.Store = broken{whole}
	if _, err := o.try(secretariat(), "record-payment", no, `{"charge":"nothing","amount":1}`); !errors.Is(err, errBroken) {
		t.Errorf("a payment for a charge that could not be read: %v", err)
	}
	if _, err := o.try(secretariat(), "open", "", `{"scheme":"anshin","type":"new","service":"二つ目","intake_body":"jaipa",
		"applicant":{"name":"見本第二株式会社","sample":true}}`); !errors.Is(err, errBroken) {
		t.Errorf("a case whose charges could not be read: %v", err)
	}
	if _, err := o.app.CaseView(context.Background(), secretariat(), no); !errors.Is(err, errBroken) {
		t.Errorf("the page of a case whose charges could not be read: %v", err)
	}
	if _, err := o.app.Doable(context.Background(), secretariat(), desk.OnCase, no); !errors.Is(err, errBroken) {
		t.Errorf("what may be done to a case whose charges could not be read: %v", err)
	}
	o.app.Store = whole
	board, err := o.app.Board(context.Background(), access.Actor{ID: "jimukyoku", Role: record.RoleSecretariat}, desk.CaseQuery{})
	if err != nil || len(board.Cases) != 1 {
		t.Errorf("%d cases are there after one was opened and one broke: %v", len(board.Cases), err)
	}
}
