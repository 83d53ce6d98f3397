package store

import (
	"errors"
	"fmt"
	"reflect"

	"akashi/app/desk"
	"akashi/values/fault"
)

// tx writes within one transaction. After a failed write nothing of it is kept,
// even if the failure is passed over: PostgreSQL would not go on, so SQLite must
// not either.
type tx struct {
	reader
	failed error
}

var _ desk.Tx = (*tx)(nil)

// Add inserts the records in their order, those of one kind that follow each other
// together.
func (t *tx) Add(records ...any) error {
	for len(records) > 0 {
		same := 1
		for same < len(records) && reflect.TypeOf(records[same]) == reflect.TypeOf(records[0]) {
			same++
		}
		r, err := tables.of(records[0])
		if err == nil {
			err = r.insert(t.reader, records[:same])
		}
		if err != nil {
			return t.fail("add", records[0], err)
		}
		records = records[same:]
	}
	return nil
}

// Save replaces one record and counts its version up.
func (t *tx) Save(rec any) error {
	r, err := tables.of(rec)
	if err == nil {
		err = r.save(t.reader, rec)
	}
	if err != nil {
		return t.fail("save", rec, err)
	}
	return nil
}

// Next counts the counter up.
func (t *tx) Next(counter string) (int, error) {
	const query = `INSERT INTO counter (name, value) VALUES (?, 1)
		ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value`
	var n int
	if err := t.row(query, counter).Scan(&n); err != nil {
		return 0, t.fail("count", counter, err)
	}
	return n, nil
}

// fail remembers the failure and says what it means to the office.
func (t *tx) fail(doing string, what any, err error) error {
	b := t.engine.broken(err)
	switch {
	case b.unique != "":
		err = fault.Wrap(fault.Conflict, codeOf(b.unique), fmt.Sprintf("%s %T", doing, what), err)
	case b.dangles:
		err = fault.Wrap(fault.NotFound, "store.no-such-reference", fmt.Sprintf("%s %T", doing, what), err)
	default:
		err = fmt.Errorf("%s %T: %w", doing, what, err)
	}
	t.failed = errors.Join(t.failed, err)
	return err
}

// uniqueRules names the rule behind each unique index. PostgreSQL reports the
// index, SQLite the columns.
func uniqueRules() [][3]string {
	return [][3]string{
		{"decision_once", "decision.case_id", "store.decision-exists"},
		{"mark_number_once", "mark.scheme, mark.number_key", "store.mark-number-taken"},
		{"case_no_once", "case_file.no_key", "store.case-number-taken"},
		{"answer_once", "answer.case_id, answer.edition, answer.criterion, answer.aspect", "store.answer-exists"},
		{"declaration_once", "declaration.case_id, declaration.edition, declaration.item", "store.declaration-exists"},
		{"assignment_once", "assignment.case_id, assignment.user_id, assignment.role, assignment.round", "store.assignment-exists"},
		{"finding_once", "finding.case_id, finding.no", "store.finding-number-taken"},
		{"scan_report_once", "scan_report.case_id, scan_report.no", "store.scan-report-number-taken"},
		{"scan_verdict_pkey", "scan_verdict.case_id", "store.scan-verdict-exists"},
		{"vote_once", "vote.session_id, vote.case_id, vote.seat, vote.round", "store.vote-exists"},
		{"opened_vote_once", "opened_vote.vote_id", "store.vote-exists"},
		{"voiding_once", "voiding.session_id, voiding.case_id, voiding.seat, voiding.round", "store.voiding-exists"},
		{"attendance_once", "attendance.session_id, attendance.seat, attendance.round", "store.attendance-exists"},
		{"clearance_once", "clearance.case_id, clearance.session_id, clearance.seat, clearance.user_id", "store.clearance-exists"},
		{"minutes_step_once", "minutes_step.session_id, minutes_step.round", "store.minutes-step-exists"},
		{"vote_word_once", "vote_word.session_id, vote_word.case_id, vote_word.seat, vote_word.round", "store.vote-word-exists"},
		{"session_reply_once", "session_reply.session_id, session_reply.seat, session_reply.round", "store.reply-exists"},
		{"session_call_once", "session_call.letter_id", "store.call-exists"},
		{"in_charge_once", "in_charge.case_id, in_charge.round", "store.in-charge-exists"},
		{"excusal_once", "excusal.session_id, excusal.seat, excusal.round", "store.excusal-exists"},
		{"competence_once", "competence.scheme, competence.user_id, competence.competence, competence.from_day", "store.competence-exists"},
		{"tenure_once", "tenure.scheme, tenure.seat, tenure.from_day", "store.tenure-exists"},
		{"session_move_once", "session_move.session_id, session_move.round", "store.session-moved"},
		{"safeguard_once", "safeguard.scheme, safeguard.word, safeguard.round", "store.safeguard-decided"},
		{"invoice_no", "invoice.no", "store.invoice-exists"},
		{"invoice_in_order", "invoice.scheme, invoice.payee, invoice.kind, invoice.year, invoice.seq", "store.invoice-exists"},
		{"dispatch_no", "dispatch.no", "store.dispatch-exists"},
		{"dispatch_in_order", "dispatch.scheme, dispatch.year, dispatch.seq", "store.dispatch-exists"},
		{"issuer_once", "issuer.scheme, issuer.payee, issuer.round", "store.issuer-exists"},
		{"body_change_once", "body_change.scheme, body_change.round", "store.body-changed"},
		{"absence_once", "absence.scheme, absence.user_id, absence.from_day, absence.at", "store.absence-exists"},
		{"retention_once", "retention.scheme, retention.class, retention.round", "store.retention-decided"},
		{"hold_once", "hold.case_id, hold.round", "store.hold-exists"},
		{"erasure_pkey", "erasure.file_id", "store.erased-before"},
		{"agenda_once", "agenda_item.session_id, agenda_item.case_id", "store.agenda-item-exists"},
		{"agreement_once", "agreement.case_id", "store.agreement-exists"},
		{"notice_once", "notice.case_id, notice.round", "store.notice-exists"},
		{"charge_correction_once", "charge_correction.charge_id, charge_correction.round", "store.charge-corrected"},
		{"bank_record_once", "bank_record.scheme, bank_record.fingerprint", "store.bank-record-exists"},
		{"bank_record_taken_once", "bank_record.takes", "store.bank-record-taken"},
		{"payment_reversed_once", "payment.reverses", "store.payment-reversed"},
		{"visit_corrected_once", "visit.corrects", "store.visit-corrected"},
		{"mark_event_corrected_once", "mark_event.mark_id, mark_event.corrects", "store.mark-event-corrected"},
		{"mark_event_in_order", "mark_event.mark_id, mark_event.no", "store.mark-event-number-taken"},
		{"grant_once", "mark_event.case_id", "store.grant-exists"},
		{"user_token_once", "user_account.token", "store.token-taken"},
		{"user_calendar_once", "user_account.calendar", "store.token-taken"},
		{"sign_in_once", "sign_in.secret", "store.token-taken"},
		{"passkey_once", "passkey.credential", "store.passkey-taken"},
		{"identity_once", "identity.issuer", "store.identity-taken"},
		{"user_link_once", "user_account.link", "store.link-taken"},
		{"outgoing_message_once", "outgoing.message_id", "store.letter-exists"},
		{"replay_pkey", "replay.key", "store.replay-exists"},
	}
}

// codeOf returns the code of the rule that the database says is broken. What is
// left are the identifiers themselves.
func codeOf(unique string) string {
	for _, rule := range uniqueRules() {
		if unique == rule[0] || unique == rule[1] {
			return rule[2]
		}
	}
	return "store.exists"
}
