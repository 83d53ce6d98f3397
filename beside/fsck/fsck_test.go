package fsck_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"akashi/beside/fsck"
	"akashi/beside/testkit/postgres"
	"akashi/beside/testkit/told"
	"akashi/tools/store"
	"akashi/tools/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(postgres.Main(m)) }

// copier makes copies of an office on one engine.
type copier struct {
	engine string
	copied func(t *testing.T, unwritten string) string
}

func copiers(t *testing.T) []copier {
	t.Helper()
	original := filepath.Join(t.TempDir(), "office.db")
	office(t, original, "")
	return []copier{
		{"sqlite", func(t *testing.T, unwritten string) string {
			path := filepath.Join(t.TempDir(), "office.db")
			if unwritten != "" {
				office(t, path, unwritten)
				return path
			}
			data, err := os.ReadFile(original)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}},
		{"postgres", func(t *testing.T, unwritten string) string {
			return postgres.Copy(t, "office without "+unwritten, func(address string) error {
				office(t, address, unwritten)
				return nil
			})
		}},
	}
}

// fault is what somebody with the database in hand can do, or a use case that
// forgot its leaf, and the one kind of breach that it is.
type fault struct {
	code, where string
	statements  []string
	unwritten   string // leaf that was never written
}

func faults() []fault {
	const first, second = " WHERE case_id = 'SA-2026-0001'", " WHERE case_id = 'SA-2026-0002'"
	return []fault{
		{"journal-gap", "leaf 2", []string{"DELETE FROM journal WHERE seq = 2"}, ""},
		{"leaf-changed", "leaf 0", []string{"UPDATE journal SET actor = 'nobody' WHERE seq = 0"}, ""},
		{"leaf-malformed", "SA-2026-0001", nil, "malformed"},
		{"journal-root", "hash 2", []string{"UPDATE journal_hash SET hash = (SELECT hash FROM journal_hash WHERE place = 0) WHERE place = 2"}, ""},
		{"journal-root", "hash 3", []string{"DELETE FROM journal_hash WHERE place = 3"}, ""},
		{"journal-size", "head", []string{"UPDATE journal_head SET size = size - 1"}, ""},
		{"state-without-leaf", "SA-2026-0001", []string{
			"UPDATE case_file SET state = 'agreement', mark_id = NULL WHERE no = 'SA-2026-0001'", "UPDATE mark SET case_id = NULL"}, ""},
		{"decision-without-leaf", "SA-2026-0002", nil, "decide SA-2026-0002"},
		{"vote-without-leaf", "SA-2026-0001", nil, "vote SA-2026-0001"},
		{"grant-without-leaf", "SA-2026-0003", []string{
			line("again", "renewed", "SA-2026-0003"),
			"UPDATE mark SET grant_count = 2 WHERE id = 'mark'"}, ""},
		{"grant-without-return", "SA-2026-0001", []string{"DELETE FROM body_note"}, ""},
		{"grant-without-return", "SA-2026-0001", []string{"UPDATE body_note SET case_no = 'SA-2026-0002'"}, ""},
		{"grant-without-return", "SA-2026-0001", []string{"UPDATE body_note SET kind = 'handed'"}, ""},
		{"grant-without-return", "SA-2026-0001", []string{"UPDATE body_note SET at = '2036-03-03 00:00:00+00:00'"}, ""},
		{"import-without-leaf", "", nil, "import-register "},
		{"correction-without-leaf", "J0002", nil, "correct-measure J0002"},
		{"correction-astray", "J0002", []string{"UPDATE mark_event SET kind = 'withdrawn' WHERE id = 'right'"}, ""},
		{"correction-astray", "J0002", []string{"UPDATE mark_event SET correction = '' WHERE id = 'right'"}, ""},
		{"measure-without-leaf", "J0002", nil, "suspend-mark J0002"},
		{"number-without-leaf", "J0009", []string{ // the line is there, and no act
			`UPDATE mark SET number = 'J0009', number_key = 'J0009', formerly = 'J0001' WHERE id = 'mark'`,
			`UPDATE mark_event SET changes = '[{"field":"number","from":"J0001","to":"J0009"}]', reason = '転記' WHERE id = 'granted'`}, ""},
		{"number-astray", "J0003", []string{"UPDATE mark_event SET changes = replace(changes, 'J0003', 'J0004') WHERE id = 'number'"}, ""},
		{"number-astray", "J0003", []string{"UPDATE mark_event SET reason = '' WHERE id = 'number'"}, ""},
		{"entry-unlike-history", "J0003", []string{"UPDATE mark SET valid_to = '2099-03-31' WHERE id = 'renumbered'"}, ""},

		{"confirmed-by-first", "asked", []string{"UPDATE pending SET second = first"}, ""},
		{"confirmed-without-leaf", "asked", nil, "confirm asked"},

		{"dossier-changed", "SA-2026-0001", []string{"UPDATE dossier SET body = '{}'" + first}, ""},
		{"dossier-missing", "SA-2026-0002", []string{"DELETE FROM dossier" + second}, ""},
		{"particulars-differ", "SA-2026-0002", []string{"UPDATE case_file SET particulars = replace(particulars, '見本', '乗取') WHERE no = 'SA-2026-0002'"}, ""},
		{"particulars-differ", "SA-2026-0002", []string{"UPDATE case_file SET particulars = '' WHERE no = 'SA-2026-0002'"}, ""},
		{"holder-differs", "J0001", []string{"UPDATE mark SET holder = '乗取株式会社' WHERE number = 'J0001'"}, ""},
		{"measure-without-leaf", "J0001", []string{"UPDATE mark SET holder = '乗取株式会社' WHERE number = 'J0001'",
			line("change", "changed", "")}, ""},
		{"measure-without-leaf", "J0001", []string{"UPDATE mark SET holder = '乗取株式会社' WHERE number = 'J0001'",
			line("change", "corrected", "")}, ""},
		{"verdicts-malformed", "SA-2026-0001", []string{"UPDATE decision SET verdicts = '{'" + first}, ""},
		{"verdicts-differ", "SA-2026-0001", []string{"UPDATE answer SET final_points = 5" + first + " AND criterion = '1-1-2'"}, ""},
		{"verdicts-differ", "SA-2026-0002", []string{"UPDATE answer SET final = 'met'" + second + " AND criterion = '7-1-1'"}, ""},
		{"verdicts-differ", "SA-2026-0002", []string{"UPDATE answer SET justification = 'why not'" + second + " AND criterion = '7-1-1'"}, ""},
		{"verdicts-differ", "SA-2026-0002", []string{"DELETE FROM answer" + second + " AND criterion = '1-1-1'"}, ""},
		{"verdicts-differ", "SA-2026-0002", []string{"UPDATE answer SET edition = '2006'" + second + " AND criterion = '1-1-1'"}, ""},
		{"verdicts-differ", "SA-2026-0001", []string{
			"INSERT INTO answer SELECT 'more', " + answerColumns + " FROM answer" + first + " AND criterion = '1-1-1'"}, ""},
		{"points-differ", "SA-2026-0001", []string{"UPDATE decision SET points = 8" + first}, ""},
		{"points-differ", "SA-2026-0001", []string{"UPDATE decision SET points_pass = 6" + first}, ""},
		{"verdict-differs", "SA-2026-0002", []string{"UPDATE decision SET score = 'pass'" + second}, ""},
		{"verdict-differs", "SA-2026-0001", []string{ // a point short
			`UPDATE decision SET points_pass = 8, verdicts = replace(verdicts, '"points_pass":7', '"points_pass":8')` + first}, ""},
		{"verdict-differs", "SA-2026-0001", []string{ // a mandatory item unmet
			"UPDATE answer SET final = 'unmet'" + first + " AND criterion = '1-1-1'",
			`UPDATE decision SET verdicts = replace(verdicts, '"verdict":"met","given":0', '"verdict":"unmet","given":0')` + first}, ""},
		{"verdict-differs", "SA-2026-0001", []string{ // nothing in an item that must not have nothing
			"UPDATE answer SET final = 'unmet', final_points = 0" + first + " AND criterion = '7-1-1'",
			`UPDATE decision SET points = 4, points_pass = 4, verdicts = replace((SELECT d.verdicts FROM decision d WHERE d.case_id = 'SA-2026-0002'),
				'"points_pass":7', '"points_pass":4')` + first}, ""},
		{"granted-without-pass", "SA-2026-0001", []string{
			"UPDATE answer SET final = 'unmet', final_points = 0" + first + " AND criterion = '7-1-1'",
			"UPDATE decision SET points = 4, score = 'fail', verdicts = (SELECT d.verdicts FROM decision d WHERE d.case_id = 'SA-2026-0002')" + first}, ""},

		{"decided-twice", "SA-2026-0002", []string{"DROP INDEX decision_once",
			"INSERT INTO decision SELECT 'again', " + decisionColumns + " FROM decision" + second}, ""},
		{"decision-missing", "SA-2026-0002", []string{"DELETE FROM decision" + second}, ""},
		{"decision-unlike-state", "SA-2026-0002", []string{"UPDATE case_file SET decided = '2026-03-03' WHERE no = 'SA-2026-0002'"}, ""},
		{"finding-open", "SA-2026-0001", []string{"UPDATE finding SET state = 'answered'" + first}, ""},

		{"vote-of-absent", "SA-2026-0001", []string{"UPDATE vote SET seat = 'seat-9'" + first + " AND seat = 'seat-3'"}, ""},
		{"vote-of-vacant-seat", "SA-2026-0001", []string{"UPDATE vote SET seat = 'seat-8'" + first + " AND seat = 'seat-3'",
			"INSERT INTO attendance (id, session_id, seat, round, user_id) VALUES ('nine', 'march', 'seat-8', 1, '')"}, ""},
		{"tie-without-leaf", "personnel", nil, "state-tie "},
		{"competence-without-leaf", "personnel", nil, "record-competence "},
		{"assignment-of-tied", "SA-2026-0001", []string{"UPDATE tie SET to_day = NULL"}, ""},
		{"matter-without-leaf", "R-0000-0001", nil, "report-misuse R-0000-0001"},
		{"matter-unlike-state", "R-0000-0001", []string{"UPDATE matter SET state = 'looking'"}, ""},
		{"matter-unlike-state", "R-0000-0001", []string{"UPDATE matter SET outcome = ''"}, ""},
		{"matter-without-measure", "R-0000-0001", []string{"UPDATE matter SET at = '2036-03-03 00:00:00+00:00'"}, ""},
		{"tenure-without-leaf", "committee", nil, "appoint "},
		{"deputy-without-leaf", "committee", nil, "name-deputy "},
		{"deputy-without-term", "committee", []string{"UPDATE tenure SET to_day = '2026-01-20'"}, ""},
		{"deputies-at-once", "committee", []string{"UPDATE deputy SET from_day = '2026-01-20' WHERE id = 'stands in next'"}, ""},
		{"excusal-without-leaf", "march", nil, "excuse march"},
		{"minutes-step-without-leaf", "march", []string{"INSERT INTO minutes_step (id, session_id, round, kind, seat, case_id, was, reason, by, at) VALUES ('said', 'march', 1, 'approved', 'seat-1', NULL, '', '', '', NULL)"}, ""},
		{"vote-word-without-leaf", "SA-2026-0001", []string{"INSERT INTO vote_word (id, session_id, case_id, seat, round, kind, text, by, at) VALUES ('said', 'march', 'SA-2026-0001', 'seat-1', 1, 'dissent', '', '', NULL)"}, ""},
		{"grounds-before-decision", "SA-2026-0003", []string{"INSERT INTO vote_word (id, session_id, case_id, seat, round, kind, text, by, at) VALUES ('said', 'march', 'SA-2026-0003', 'seat-1', 1, 'grounds', '', '', NULL)"}, ""},
		{"reply-without-leaf", "march", []string{"INSERT INTO session_reply (id, session_id, seat, round, answer, by, at) VALUES ('said', 'march', 'seat-1', 1, 'attends', '', NULL)"}, ""},
		{"in-charge-without-leaf", "SA-2026-0001", []string{"INSERT INTO in_charge (id, case_id, round, user_id, by, at) VALUES ('one', 'SA-2026-0001', 1, 'a', '', NULL)"}, ""},
		{"body-change-without-leaf", "office", nil, "add-body "},
		{"dispatch-number-gap", "SA-2026-0001-D2026-0001", []string{"UPDATE dispatch SET seq = 2 WHERE id = 'SA-2026-0001D1'"}, ""},
		{"dispatch-without-leaf", "SA-2026-0002-D2026-0001", nil, "issue-dispatch SA-2026-0002"},
		{"dispatch-without-leaf", "SA-2026-0001-D2026-0001", []string{"UPDATE dispatch SET content = replace(content, '100', '110') WHERE id = 'SA-2026-0001D1'"}, ""},
		{"dispatch-without-leaf", "SA-2026-0001-D2026-0001", []string{"UPDATE dispatch SET sha256 = 'another' WHERE id = 'SA-2026-0001D1'"}, ""},
		{"invoice-number-gap", "SA-2026-0001-R2026-0003", []string{"UPDATE invoice SET seq = 4 WHERE id = 'SA-2026-0001R3'"}, ""},
		{"invoice-unlike-lines", "SA-2026-0001-I2026-0002", []string{"UPDATE invoice SET total = 12001 WHERE id = 'SA-2026-0001I2'", "UPDATE invoice_standing SET open = 10001 WHERE invoice_id = 'SA-2026-0001I2'"}, ""},
		{"invoice-astray", "SA-2026-0001-R2026-0003", []string{"UPDATE invoice SET for_no = 'SA-2026-0002-I2026-0001' WHERE id = 'SA-2026-0001R3'"}, ""},
		{"invoice-astray", "SA-2026-0001-C2026-0001", []string{"UPDATE invoice SET cause = '' WHERE id = 'SA-2026-0001C1'"}, ""},
		{"invoice-without-leaf", "", nil, "record-payment SA-2026-0002"},
		{"invoice-unlike-charge", "SA-2026-0001", []string{"UPDATE charge SET status = 'waived' WHERE id = 'SA-2026-0001owed'"}, ""},
		{"invoice-of-no-charge", "nothing", []string{"UPDATE invoice SET lines = replace(lines, 'SA-2026-0001owed', 'nothing') WHERE id IN ('SA-2026-0001I2', 'SA-2026-0001C1')"}, ""},
		{"invoice-standing-astray", "SA-2026-0001-I2026-0002", []string{"UPDATE invoice_standing SET settled = '2026-03-02' WHERE invoice_id = 'SA-2026-0001I2'"}, ""},
		{"invoice-standing-astray", "SA-2026-0001-I2026-0002", []string{"DELETE FROM invoice_standing WHERE invoice_id = 'SA-2026-0001I2'"}, ""},
		{"invoice-paid-astray", "SA-2026-0001", []string{"UPDATE invoice_standing SET paid = 1, open = 9999 WHERE invoice_id = 'SA-2026-0001I2'"}, ""},
		{"receipt-without-money", "SA-2026-0001-I2026-0001", []string{"UPDATE invoice SET total = 0, lines = replace(lines, '5500', '0') WHERE id IN ('SA-2026-0001R1', 'SA-2026-0001R2')",
			"UPDATE invoice SET total = 5501, lines = replace(lines, '5500', '5501') WHERE id = 'SA-2026-0001R3'"}, ""},
		{"body-change-astray", "tca leaves", []string{"UPDATE body_change SET kind = 'gone' WHERE id = 'tca leaves'"}, ""},
		{"body-change-astray", "mihonkyo joins", []string{"UPDATE body_change SET from_day = NULL WHERE id = 'mihonkyo joins'"}, ""},
		{"body-change-astray", "tca stays a while", []string{"UPDATE body_change SET body = 'mihonkyo', to_day = '2000-01-01' WHERE id = 'tca stays a while'"}, ""},
		{"filed-with-no-body", "SA-2026-0005", []string{"UPDATE case_file SET intake_body = 'mihonkyo', filed = '2000-01-01' WHERE no = 'SA-2026-0005'"}, ""},
		{"filed-with-no-body", "SA-2026-0005", []string{"UPDATE case_file SET intake_body = 'tca', filed = (SELECT from_day FROM body_change WHERE id = 'mihonkyo joins') WHERE no = 'SA-2026-0005'",
			"UPDATE body_change SET to_day = '2000-01-01' WHERE id = 'tca stays a while'"}, ""},
		{"absence-without-leaf", "office", nil, "record-absence "},
		{"absence-astray", "holiday", []string{"UPDATE absence SET to_day = '2026-01-01' WHERE id = 'holiday'"}, ""},
		{"absence-astray", "holiday", []string{"UPDATE absence SET cover = user_id WHERE id = 'holiday'"}, ""},
		{"absence-astray", "holiday", []string{"UPDATE absence SET from_day = (SELECT to_day FROM absence WHERE id = 'holiday') WHERE id = 'course'"}, ""},
		{"call-without-leaf", "march", []string{"INSERT INTO session_call (id, session_id, kind, seat, user_id, letter_id, until, by, at) VALUES ('one', 'march', 'made', 'seat-1', 'a', 'l', '2026-03-01', '', NULL)"}, ""},
		{"clearance-without-leaf", "SA-2026-0001", []string{"INSERT INTO clearance (id, case_id, session_id, seat, user_id, by, at) VALUES ('said', 'SA-2026-0001', 'march', 'seat-1', '', '', NULL)"}, ""},
		{"cancellation-without-leaf", "storm", nil, "cancel-session storm"},
		{"move-without-leaf", "storm", nil, "move-session storm"},
		{"circular-not-allowed", "storm", []string{"UPDATE session SET circular = 'rule', answers = 'all' WHERE id = 'storm'"}, ""},
		{"circular-not-allowed", "storm", []string{"INSERT INTO circular_rule (id, scheme, round, answers, reason, by, at) VALUES ('rule', 'anshin', 1, 'all', '', '', NULL)",
			"UPDATE session SET circular = 'rule', answers = 'two_thirds' WHERE id = 'storm'"}, ""},
		{"session-unlike-move", "storm", []string{"UPDATE session SET day = '2026-03-02' WHERE id = 'storm'"}, ""},
		{"session-unlike-move", "storm", []string{"UPDATE session_move SET from_cutoff = '2026-03-01' WHERE id = '2'"}, ""},
		{"cancelled-session-held", "SA-2026-0001", []string{"DELETE FROM voiding" + first + " AND kind = 'reopened'",
			"UPDATE vote SET session_id = 'storm' WHERE id = 'SA-2026-0001before'",
			"INSERT INTO attendance (id, session_id, seat, round, user_id) VALUES ('wet', 'storm', 'seat-1', 1, '')"}, ""},
		{"voiding-without-vote", "SA-2026-0001", []string{
			"INSERT INTO voiding SELECT 'more', session_id, case_id, 'seat-9', round, kind, reason, \"by\", at FROM voiding" + first + " AND kind = 'reopened'"}, ""},
		{"voiding-without-leaf", "SA-2026-0001", nil, "reopen-verdicts SA-2026-0001"},
		{"voided-after-decision", "SA-2026-0001", []string{"UPDATE voiding SET at = '2036-03-03 00:00:00+00:00'" + first}, ""},
		{"vote-of-conflicted", "SA-2026-0001", []string{"UPDATE vote SET seat = 'seat-4'" + first + " AND seat = 'seat-3'"}, ""},
		{"vote-of-conflicted", "SA-2026-0002", []string{"UPDATE conflict SET seat = '', user_id = 'member seat-2'" + second + " AND id = 'SA-2026-0002'"}, ""},
		{"vote-of-conflicted", "SA-2026-0002", []string{"UPDATE conflict SET retracted = NULL" + second}, ""},
		{"vote-of-conflicted", "SA-2026-0002", []string{"UPDATE conflict SET at = '2026-03-01 00:00:00+00:00'" + second}, ""},
		{"conflict-without-leaf", "SA-2026-0001", []string{
			"INSERT INTO conflict (id, case_id, seat, user_id, kind, note, by, at, retracted_by, retraction) VALUES ('more', 'SA-2026-0001', 'seat-9', '', 'declared', '', '', NULL, '', '')"}, ""},
		{"retraction-without-leaf", "SA-2026-0001", nil, "retract-conflict SA-2026-0001"},
		{"opened-unlike-commitment", "SA-2026-0001", []string{"UPDATE opened_vote SET salt = 'other'" + first}, ""},
		{"opened-unlike-commitment", "SA-2026-0002", []string{"UPDATE opened_vote SET choice = 'refuse'" + second,
			"UPDATE vote SET choice = 'grant'" + second + " AND seat = 'seat-1' AND round = 2"}, ""}, // the count stays
		{"commitment-unlike-leaf", "SA-2026-0001", []string{"INSERT INTO vote (id, session_id, case_id, seat, choice, by, at, round, commitment, box) SELECT 'late', session_id, case_id, 'seat-4', '', '', at, 9, 'x', 'x' FROM vote WHERE id = 'SA-2026-0001seat-1'",
			"INSERT INTO voiding SELECT 'late', session_id, case_id, seat, 9, kind, reason, \"by\", at FROM voiding WHERE id = 'SA-2026-0001recused'",
			"DELETE FROM vote WHERE id = 'SA-2026-0001recused'", "DELETE FROM voiding WHERE id = 'SA-2026-0001recused'"}, ""},
		{"sealed-vote-counted", "SA-2026-0001", []string{"DELETE FROM opened_vote" + first}, ""},
		{"vote-unsealed", "SA-2026-0001", []string{"UPDATE vote SET choice = 'grant'" + first + " AND seat = 'seat-2'"}, ""},
		{"opened-without-decision", "SA-2026-0002", []string{"UPDATE opened_vote SET case_id = 'SA-2026-0002' WHERE id = 'SA-2026-0001opened'"}, ""},
		{"opened-without-decision", "SA-2026-0003", []string{
			"INSERT INTO vote (id, session_id, case_id, seat, choice, by, at, round, commitment, box) VALUES ('early', 'march', 'SA-2026-0003', 'seat-2', '', '', NULL, 2, '" + commitment("SA-2026-0003") + "', 'box')",
			"INSERT INTO opened_vote (id, vote_id, case_id, choice, salt, at) VALUES ('early', 'early', 'SA-2026-0003', 'grant', 'salt', NULL)"}, ""},
		{"decided-before-session", "", []string{"UPDATE session SET day = '2026-03-03' WHERE id = 'march'"}, ""},
		{"vote-of-reviewer", "SA-2026-0002", []string{"UPDATE assignment SET user_id = 'member seat-1' WHERE id = 'SA-2026-0002before'"}, ""},
		{"unassignment-without-leaf", "SA-2026-0001", nil, "unassign SA-2026-0001"},
		{"act-of-unassigned", "SA-2026-0001", []string{"UPDATE assignment SET ended = '2026-02-28 00:00:00+00:00' WHERE id = 'SA-2026-0001'",
			"DELETE FROM assignment WHERE id = 'SA-2026-0001before'"}, ""},
		{"votes-miscounted", "SA-2026-0001", []string{"UPDATE vote SET choice = 'abstain'" + first + " AND seat = 'seat-3'"}, ""},
		{"votes-miscounted", "SA-2026-0001", []string{"UPDATE decision SET present = 3" + first}, ""},
		{"vote-unlike-outcome", "SA-2026-0001", []string{"UPDATE vote SET choice = 'refuse'" + first + " AND seat = 'seat-1'",
			"UPDATE decision SET votes_for = 1, votes_against = 2" + first}, ""},
		{"quorum-missing", "SA-2026-0001", []string{"UPDATE decision SET quorum = 5" + first}, ""},

		{"number-twice", "J0001", []string{"DROP INDEX mark_number_once", "UPDATE mark SET number = 'J0001', number_key = 'J0001' WHERE id = 'listed'"}, ""},
		{"granted-twice", "SA-2026-0001", []string{"DROP INDEX grant_once",
			line("again", "renewed", "SA-2026-0001"),
			"UPDATE mark SET grant_count = 2 WHERE id = 'mark'"}, ""},
		{"mark-missing", "SA-2026-0001", []string{"UPDATE case_file SET mark_id = 'suspended' WHERE no = 'SA-2026-0001'"}, ""},
		{"carried-mark-astray", "SA-2026-0004", []string{"UPDATE case_file SET mark_id = 'mark' WHERE no = 'SA-2026-0004'"}, ""},
		{"carried-unlike-leaf", "SA-2026-0005", []string{`UPDATE case_file SET carried = REPLACE(carried, '"state":"accepted"', '"state":"onsite_review"') WHERE no = 'SA-2026-0005'`}, ""},
		{"carried-unlike-leaf", "SA-2026-0005", []string{"UPDATE case_file SET carried = '' WHERE no = 'SA-2026-0005'"}, ""},
		{"carried-unlike-leaf", "SA-2026-0003", []string{`UPDATE case_file SET carried = '{"state":"submitted"}' WHERE no = 'SA-2026-0003'`}, ""},
		{"mark-without-grant", "L2014-07-001", []string{"UPDATE mark SET case_id = 'SA-2026-0002' WHERE id = 'listed'"}, ""},
		{"grants-miscounted", "J0001", []string{"UPDATE mark SET grant_count = 2 WHERE id = 'mark'"}, ""},
		{"mark-without-history", "J0001", []string{"UPDATE mark SET status = 'withdrawn' WHERE id = 'mark'"}, ""},
		{"validity-absurd", "J0001", []string{"UPDATE mark SET valid_to = '2026-03-01' WHERE id = 'mark'"}, ""},
		{"validity-absurd", "L2014-07-001", []string{"UPDATE mark SET listed_as_of = NULL WHERE id = 'listed'"}, ""},

		{"paid-without-payment", "SA-2026-0001", []string{"UPDATE payment SET amount = 428 WHERE id = 'SA-2026-0001b'"}, ""},
		{"paid-over", "SA-2026-0001", []string{"UPDATE payment SET amount = 430 WHERE id = 'SA-2026-0001b'"}, ""},
		{"bank-record-over", "SA-2026-0001.dat", []string{"UPDATE bank_record SET amount = 5499 WHERE id = 'SA-2026-0001m1'"}, ""},
		{"bank-record-over", "SA-2026-0001.dat", []string{"UPDATE bank_record SET amount = 5500, takes = 'SA-2026-0001m1' WHERE id = 'SA-2026-0001m3'"}, ""},
		{"bank-record-astray", "SA-2026-0001.dat", []string{"UPDATE bank_record SET amount = 1 WHERE id = 'SA-2026-0001m3'"}, ""},
		{"bank-record-astray", "SA-2026-0001.dat", []string{"UPDATE bank_record SET scheme = 'pmark' WHERE id = 'SA-2026-0001m2'"}, ""},
		{"job-without-leaf", "lapse:SA-2026-0006", []string{"UPDATE job SET kind = 'yearly-fee'"}, ""},
		{"job-without-leaf", "lapse:SA-2026-0006", []string{"UPDATE job SET object = 'SA-2026-0001'"}, ""},
		{"withheld-astray", "SA-2026-0001", []string{"UPDATE payment SET record_id = NULL WHERE id = 'SA-2026-0001w2'"}, ""},
		{"paid-without-payment", "SA-2026-0001", []string{"UPDATE charge SET status = 'paid', paid = '2026-03-02' WHERE id = 'SA-2026-0001owed'"}, ""},
		{"charge-unpriced-astray", "SA-2026-0001", []string{"UPDATE charge SET amount = 1 WHERE id = 'SA-2026-0001unpriced'"}, ""},
		{"charge-unpriced-astray", "SA-2026-0001", []string{"UPDATE charge SET status = 'owed' WHERE id = 'SA-2026-0001unpriced'"}, ""},
		{"fee-table-overlaps", "SA-2026-0001", []string{"UPDATE fee_table SET last_day = '2026-12-31' WHERE id = 'SA-2026-0001fees'"}, ""},
		{"fee-table-changed", "SA-2026-0001", []string{"UPDATE fee_table SET file = 'amounts: [1]' WHERE id = 'SA-2026-0001fees'"}, ""},
		{"payment-unsettled", "SA-2026-0002", []string{"UPDATE charge SET status = 'owed' WHERE id = 'SA-2026-0002'"}, ""},
		{"payment-astray", "SA-2026-0001", []string{"UPDATE payment SET case_id = 'SA-2026-0001' WHERE id = 'SA-2026-0002a'"}, ""},
		{"visit-without-leaf", "SA-2026-0001", nil, "correct-visit SA-2026-0001"},
		{"visit-correction-astray", "SA-2026-0001", []string{"UPDATE visit SET reason = '' WHERE id = 'SA-2026-00012'"}, ""},
		{"reexamination-without-leaf", "SA-2026-0002", nil, "answer-reexamination SA-2026-0002"},
		{"reexamination-without-leaf", "SA-2026-0002", nil, "request-reexamination SA-2026-0002"},
		{"reexamination-astray", "SA-2026-0002", []string{"UPDATE reexamination SET outcome = ''"}, ""},
		{"check-without-leaf", "SA-2026-0001", nil, "confirm-eligibility SA-2026-0001"},
		{"granted-over-bar", "SA-2026-0001", []string{"UPDATE eligibility_check SET bar = 'sentence' WHERE id = 'SA-2026-00012'"}, ""},
		{"notice-without-leaf", "SA-2026-0001", nil, "correct-notice SA-2026-0001"},
		{"charge-unlike-correction", "SA-2026-0001", []string{"UPDATE charge SET due = '2026-05-01' WHERE id = 'SA-2026-0001owed'"}, ""},
		{"charge-unlike-correction", "SA-2026-0001", []string{"UPDATE charge_correction SET from_amount = 9000 WHERE id = 'SA-2026-00012'"}, ""},
		{"reversal-astray", "SA-2026-0001", []string{"UPDATE payment SET reason = '' WHERE id = 'SA-2026-0001back'"}, ""},
		{"reversal-astray", "SA-2026-0001", []string{ // more taken back than came in
			"UPDATE payment SET amount = amount - 1 WHERE id = 'SA-2026-0001back'",
			"UPDATE payment SET amount = amount + 1 WHERE id = 'SA-2026-0001b'"}, ""},
		{"reversal-without-leaf", "SA-2026-0001", nil, "reverse-payment SA-2026-0001"},
		{"sign-up-unlike-account", "ghost", []string{"UPDATE sign_up SET id = 'ghost' WHERE id = 'officer'"}, ""},
		{"sign-up-unlike-account", "officer", []string{"UPDATE sign_up SET link = 'again' WHERE id = 'officer'"}, ""},
		{"sign-up-astray", "waits", []string{"UPDATE sign_up SET until = '2026-03-01 00:00:00+00:00' WHERE id = 'waits'"}, ""},
		{"identity-twice", "reviewer", []string{"DROP INDEX identity_once", "UPDATE identity SET ended = NULL"}, ""},
		{"identity-astray", "reviewer", []string{"UPDATE identity SET subject = '' WHERE id = 'is'"}, ""},
		{"identity-astray", "reviewer", []string{"UPDATE identity SET ended = '2026-03-01 00:00:00+00:00' WHERE id = 'was'"}, ""},
		{"identity-without-leaf", "reviewer", nil, "add-identity reviewer"},
		{"identity-without-leaf", "officer", []string{"UPDATE identity SET user_id = 'officer'"}, ""},
		{"message-without-leaf", "SA-2026-0001", nil, "write-message SA-2026-0001"},
		{"message-without-leaf", "SA-2026-0002", []string{"UPDATE message SET case_id = 'SA-2026-0002' WHERE id = 'answers'"}, ""},
		{"message-of-other-side", "SA-2026-0001", []string{"UPDATE message SET side = 'office' WHERE id = 'answers'"}, ""},
		{"message-of-unassigned", "SA-2026-0001", []string{"UPDATE message SET at = '2026-01-01 00:00:00+00:00' WHERE id = 'asks'"}, ""},
		{"message-astray", "SA-2026-0001", []string{"UPDATE message SET at = '2036-01-01 00:00:00+00:00' WHERE id = 'answers'"}, ""},
		{"message-astray", "SA-2026-0001", []string{"UPDATE message SET text = '' WHERE id = 'answers'"}, ""},
		{"allotment-astray", "SA-2026-0001", []string{"UPDATE allotment SET user_id = 'reviewer'"}, ""},
		{"intake-astray", "SA-2026-0001", []string{"UPDATE intake_check SET standing = 'missing'"}, ""},
		{"intake-astray", "SA-2026-0001", []string{"UPDATE intake_check SET standing = 'perhaps'"}, ""},
		{"observation-without-leaf", "SA-2026-0001", nil, "observe SA-2026-0001"},
		{"observation-astray", "SA-2026-0001", []string{"UPDATE observation SET by = 'asker' WHERE id = 'seen again'"}, ""},
		{"observation-astray", "SA-2026-0001", []string{"UPDATE observation SET reason = '' WHERE id = 'seen again'"}, ""},
		{"closing-without-leaf", "SA-2026-0001", nil, "acknowledge-closing SA-2026-0001"},
		{"closing-astray", "SA-2026-0001", []string{"UPDATE closing SET round = 3 WHERE id = 'read again'"}, ""},
		{"closing-astray", "SA-2026-0001", []string{"UPDATE closing SET person = '' WHERE id = 'read'"}, ""},
		{"closing-unlike-hash", "SA-2026-0001", []string{"UPDATE closing SET text = '欠けはない' WHERE id = 'read again'"}, ""},
		{"check-out-without-leaf", "SA-2026-0001", nil, "check-out SA-2026-0001"},
		{"check-out-end-without-leaf", "SA-2026-0001", nil, "end-check-out SA-2026-0001"},
		{"check-out-astray", "SA-2026-0001", []string{"UPDATE check_out SET ended_by = '' WHERE id = 'first device'"}, ""},
		{"check-out-astray", "SA-2026-0001", []string{"UPDATE check_out SET reason = '' WHERE id = 'lost device'"}, ""},
		{"check-out-astray", "SA-2026-0001", []string{"UPDATE check_out SET until = '2026-03-01 00:00:00+00:00' WHERE id = 'lost device'"}, ""},
		{"check-out-twice", "SA-2026-0001", []string{"UPDATE check_out SET ended = NULL, ended_by = '' WHERE id = 'first device'"}, ""},
		{"erasure-without-leaf", "SA-2026-0002", nil, "erase SA-2026-0002"},
		{"erasure-astray", "SA-2026-0002", []string{"UPDATE erasure SET sha256 = 'beef' WHERE file_id = 'gone'"}, ""},
		{"erasure-too-early", "SA-2026-0002", []string{"UPDATE erasure SET kept_to = '2026-03-01' WHERE file_id = 'gone'"}, ""},
		{"erasure-under-hold", "SA-2026-0002", []string{"UPDATE hold SET released = '2027-07-01 00:00:00+00:00'"}, ""},
		{"erased-text-kept", "SA-2026-0002", []string{"INSERT INTO scan_page (report_id, no, findings) VALUES ('gone report', 1, '[]')"}, ""},
		{"reference-broken", "SA-2026-0001", []string{"UPDATE case_file SET applicant_id = 'gone' WHERE no = 'SA-2026-0001'"}, ""},
		{"reference-broken", "mark", []string{"UPDATE mark SET applicant_id = 'gone' WHERE id = 'mark'"}, ""},
	}
}

// line is the ninth line of the history of the mark, planted.
func line(id, kind, caseID string) string {
	return fmt.Sprintf(`INSERT INTO mark_event (id, mark_id, no, kind, day, clause, reason, case_id, corrects, correction, changes, no_application)
		VALUES ('%s', 'mark', 9, '%s', '2026-03-02', '', '', '%s', 0, '', '', 0)`, id, kind, caseID)
}

const answerColumns = `case_id, '9-9-9', aspect, claim, claim_points, claim_note, "first", first_points, first_note, first_by, final,
	final_points, final_note, final_by, justification, changed, edition, version`

const decisionColumns = `case_id, session_id, outcome, decided, dossier, verdicts, points, points_pass, score, votes_for,
	votes_against, votes_abstained, recused, present, quorum, reasons, conditions, explained, "by", at`

func TestAnOfficeInOrderPasses(t *testing.T) {
	t.Parallel()
	for _, d := range copiers(t) {
		t.Run(d.engine, func(t *testing.T) {
			got, err := fsck.Check(t.Context(), fsck.Office{Store: d.copied(t, "")})
			if err != nil || !got.OK || len(got.Breaches) > 0 {
				t.Fatalf("got %+v, %v", got, err)
			}
			for name, n := range got.Checked {
				if n == 0 {
					t.Errorf("checked no %s", name)
				}
			}
			if _, err := json.Marshal(got); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestEveryFaultIsFound(t *testing.T) {
	t.Parallel()
	for _, d := range copiers(t) {
		for _, f := range faults() {
			t.Run(d.engine+" "+f.code, func(t *testing.T) {
				address := d.copied(t, f.unwritten)
				if err := storetest.Tamper(address, f.statements...); err != nil {
					t.Fatal(err)
				}
				got, err := fsck.Check(t.Context(), fsck.Office{Store: address})
				if err != nil || got.OK || len(got.Breaches) == 0 {
					t.Fatalf("got %+v, %v", got, err)
				}
				told.InBoth(t, got.Breaches)
				for _, b := range got.Breaches {
					if b.Code == "schema-missing" && slices.Contains(f.statements, "DROP INDEX"+strings.TrimPrefix(b.Where, "index")) {
						continue
					}
					if b.Code != f.code || f.where != "" && b.Where != f.where {
						t.Errorf("got %+v, want only %s at %s", b, f.code, f.where)
					}
				}
			})
		}
	}
}

// TestEveryPromiseHasItsFault reads the codes out of the source, so that none is
// added without a fault that proves it.
func TestEveryPromiseHasItsFault(t *testing.T) {
	t.Parallel()
	planted := map[string]bool{"evidence-not-erased": true} // TestWhatWasErasedIsGone
	for _, f := range faults() {
		planted[f.code] = true
	}
	for _, f := range evidenceFaults() {
		planted[f.code] = true
	}
	for _, f := range sealedFaults() {
		planted[f.code] = true
	}
	for _, f := range schemaFaults() {
		planted[f.code] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`(?:x\.breach\(|promise\{|\t\t\{)"([a-z]+(?:-[a-z]+)+)"`)
	found := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range code.FindAllStringSubmatch(string(source), -1) {
			found++
			if !planted[match[1]] {
				t.Errorf("%s: no fault is planted for %s", name, match[1])
			}
		}
	}
	if found < len(planted) {
		t.Errorf("found %d codes in the source, fewer than the %d that are planted", found, len(planted))
	}
}

func TestAnEmptyStorePasses(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "empty.db")
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := fsck.Check(t.Context(), fsck.Office{Store: "sqlite://" + path}); err != nil || !got.OK {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestNoStoreIsNoPass(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	junk := filepath.Join(dir, "junk.db")
	if err := os.WriteFile(junk, []byte(strings.Repeat("junk", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{filepath.Join(dir, "nothing.db"), junk, dir, "postgres://%"} {
		if got, err := fsck.Check(t.Context(), fsck.Office{Store: address}); err == nil || got.OK {
			t.Errorf("%s: got %+v, want an error", address, got)
		}
	}
}
