package fsck_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/tools/store"
	"akashi/values/civil"
)

// passed is the evidence of a decision, but for the last verdict.
const passed = `{"case_type":"new","pass":{"conditions":["all_mandatory_met","points_at_least_pass","no_zero_in_zero_fails_items"],` +
	`"points_pass":7,"level":""},"criteria":[` +
	`{"id":"1-1-1","aspect":"","kind":"mandatory","points":0,"grading":"all_or_nothing","zero_fails":false,"level":"","asked":true,"verdict":"met","given":0,"justified":false},` +
	`{"id":"1-1-2","aspect":"","kind":"points","points":5,"grading":"graded","zero_fails":false,"level":"","asked":true,"verdict":"met","given":4,"justified":false},` +
	`{"id":"7-1-1","aspect":"","kind":"points","points":3,"grading":"all_or_nothing","zero_fails":true,"level":"","asked":true,"verdict":"%s","given":%d,"justified":false}]}`

// office fills an empty store with a case that was granted and one that was
// refused, an opening register and a suspended mark, all as it should be but for
// the leaf that is left unwritten, named by action and object.
func office(t testing.TB, address, unwritten string) {
	t.Helper()
	s, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), func(tx desk.Tx) error { return fill(tx, unwritten) }); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// early is in the morning of the one day of the office.
var early = time.Date(2026, 3, 2, 0, 30, 0, 0, time.UTC)

func fill(tx desk.Tx, unwritten string) error {
	day := civil.MustOf(2026, 3, 2)
	all := []any{
		&record.Applicant{ID: "applicant", Particulars: mihon},
		&record.User{ID: "reviewer", Role: record.RoleReviewer},
		&record.Session{ID: "march", Scheme: "anshin", Day: day, State: record.SessionOpen},
		&record.Mark{ID: "listed", Scheme: "anshin", Number: "L2014-07-001", Rank: 1, Status: record.MarkListed, ListedAsOf: day},
		&record.MarkEvent{ID: "listed", MarkID: "listed", Kind: record.MarkEventListed, Day: day},
		&record.Mark{ID: "suspended", Scheme: "anshin", Number: "J0002", Status: record.MarkSuspended, GrantCount: 1,
			Granted: day, ValidFrom: day, ValidTo: day.AddDays(700)},
		&record.MarkEvent{ID: "imported", MarkID: "suspended", Kind: record.MarkEventGranted, Day: day},
		&record.Mark{ID: "renumbered", Scheme: "anshin", Number: "J0003", Formerly: "J0300", Status: record.MarkActive, GrantCount: 1,
			Granted: day, ValidFrom: day, ValidTo: day.AddDays(700)},
		&record.MarkEvent{ID: "wrong days", MarkID: "renumbered", No: 1, Kind: record.MarkEventGranted, Day: day, ValidFrom: day, ValidTo: day.AddDays(70)},
		&record.MarkEvent{ID: "number", MarkID: "renumbered", No: 2, Kind: record.MarkEventCorrected, Day: day, Reason: "転記",
			Changes: []record.FieldChange{{Field: "number", From: "J0300", To: "J0003"}}},
		&record.MarkEvent{ID: "right days", MarkID: "renumbered", No: 3, Kind: record.MarkEventGranted, Day: day, ValidFrom: day, ValidTo: day.AddDays(700), Corrects: 1, Correction: "転記"},
		&record.Pending{ID: "asked", Scheme: "anshin", Word: "measure", Act: "suspend-mark", Kind: "mark", Object: "J0002", Input: []byte("{}"),
			First: "secretary", Role: record.RoleSecretariat, State: record.PendingConfirmed, Second: "other"},
		&record.MarkEvent{ID: "measure", MarkID: "suspended", No: 2, Kind: record.MarkEventSuspended, Day: day, At: early},
		&record.Matter{ID: "seen", No: "R-0000-0001", Kind: record.Misuse, Scheme: "anshin", State: record.MatterClosed, Ground: record.GroundSite, MarkID: "suspended",
			Text: "見本", Received: day.AddDays(-3), At: early, Outcome: record.OutcomeMeasure, Reason: "見本", Ended: day, Version: 3},
		&record.MatterNote{ID: "looked", MatterID: "seen", Round: 1, Day: day, Text: "見本", By: "secretary"},
		&record.MarkEvent{ID: "right", MarkID: "suspended", No: 3, Kind: record.MarkEventSuspended, Day: day.AddDays(-1), Corrects: 2, Correction: "転記"},
	}
	all = append(all,
		&record.User{ID: "asker", Role: record.RoleReviewer},
		&record.User{ID: "officer", Role: record.RoleApplicant, ApplicantID: "applicant"},
		&record.SignUp{ID: "officer", Scheme: "anshin", Email: "o@example.jp", Organisation: "見本", Until: early.AddDate(0, 0, 7), At: early, Version: 2},
		&record.SignUp{ID: "waits", Scheme: "anshin", Email: "w@example.jp", Organisation: "見本", Link: "hash", Until: early.AddDate(0, 0, 7), At: early, Version: 1},
		&record.Identity{ID: "was", UserID: "reviewer", Provider: "kaisha", Issuer: "https://id.example.jp", Subject: "7", By: "reviewer", At: early, Ended: early, Version: 2},
		&record.Identity{ID: "is", UserID: "reviewer", Provider: "kaisha", Issuer: "https://id.example.jp", Subject: "7", By: "reviewer", At: early, Version: 1})
	all = append(all,
		&record.Session{ID: "storm", Scheme: "anshin", Day: day.AddDays(3), Cutoff: day, State: record.SessionCancelled, Reason: "台風"},
		&record.SessionMove{ID: "1", SessionID: "storm", Round: 1, FromDay: day, FromCutoff: day, Day: day.AddDays(1), Cutoff: day},
		&record.SessionMove{ID: "2", SessionID: "storm", Round: 2, FromDay: day.AddDays(1), FromCutoff: day, Day: day.AddDays(3), Cutoff: day},
		&record.Tenure{ID: "term", Scheme: "anshin", Seat: "seat-8", Name: "見本 八郎", From: day.AddDays(-60), To: day.AddDays(-1), At: time.Date(2026, 1, 1, 3, 0, 0, 0, time.UTC), Version: 1},
		&record.Deputy{ID: "stands in", Scheme: "anshin", Seat: "seat-8", From: day.AddDays(-50), To: day.AddDays(-30), Role: record.RoleMember, At: time.Date(2026, 1, 2, 3, 0, 0, 0, time.UTC), Version: 1},
		&record.Deputy{ID: "stands in next", Scheme: "anshin", Seat: "seat-7", From: day.AddDays(-20), Role: record.RoleSecretariat, At: time.Date(2026, 1, 2, 3, 0, 0, 0, time.UTC), Version: 1},
		&record.Excusal{ID: "early", SessionID: "march", Seat: "seat-2", Round: 1, Reason: "退席"})
	for i := range 4 {
		seat := fmt.Sprintf("seat-%d", i+1)
		all = append(all,
			&record.User{ID: "member " + seat, Role: record.RoleMember, Seat: seat, Scheme: "anshin"},
			&record.Attendance{ID: seat, SessionID: "march", Seat: seat, Round: 1, UserID: "member " + seat})
	}
	all = append(all, file("SA-2026-0001", record.Granted, fmt.Sprintf(passed, "met", 3), 7, "pass", day)...)
	all = append(all, file("SA-2026-0002", record.Refused, fmt.Sprintf(passed, "unmet", 0), 4, "fail", day)...)
	all = append(all,
		&record.Reexamination{ID: "again", CaseID: "SA-2026-0002", Round: 1, Requested: day, Grounds: "改めた", Outcome: record.ReexaminationRefused, Decided: day, Reasons: "変わりがない"},
		&record.Attachment{ID: "gone", CaseID: "SA-2026-0002", Name: "gone.pdf", SHA256: "feed", At: early},
		&record.ScanReport{ID: "gone report", CaseID: "SA-2026-0002", No: 1, Name: "gone.csv", SHA256: "f00d", Received: day},
		&record.Hold{ID: "held", CaseID: "SA-2026-0002", Round: 1, Reason: "係争", At: erasedAt.AddDate(0, -2, 0), Released: erasedAt.AddDate(0, -1, 0), Why: "済んだ", Version: 2},
		&record.Erasure{FileID: "gone", CaseID: "SA-2026-0002", Class: record.ClassEvidence, SHA256: "feed", Months: 12, KeptTo: day.AddDays(365), Reason: "満了", At: erasedAt},
		&record.Erasure{FileID: "gone report", CaseID: "SA-2026-0002", Class: record.ClassDiagnosis, SHA256: "f00d", Months: 12, KeptTo: day.AddDays(365), Reason: "満了", At: erasedAt},
		&record.Case{ID: "SA-2026-0006", No: "SA-2026-0006", Scheme: "anshin", State: "lapsed", ApplicantID: "applicant", Closed: day},
		&record.Job{ID: "lapse:SA-2026-0006", Kind: record.JobLapse, On: "case", Of: "SA-2026-0006", Scheme: "anshin", Day: day, State: record.JobDone, Attempts: 1, At: early},
		&record.Case{ID: "SA-2026-0003", No: "SA-2026-0003", Scheme: "anshin", State: "draft", ApplicantID: "applicant"},
		&record.Case{ID: "SA-2026-0004", No: "SA-2026-0004", Scheme: "anshin", State: "granted", ApplicantID: "applicant", MarkID: "suspended",
			Carried: record.Carried{From: "台帳", AsOf: day, State: "granted", On: day}},
		&record.Case{ID: "SA-2026-0005", No: "SA-2026-0005", Scheme: "anshin", State: "accepted", ApplicantID: "applicant",
			Carried: record.Carried{From: "台帳", No: "H26-5", AsOf: day, State: "accepted", On: day}},
		&record.Mark{ID: "mark", Scheme: "anshin", Number: "J0001", CaseID: "SA-2026-0001", Holder: mihon.Name, HolderKana: mihon.NameKana,
			CorporateNumber: mihon.CorporateNumber, Address: mihon.Address, Status: record.MarkActive, GrantCount: 1,
			Granted: day, ValidFrom: day, ValidTo: day.AddDays(700)},
		&record.MarkEvent{ID: "granted", MarkID: "mark", Kind: record.MarkEventGranted, Day: day, CaseID: "SA-2026-0001", At: early},
		&record.BodyKey{ID: "taken away", Scheme: "anshin", Side: record.SideGranting, Key: "key", Reason: "見本", At: early.AddDate(0, 0, -3)},
		&record.BodyKey{ID: "none", Scheme: "anshin", Side: record.SideGranting, Reason: "見本", At: early.AddDate(0, 0, -2)},
		&record.BodyKey{ID: "stands", Scheme: "anshin", Side: record.SideGranting, Key: "key", Reason: "見本", At: early.AddDate(0, 0, -1)},
		&record.BodyNote{ID: "returned", Scheme: "anshin", Kind: record.NoteReturned, CaseNo: "SA-2026-0001", At: early},
	)
	all = append(all,
		&record.Assignment{ID: "asker", CaseID: "SA-2026-0001", UserID: "asker", Role: "reviewer", Round: 1, At: early.AddDate(0, 0, -7)},
		&record.Allotment{ID: "hers", CaseID: "SA-2026-0001", Criterion: "1-1-1", UserID: "officer", By: "officer", At: early},
		&record.Tie{ID: "was there", Scheme: "anshin", UserID: "asker", Kind: record.TieEmployed, Organisation: mihon.Name, CorporateNumber: mihon.CorporateNumber,
			To: day.AddDays(-1000), Note: "在籍", At: early.AddDate(0, 0, -30), Version: 1},
		&record.Competence{ID: "reads", Scheme: "anshin", UserID: "asker", Competence: "first_stage", From: day.AddDays(-60), Evidence: "任命", At: early.AddDate(0, 0, -30), Version: 1},
		&record.Absence{ID: "holiday", Scheme: "anshin", UserID: "officer", Cover: "asker", From: day, To: day.AddDays(3), By: "officer", At: early, Version: 1},
		&record.Absence{ID: "course", Scheme: "anshin", UserID: "asker", From: day.AddDays(4), To: day.AddDays(5), By: "asker", At: early, Version: 1},
		&record.BodyChange{ID: "mihonkyo joins", Scheme: "anshin", Round: 1, Kind: record.BodyJoined, Body: "mihonkyo", Name: "見本事業者協会", NameEN: "Mihon", Code: "M", From: day.AddDays(-30), Reason: "見本", At: early},
		&record.BodyChange{ID: "tca leaves", Scheme: "anshin", Round: 2, Kind: record.BodyLeft, Body: "tca", To: day.AddDays(-20), Reason: "見本", At: early},
		&record.BodyChange{ID: "tca stays a while", Scheme: "anshin", Round: 3, Kind: record.BodyLeft, Body: "tca", To: day.AddDays(-10), Reason: "見本", At: early},
		&record.IntakeCheck{ID: "looked", CaseID: "SA-2026-0001", Step: "document:x", Standing: "whole", By: "asker", At: early},
		&record.Message{ID: "asks", CaseID: "SA-2026-0001", Side: record.SideOffice, Text: "どれですか", By: "asker", At: early},
		&record.Message{ID: "answers", CaseID: "SA-2026-0001", Side: record.SideApplicant, Text: "これです", By: "officer", At: early})
	all = append(all, onSite()...)
	if err := tx.Add(all...); err != nil {
		return err
	}
	if err := join(tx); err != nil {
		return err
	}
	return leaves(tx, unwritten)
}

// erasedAt is when documents of one case were erased.
var erasedAt = time.Date(2027, 6, 1, 3, 0, 0, 0, time.UTC)

// readOut is the text of the closing sheet, and heard its hash.
const readOut = "入退室の記録に欠けがある"

var heard = func() string {
	sum := sha256.Sum256([]byte(readOut))
	return hex.EncodeToString(sum[:])
}()

// onSite is what was seen, read out and taken along in one case, each put right or ended once.
func onSite() []any {
	return []any{
		&record.Observation{ID: "seen", CaseID: "SA-2026-0001", Text: "扉が開いていた", By: "reviewer", At: early},
		&record.Observation{ID: "seen again", CaseID: "SA-2026-0001", Text: "扉は閉まっていた", Corrects: "seen", Reason: "別の扉", By: "reviewer", At: early},
		&record.Closing{ID: "read", CaseID: "SA-2026-0001", Round: 1, Day: civil.MustOf(2026, 3, 2), Text: readOut, SHA256: heard, Person: "見本 花子", Post: "総務", By: "reviewer", At: early},
		&record.Closing{ID: "read again", CaseID: "SA-2026-0001", Round: 2, Day: civil.MustOf(2026, 3, 2), Text: readOut, SHA256: heard, Person: "見本 花子", Post: "総務部長", Reason: "職が違った", By: "reviewer", At: early},
		&record.CheckOut{ID: "first device", CaseID: "SA-2026-0001", UserID: "reviewer", Key: "box", At: early, Until: early.AddDate(0, 0, 3), Ended: early.Add(time.Hour), EndedBy: "reviewer", Version: 2},
		&record.CheckOut{ID: "lost device", CaseID: "SA-2026-0001", UserID: "reviewer", Key: "box", At: early.Add(time.Hour), Until: early.AddDate(0, 0, 3), Ended: early.Add(2 * time.Hour), EndedBy: "asker", Reason: "紛失", Version: 2},
	}
}

// join gives the granted case its mark, which needed the case to be there.
func join(tx desk.Tx) error {
	c, err := tx.Case("SA-2026-0001")
	if err != nil {
		return err
	}
	c.MarkID = "mark"
	return tx.Save(&c)
}

// tableHash is the SHA-256 of the one table of fees.
var tableHash = func() string {
	sum := sha256.Sum256([]byte("amounts: []\n"))
	return hex.EncodeToString(sum[:])
}()

// mihon are the particulars of the one applicant.
var mihon = record.Particulars{Name: "見本インターネット株式会社", NameKana: "ミホンインターネット", CorporateNumber: "7000012050002", Address: "札幌市"}

// file is a decided case with everything that belongs to it.
func file(no string, outcome record.Outcome, verdicts string, points int, score string, day civil.Date) []any {
	applicant, err := json.Marshal(mihon)
	if err != nil {
		panic(err)
	}
	body := `{"case":"` + no + `","applicant":` + string(applicant) + `}`
	sum := sha256.Sum256([]byte(body))
	hash := hex.EncodeToString(sum[:])
	votes := []record.Choice{record.VoteGrant, record.VoteGrant, record.VoteRefuse}
	var sheet record.VerdictSheet
	if err := json.Unmarshal([]byte(verdicts), &sheet); err != nil {
		panic(err)
	}
	d := &record.Decision{ID: no, CaseID: no, SessionID: "march", Outcome: outcome, Decided: day, Dossier: hash,
		Verdicts: sheet, Points: points, PointsPass: 7, Score: score, For: 2, Against: 1, Recused: 1, Present: 4, Quorum: 3,
		At: time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC)}
	if outcome == record.Refused {
		votes, d.For, d.Against = []record.Choice{record.VoteRefuse, record.VoteGrant, record.VoteRefuse}, 1, 2
	}
	final, three := record.Met, 3
	if score == "fail" {
		final, three = record.Unmet, 0
	}
	four := 4
	all := []any{
		&record.Case{ID: no, No: no, Scheme: "anshin", Edition: "2014-07", Type: "new", State: record.CaseState(outcome), ApplicantID: "applicant",
			Particulars: mihon, SessionID: "march", Decided: day, Dossier: hash},
		&record.Answer{ID: no + "1", CaseID: no, Edition: "2014-07", Criterion: "1-1-1", Final: record.Met},
		&record.Answer{ID: no + "2", CaseID: no, Edition: "2014-07", Criterion: "1-1-2", Final: record.Met, FinalPoints: &four},
		&record.Answer{ID: no + "3", CaseID: no, Edition: "2014-07", Criterion: "7-1-1", Final: final, FinalPoints: &three},
		&record.Assignment{ID: no + "before", CaseID: no, UserID: "reviewer", Role: "reviewer", Round: 1, At: d.At.AddDate(0, -1, 0), Ended: d.At.AddDate(0, 0, -9), Reason: "病気"},
		&record.Assignment{ID: no, CaseID: no, UserID: "reviewer", Role: "reviewer", Round: 2, At: d.At.AddDate(0, 0, -7)},
		&record.Conflict{ID: no, CaseID: no, Seat: "seat-4", Kind: "declared", At: d.At.Add(-time.Hour)},
		&record.Conflict{ID: no + "wrong", CaseID: no, Seat: "seat-3", Kind: "declared", At: d.At.Add(-time.Hour), Retracted: d.At.Add(-time.Minute), Retraction: "取り違え"},
		&record.Conflict{ID: no + "late", CaseID: no, Seat: "seat-2", Kind: "declared", At: d.At.Add(time.Hour)},
		&record.Vote{ID: no + "recused", SessionID: "march", CaseID: no, Seat: "seat-4", Round: 1, Choice: record.VoteRefuse},
		&record.Voiding{ID: no + "recused", SessionID: "march", CaseID: no, Seat: "seat-4", Round: 1, Kind: record.VoteRecused, At: d.At},
		&record.Visit{ID: no + "1", CaseID: no, Kind: record.VisitFirst, Day: day, Minutes: 400, Persons: 1},
		&record.Visit{ID: no + "2", CaseID: no, Kind: record.VisitFirst, Day: day, Minutes: 40, Persons: 1, Corrects: no + "1", Reason: "転記"},
		&record.EligibilityCheck{ID: no + "1", CaseID: no, Round: 1, Day: day, Found: "役員の刑", Bar: "sentence"},
		&record.EligibilityCheck{ID: no + "2", CaseID: no, Round: 2, Day: day, Found: "別人であった", Reason: "同姓同名"},
		&record.Finding{ID: no, CaseID: no, No: 1, State: record.FindingAccepted},
		&record.Charge{ID: no, CaseID: no, Code: "application", Amount: 51_429, Status: record.ChargePaid, Paid: day},
		&record.Payment{ID: no + "twice", ChargeID: no, CaseID: no, Amount: 51_000, Received: day},
		&record.Payment{ID: no + "back", ChargeID: no, CaseID: no, Amount: -51_000, Received: day, Reverses: no + "twice", Reason: "二重"},
		&record.Payment{ID: no + "a", ChargeID: no, CaseID: no, Amount: 51_000, Received: day},
		&record.Payment{ID: no + "b", ChargeID: no, CaseID: no, Amount: 429, Received: day},
		&record.Charge{ID: no + "owed", CaseID: no, Code: "yearly", Amount: 10_000, Status: record.ChargeOwed, Due: day.AddDays(20)},
		&record.Charge{ID: no + "unpriced", CaseID: no, Code: "overrun", Status: record.ChargeUnpriced},
		&record.FeeTable{ID: no + "fees", Scheme: no, From: day, To: day.AddDays(30), File: "amounts: []\n", SHA256: tableHash},
		&record.FeeTable{ID: no + "fees2", Scheme: no, From: day.AddDays(31), File: "amounts: []\n", SHA256: tableHash},
		&record.ChargeCorrection{ID: no + "1", ChargeID: no + "owed", CaseID: no, Round: 1, FromAmount: 9_000, FromDue: day, Amount: 10_000, Due: day.AddDays(30)},
		&record.ChargeCorrection{ID: no + "2", ChargeID: no + "owed", CaseID: no, Round: 2, FromAmount: 10_000, FromDue: day.AddDays(30), Amount: 10_000, Due: day.AddDays(20)},
		&record.Notice{ID: no + "1", CaseID: no, Round: 1, Received: day},
		&record.Charge{ID: no + "billed", CaseID: no, Code: "review", Amount: 5_500, Status: record.ChargePaid, Paid: day},
		&record.Payment{ID: no + "billed", ChargeID: no + "billed", CaseID: no, Amount: 5_500, Received: day},
		document(no, "I", 1, record.Invoice{Kind: record.Billed}, record.InvoiceLine{ChargeID: no + "billed", Amount: 5_500}),
		&record.InvoiceStanding{InvoiceID: no + "I1", CaseID: no, Paid: 5_500, Settled: day},
		document(no, "R", 1, record.Invoice{Kind: record.Received, Cause: record.CausePaid, For: no + "-I2026-0001"}, record.InvoiceLine{ChargeID: no + "billed", Amount: 5_500}),
		document(no, "R", 2, record.Invoice{Kind: record.Received, Cause: record.CauseReversed, For: no + "-R2026-0001"}, record.InvoiceLine{ChargeID: no + "billed", Amount: -5_500}),
		document(no, "R", 3, record.Invoice{Kind: record.Received, Cause: record.CausePaid, For: no + "-I2026-0001"}, record.InvoiceLine{ChargeID: no + "billed", Amount: 5_500}),
		document(no, "I", 2, record.Invoice{Kind: record.Billed}, record.InvoiceLine{ChargeID: no + "owed", Amount: 12_000}),
		document(no, "C", 1, record.Invoice{Kind: record.Credited, Cause: record.CauseCorrected, For: no + "-I2026-0002"}, record.InvoiceLine{ChargeID: no + "owed", Amount: 2_000}),
		&record.Dispatch{ID: no + "D1", No: no + "-D2026-0001", Kind: record.DispatchPassing, Scheme: no, CaseID: no, Year: 2026, Seq: 1, Issued: day, Content: dispatched(no)},
		&record.InvoiceStanding{InvoiceID: no + "I2", CaseID: no, Credited: 2_000, Open: 10_000},
		&record.BankFile{ID: no + "f", Scheme: "anshin", Name: no + ".dat", Records: 3, Sum: 5_500, At: d.At},
		&record.BankRecord{ID: no + "m1", FileID: no + "f", Scheme: "anshin", Record: 2, Day: day, Amount: 5_500, Fingerprint: no + "m1"},
		&record.BankRecord{ID: no + "m2", FileID: no + "f", Scheme: "anshin", Record: 3, Day: day, Amount: 700, Fingerprint: no + "m2"},
		&record.BankRecord{ID: no + "m3", FileID: no + "f", Scheme: "anshin", Record: 4, Day: day, Amount: 700, Cancels: true, Takes: no + "m2", Fingerprint: no + "m3"},
		&record.Charge{ID: no + "wired", CaseID: no, Code: "travel", Amount: 6_160, Status: record.ChargePaid, Paid: day},
		&record.Payment{ID: no + "w1", ChargeID: no + "wired", CaseID: no, Amount: 5_500, Received: day, Record: no + "m1"},
		&record.Payment{ID: no + "w2", ChargeID: no + "wired", CaseID: no, Amount: 660, Received: day, Record: no + "m1", Kind: record.Withheld},
		&record.Notice{ID: no + "2", CaseID: no, Round: 2, Received: day.AddDays(1), Reason: "転記"},
		&record.Dossier{Hash: hash, CaseID: no, Stage: "reviewed", Body: body},
		d,
		&record.Vote{ID: no + "before", SessionID: "march", CaseID: no, Seat: "seat-1", Round: 1, Choice: record.VoteAbstain},
		&record.Voiding{ID: no + "before", SessionID: "march", CaseID: no, Seat: "seat-1", Round: 1, Kind: record.VotesReopened, At: d.At},
	}
	for i, choice := range votes {
		seat := fmt.Sprintf("seat-%d", i+1)
		vote := &record.Vote{ID: no + seat, SessionID: "march", CaseID: no, Seat: seat, Round: 2, Choice: choice, At: d.At}
		all = append(all, vote)
		if seat == "seat-2" { // the others were given before votes were sealed
			vote.Choice, vote.Box, vote.Commitment = record.VoteSealed, "box", commitment(no)
			all = append(all, &record.OpenedVote{ID: no + "opened", VoteID: vote.ID, CaseID: no, Choice: choice, Salt: "salt", At: d.At})
		}
	}
	return all
}

// document is the nth of the documents of a kind about the money of a case.
func document(no, letter string, n int, d record.Invoice, l record.InvoiceLine) *record.Invoice {
	d.ID, d.No = fmt.Sprintf("%s%s%d", no, letter, n), fmt.Sprintf("%s-%s2026-%04d", no, letter, n)
	d.CaseID, d.Scheme, d.Payee, d.Year, d.Seq, d.Issued = no, no, no, 2026, n, civil.MustOf(2026, 3, 2)
	d.Lines, d.Total = []record.InvoiceLine{l}, l.Amount
	return &d
}

// dispatched is what the one official document about a case tells.
func dispatched(no string) record.DispatchContent {
	return record.DispatchContent{Case: no, To: record.Addressee{Name: "見本"}, Passing: &record.PassingLetter{Decided: civil.MustOf(2026, 3, 2), Points: 100}}
}

// dispatchTold is that document, as a leaf tells it.
func dispatchTold(no string) string {
	content, _ := json.Marshal(dispatched(no))
	sum := sha256.Sum256(content)
	return `{"no":"` + no + `-D2026-0001","sha256":"","content":"` + hex.EncodeToString(sum[:]) + `"}`
}

// issued are the numbers of the documents of a case, as a leaf tells them.
func issued(no string) string {
	var all []string
	for _, n := range []string{"I2026-0001", "R2026-0001", "R2026-0002", "R2026-0003", "I2026-0002", "C2026-0001"} {
		all = append(all, no+"-"+n)
	}
	text, _ := json.Marshal(all)
	return string(text)
}

// commitment is that of the one sealed vote on a case, which is for the grant.
func commitment(no string) string {
	sum := sha256.Sum256([]byte("akashi-vote-v1\n" + no + "\nmarch\nseat-2\n2\ngrant\nsalt\n"))
	return hex.EncodeToString(sum[:])
}

// leaves journals what was done, with a text that is hard to write canonically.
func leaves(tx desk.Tx, unwritten string) error {
	type act struct{ action, kind, object, state string }
	acts := []act{{"import-register", "register", "", ""}, {"suspend-mark", "mark", "J0002", ""}, {"attach", "case", "SA-2026-0001", "draft"}, {"confirm", "pending", "asked", ""},
		{"appoint", "seat", "", ""}, {"name-deputy", "seat", "", ""}, {"name-deputy", "seat", "", ""}, {"report-misuse", "matter", "R-0000-0001", ""}, {"state-tie", "personnel", "", ""}, {"record-competence", "personnel", "", ""}, {"record-absence", "office", "", ""}, {"add-body", "office", "", ""}, {"close-body", "office", "", ""}, {"close-body", "office", "", ""}, {"record-absence", "office", "", ""}, {"excuse", "session", "march", ""}, {"move-session", "session", "storm", ""}, {"move-session", "session", "storm", ""}, {"cancel-session", "session", "storm", ""}, {"correct-measure", "mark", "J0002", ""},
		{"request-reexamination", "case", "SA-2026-0002", ""}, {"answer-reexamination", "case", "SA-2026-0002", ""}, {"correct-register", "mark", "J0003", ""}, {"vote", "case", "SA-2026-0003", "draft"}}
	acts = append(acts, act{"write-message", "case", "SA-2026-0001", "draft"}, act{"write-message", "case", "SA-2026-0001", "draft"}, act{"move-in", "case", "SA-2026-0004", "granted"}, act{"move-in", "case", "SA-2026-0005", "accepted"}, act{"add-identity", "user", "reviewer", ""})
	for _, action := range []string{"observe", "observe", "acknowledge-closing", "acknowledge-closing", "check-out", "check-out", "end-check-out"} {
		acts = append(acts, act{action, "case", "SA-2026-0001", "draft"})
	}
	for _, c := range []act{{object: "SA-2026-0001", state: string(record.Granted)}, {object: "SA-2026-0002", state: string(record.Refused)}} {
		for _, action := range []string{"submit", "unassign", "log-visit", "correct-visit", "confirm-eligibility", "confirm-eligibility", "file-report", "reverse-payment", "record-payment", "vote", "vote", "declare-conflict", "declare-conflict", "declare-conflict", "retract-conflict", "reopen-verdicts", "vote", "vote", "vote"} {
			acts = append(acts, act{action, "case", c.object, "scheduled"})
		}
		acts = append(acts, act{"issue-dispatch", "case", c.object, c.state}, act{"decide", "case", c.object, c.state}, act{"record-notice", "case", c.object, c.state}, act{"correct-notice", "case", c.object, c.state})
	}
	acts = append(acts, act{"erase", "case", "SA-2026-0002", string(record.Refused)}, act{"lapse", "case", "SA-2026-0006", "lapsed"})
	wrote := []string{"officer", "asker"}
	for _, a := range acts {
		if a.action+" "+a.object == unwritten {
			continue
		}
		data, actor := `{"state":"`+a.state+`"}`, "事務局 \"<&>\"\u2028\\u2028\t\x01\x7f"
		if a.action == "file-report" || a.action == "log-visit" || a.action == "confirm-eligibility" {
			actor = "reviewer"
		}
		if a.action == "lapse" {
			actor = "calendar"
		}
		if a.action == "write-message" {
			actor, wrote = wrote[0], wrote[1:]
		}
		if a.action == "vote" {
			data = `{"facts":{"commitment":"` + commitment(a.object) + `"},"state":"` + a.state + `"}`
		}
		if a.action == "record-payment" {
			data = `{"facts":{"issued":` + issued(a.object) + `},"state":"` + a.state + `"}`
		}
		if a.action == "issue-dispatch" {
			data = `{"facts":{"dispatched":` + dispatchTold(a.object) + `},"state":"` + a.state + `"}`
		}
		if a.action == "attach" && unwritten == "malformed" {
			data = "{"
		}
		if err := tx.Append(&record.Leaf{At: time.Date(2026, 3, 2, 1, 2, 3, 4_000, time.UTC),
			Actor: actor, Action: a.action, Kind: a.kind, Object: a.object, Data: data}); err != nil {
			return err
		}
	}
	return nil
}
