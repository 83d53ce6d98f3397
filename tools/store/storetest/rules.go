package storetest

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

func findNothing(t *testing.T, h house) {
	h.view(t, func(r desk.Reader) error {
		for _, q := range readings(newOffice(1)) {
			got, err := q.read(r)
			if isList(q.want) {
				if err != nil || !isList(got) {
					t.Errorf("%s: got %v, %v, want an empty list", q.name, got, err)
				}
			} else if !errors.Is(err, fault.NotFound) {
				t.Errorf("%s: got %v, want not found", q.name, err)
			}
		}
		return nil
	})
}

func versions(t *testing.T, h house) {
	o := newOffice(1)
	o.theCase.Version = 0
	h.add(t, o.all()...)
	mine, theirs := *o.theCase, *o.theCase
	if mine.Version != 1 {
		t.Errorf("version %d of a new record, want 1", mine.Version)
	}
	mine.State, theirs.State = "granted", "refused"
	h.update(t, func(tx desk.Tx) error { return tx.Save(&mine) })
	err := h.refuses(t, func(tx desk.Tx) error { return tx.Save(&theirs) })
	if !errors.Is(err, fault.Conflict) || theirs.Version != 1 {
		t.Errorf("got %v and version %d, want a conflict and 1", err, theirs.Version)
	}
	h.view(t, func(r desk.Reader) error {
		if got, err := r.Case(mine.ID); !reflect.DeepEqual(got, mine) || err != nil || got.Version != 2 {
			t.Errorf("got %+v, %v, want %+v with version 2", got, err, mine)
		}
		return nil
	})
}

// uniqueRules adds, to a filled office, the one record more that a rule forbids.
func uniqueRules(t *testing.T, h house) {
	o, other := newOffice(1), newOffice(2)
	h.add(t, o.all()...)
	h.add(t, other.applicant, other.session, other.mark)
	again := newOffice(1)
	link, dated, taken := newOffice(1).user, newOffice(1).user, newOffice(1).bankRecord
	again.bankRecord.Takes, taken.Fingerprint = "", "another"
	for _, test := range []struct {
		code  string
		again any
		id    *string
	}{
		{"store.decision-exists", again.decision, &again.decision.ID},
		{"store.mark-number-taken", again.mark, &again.mark.ID},
		{"store.case-number-taken", again.theCase, &again.theCase.ID},
		{"store.answer-exists", again.answer, &again.answer.ID},
		{"store.declaration-exists", again.declaration, &again.declaration.ID},
		{"store.assignment-exists", again.assignment, &again.assignment.ID},
		{"store.finding-number-taken", again.finding, &again.finding.ID},
		{"store.scan-report-number-taken", again.scanReport, &again.scanReport.ID},
		{"store.scan-verdict-exists", again.scanVerdict, nil},
		{"store.exists", again.scanPage, nil},
		{"store.vote-exists", again.vote, &again.vote.ID},
		{"store.voiding-exists", again.voiding, &again.voiding.ID},
		{"store.attendance-exists", again.attendance, &again.attendance.ID},
		{"store.clearance-exists", again.clearance, &again.clearance.ID},
		{"store.minutes-step-exists", again.minutesStep, &again.minutesStep.ID},
		{"store.vote-word-exists", again.voteWord, &again.voteWord.ID},
		{"store.reply-exists", again.reply, &again.reply.ID},
		{"store.call-exists", again.call, &again.call.ID},
		{"store.in-charge-exists", again.inCharge, &again.inCharge.ID},
		{"store.invoice-exists", again.invoice, &again.invoice.ID},
		{"store.bank-record-exists", again.bankRecord, &again.bankRecord.ID},
		{"store.bank-record-taken", taken, &taken.ID},
		{"store.dispatch-exists", again.dispatch, &again.dispatch.ID},
		{"store.issuer-exists", again.issuer, &again.issuer.ID},
		{"store.body-changed", again.bodyChange, &again.bodyChange.ID},
		{"store.absence-exists", again.absence, &again.absence.ID},
		{"store.excusal-exists", again.excusal, &again.excusal.ID},
		{"store.agenda-item-exists", again.item, &again.item.ID},
		{"store.agreement-exists", again.agreement, &again.agreement.ID},
		{"store.notice-exists", again.notice, &again.notice.ID},
		{"store.charge-corrected", again.chargeAgain, &again.chargeAgain.ID},
		{"store.session-moved", again.move, &again.move.ID},
		{"store.visit-corrected", again.visit, &again.visit.ID},
		{"store.payment-reversed", again.payment, &again.payment.ID},
		{"store.grant-exists", grantOf(other.mark.ID, o.theCase.ID), nil},
		{"store.token-taken", withOnly(again.user, &again.user.Token), nil},
		{"store.token-taken", withOnly(dated, &dated.Calendar), nil},
		{"store.token-taken", again.signIn, &again.signIn.ID},
		{"store.passkey-taken", again.passkey, &again.passkey.ID},
		{"store.link-taken", withOnly(link, &link.Link), nil},
		{"store.replay-exists", again.replay, nil},
		{"store.exists", again.charge, nil},
	} {
		if test.id != nil {
			*test.id = "another"
		}
		if test.code == "store.grant-exists" {
			h.add(t, grantOf(o.mark.ID, o.theCase.ID))
		}
		err := h.refuses(t, func(tx desk.Tx) error { return tx.Add(test.again) })
		if e, ok := errors.AsType[*fault.Error](err); !ok || e.Kind != fault.Conflict || e.Code != test.code {
			t.Errorf("got %v, want the conflict %s", err, test.code)
		}
	}
}

func grantOf(markID, caseID string) *record.MarkEvent {
	return &record.MarkEvent{ID: "grant of " + markID, MarkID: markID, CaseID: caseID, Kind: record.MarkEventGranted}
}

// withOnly is another user who has one secret of the first, and no other.
func withOnly(u *record.User, secret *string) *record.User {
	kept := *secret
	u.ID, u.Token, u.Link, u.Calendar = "another", "", "", ""
	*secret = kept
	return u
}

func references(t *testing.T, h house) {
	o := newOffice(1)
	for _, rec := range []any{o.theCase, o.answer, o.payment, o.decision, o.event} {
		if err := h.refuses(t, func(tx desk.Tx) error { return tx.Add(rec) }); !errors.Is(err, fault.NotFound) {
			t.Errorf("%T: got %v, want not found", rec, err)
		}
	}
	alone := newOffice(2).mark
	alone.ApplicantID, alone.CaseID = "", ""
	h.add(t, alone) // an entry of a published list has no applicant
}

// hostileText keeps, finds and changes text that would be something else if it were
// read as part of a statement.
func hostileText(t *testing.T, h house) {
	for i, text := range []string{`'; DROP TABLE applicant; --`, `x' OR '1'='1`, `? $1 :a @b`, `\\' "`, "%_", "E'\\x00'"} {
		o := newOffice(1)
		o.applicant.ID, o.applicant.Name, o.applicant.NameKana = text, text, fmt.Sprint(i)
		h.add(t, o.applicant)
		o.applicant.Address = text
		h.update(t, func(tx desk.Tx) error { return tx.Save(o.applicant) })
		h.view(t, func(r desk.Reader) error {
			byID, err := r.Applicant(text)
			byName, err2 := r.ApplicantByName(text)
			all, err3 := r.Applicants()
			if byID.Address != text || byName.ID != text || len(all) != i+1 {
				t.Errorf("%q: got the address %q, the ID %q and %d applicants, want %d", text, byID.Address, byName.ID, len(all), i+1)
			}
			cases, err4 := r.Cases(desk.CaseQuery{Scheme: text, States: []record.CaseState{record.CaseState(text)}, Text: text})
			if len(cases) > 0 {
				t.Errorf("%q: found %d cases, want none", text, len(cases))
			}
			return errors.Join(err, err2, err3, err4)
		})
	}
}

func malformedText(t *testing.T, h house) {
	for _, text := range []string{"a\x00b", "a\xffb"} {
		o := newOffice(1)
		o.applicant.Name = text
		if err := h.refuses(t, func(tx desk.Tx) error { return tx.Add(o.applicant) }); !errors.Is(err, fault.Invalid) {
			t.Errorf("%q: got %v, want invalid", text, err)
		}
		o.user.ApplicantID = text
		if err := h.refuses(t, func(tx desk.Tx) error { return tx.Add(o.user) }); !errors.Is(err, fault.Invalid) {
			t.Errorf("%q where text may be left out: got %v, want invalid", text, err)
		}
		leaf := newLeaf(1)
		leaf.Data = text
		if err := h.refuses(t, func(tx desk.Tx) error { return tx.Append(leaf) }); !errors.Is(err, fault.Invalid) {
			t.Errorf("leaf with %q: got %v, want invalid", text, err)
		}
	}
}

// sameDossier hands the same dossier in twice, as an application that was sent back
// and is submitted again unchanged.
func sameDossier(t *testing.T, h house) {
	o := newOffice(1)
	h.add(t, o.all()...)
	again := *o.dossier
	again.At = again.At.AddDate(0, 1, 0)
	h.add(t, &again)
	checkReadings(t, h, o)
}

func withoutSecrets(t *testing.T, h house) {
	o := newOffice(1)
	o.user.Token, o.user.Link, o.user.Calendar = "", "", ""
	other := *o.user
	other.ID = "another"
	h.add(t, o.applicant, o.user, &other)
	h.view(t, func(r desk.Reader) error {
		_, err := r.UserByToken("")
		_, err2 := r.UserByLink("")
		_, err3 := r.SignIn("")
		_, err4 := r.UserByCalendar("")
		if !errors.Is(err, fault.NotFound) || !errors.Is(err2, fault.NotFound) || !errors.Is(err3, fault.NotFound) || !errors.Is(err4, fault.NotFound) {
			t.Errorf("got %v, %v, %v and %v, want not found", err, err2, err3, err4)
		}
		return nil
	})
}

// inOrder adds answers and seats the wrong way round.
func inOrder(t *testing.T, h house) {
	o := newOffice(1)
	h.add(t, o.applicant, o.session, o.mark, o.theCase)
	want := []string{"1-1-2 a", "1-1-2 b", "1-1-10 ", "2-1-1 ", "10-1-1 "}
	wantSeats := []string{"member-2", "member-3", "member-10", "member-11", "member-12"}
	for i := len(want) - 1; i >= 0; i-- {
		seat := wantSeats[i]
		criterion, aspect, _ := strings.Cut(want[i], " ")
		h.add(t, &record.Answer{ID: want[i], CaseID: o.theCase.ID, Edition: o.theCase.Edition, Criterion: criterion, Aspect: aspect},
			&record.Attendance{ID: want[i], SessionID: o.session.ID, Seat: seat},
			&record.Vote{ID: want[i], SessionID: o.session.ID, CaseID: o.theCase.ID, Seat: seat})
	}
	left := &record.Answer{ID: "left", CaseID: o.theCase.ID, Edition: "an earlier one", Criterion: "1-1-2", Aspect: "a"}
	h.add(t, left)
	h.view(t, func(r desk.Reader) error {
		answers, err := r.Answers(o.theCase.ID)
		under, err0 := r.AnswersUnder(o.theCase.ID, left.Edition)
		if len(answers) != len(want) || len(under) != 1 || under[0].ID != left.ID {
			t.Fatalf("%d answers under the edition of the case, and under the one it has left %+v", len(answers), under)
		}
		open, err1 := r.Unjudged([]lifecycle.State{lifecycle.Draft, o.theCase.State})
		none, err4 := r.Unjudged([]lifecycle.State{lifecycle.Lapsed})
		if len(open) != len(want) || len(none) != 0 || slices.ContainsFunc(open, func(a record.Answer) bool { return a.CaseID != o.theCase.ID || a.Criterion == "" || a.ID != "" }) {
			t.Errorf("without a verdict under the edition of the case %+v, and of cases in another state %+v", open, none)
		}
		err0 = errors.Join(err0, err1, err4)
		seats, err2 := r.Attendance(o.session.ID)
		votes, err3 := r.Votes(o.session.ID, o.theCase.ID)
		for i := range want {
			if answers[i].ID != want[i] || seats[i].Seat != wantSeats[i] || votes[i].Seat != wantSeats[i] {
				t.Errorf("place %d: got %q, %q and %q, want %q and %q", i, answers[i].ID, seats[i].Seat, votes[i].Seat, want[i], wantSeats[i])
			}
		}
		return errors.Join(err, err0, err2, err3)
	})
}

// writtenOnce tries to change what must not change, through the store and behind
// its back.
func writtenOnce(t *testing.T, h house) {
	o := newOffice(1)
	h.add(t, o.all()...)
	h.update(t, func(tx desk.Tx) error { return tx.Append(newLeaf(1)) })
	for _, rec := range []any{o.decision, o.dossier, o.vote, o.opened, o.voiding, o.excusal, o.reply, o.call, o.inCharge, o.minutesStep, o.voteWord, o.clearance, o.payment, o.bankRecord, o.invoice, o.dispatch, o.issuer, o.notice, o.chargeAgain, o.move, o.scanPage} {
		err := h.refuses(t, func(tx desk.Tx) error { return tx.Save(rec) })
		if err == nil || !strings.Contains(err.Error(), "written once") {
			t.Errorf("%T: got %v, want that it is written once", rec, err)
		}
	}
	for _, statement := range []string{
		"UPDATE journal SET actor = 'nobody'", "DELETE FROM journal",
		"UPDATE journal_hash SET hash = ''", "DELETE FROM journal_hash",
		"UPDATE decision SET outcome = 'granted'", "DELETE FROM decision",
		"UPDATE dossier SET body = '{}'", "DELETE FROM dossier",
		"UPDATE vote SET choice = 'grant'", "DELETE FROM vote",
		"UPDATE excusal SET reason = ''", "DELETE FROM excusal",
		"UPDATE clearance SET seat = ''", "DELETE FROM clearance",
		"UPDATE minutes_step SET was = ''", "DELETE FROM minutes_step",
		"UPDATE vote_word SET text = ''", "DELETE FROM vote_word",
		"UPDATE session_reply SET answer = ''", "DELETE FROM session_reply",
		"UPDATE session_call SET seat = ''", "DELETE FROM session_call",
		"UPDATE in_charge SET user_id = ''", "DELETE FROM in_charge",
		"UPDATE notice SET received = '2026-01-01'", "DELETE FROM notice",
		"UPDATE charge_correction SET amount = 1", "DELETE FROM charge_correction",
		"UPDATE fee_table SET source = ''", "DELETE FROM fee_table",
		"UPDATE published_rule SET link = ''", "DELETE FROM published_rule",
		"UPDATE body_key SET verifier = ''", "DELETE FROM body_key",
		"UPDATE body_note SET note = ''", "DELETE FROM body_note",
		"UPDATE session_move SET reason = ''", "DELETE FROM session_move",
		"UPDATE payment SET amount = 1", "DELETE FROM payment",
		"UPDATE bank_record SET amount = 1", "DELETE FROM bank_record",
		"UPDATE opened_vote SET choice = 'grant'", "DELETE FROM opened_vote",
		"UPDATE voiding SET reason = ''", "DELETE FROM voiding",
	} {
		if err := Execute(h.address, statement); err == nil || !strings.Contains(err.Error(), "written once") {
			t.Errorf("%s: got %v, want that it is written once", statement, err)
		}
	}
	checkReadings(t, h, o)
}
