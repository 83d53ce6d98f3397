package storetest

import (
	"reflect"
	"slices"
	"testing"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
)

// reading is what a Reader must answer with.
type reading struct {
	name string
	want any
	read func(desk.Reader) (any, error)
}

func boxed[T any](value T, err error) (any, error) { return value, err }

// readings asks for every record of the office in every way there is.
func readings(o *office) []reading {
	c, s := o.theCase.ID, o.session.ID
	return []reading{
		{"Applicant", *o.applicant, func(r desk.Reader) (any, error) { return boxed(r.Applicant(o.applicant.ID)) }},
		{"ApplicantByName", *o.applicant, func(r desk.Reader) (any, error) { return boxed(r.ApplicantByName(o.applicant.Name)) }},
		{"Applicants", []record.Applicant{*o.applicant}, func(r desk.Reader) (any, error) { return boxed(r.Applicants()) }},
		{"User", *o.user, func(r desk.Reader) (any, error) { return boxed(r.User(o.user.ID)) }},
		{"UserByToken", *o.user, func(r desk.Reader) (any, error) { return boxed(r.UserByToken(o.user.Token)) }},
		{"UsersByEmail", []record.User{*o.user}, func(r desk.Reader) (any, error) { return boxed(r.UsersByEmail(o.user.Email)) }},
		{"SignIn", *o.signIn, func(r desk.Reader) (any, error) { return boxed(r.SignIn(o.signIn.Secret)) }},
		{"SignIns", []record.SignIn{*o.signIn}, func(r desk.Reader) (any, error) { return boxed(r.SignIns(o.user.ID, noon)) }},
		{"Identities", []record.Identity{*o.identity}, func(r desk.Reader) (any, error) { return boxed(r.Identities(o.user.ID)) }},
		{"SignUp", *o.signUp, func(r desk.Reader) (any, error) { return boxed(r.SignUp(o.signUp.ID)) }},
		{"SignUpByLink", *o.signUp, func(r desk.Reader) (any, error) { return boxed(r.SignUpByLink(o.signUp.Link)) }},
		{"SignUps", []record.SignUp{*o.signUp}, func(r desk.Reader) (any, error) { return boxed(r.SignUps()) }},
		{"Passkey", *o.passkey, func(r desk.Reader) (any, error) { return boxed(r.Passkey(o.passkey.Credential)) }},
		{"Passkeys", []record.Passkey{*o.passkey}, func(r desk.Reader) (any, error) { return boxed(r.Passkeys(o.user.ID)) }},
		{"UserRoles", []record.UserRole{*o.userRole}, func(r desk.Reader) (any, error) { return boxed(r.UserRoles(o.user.ID)) }},
		{"Contacts", []record.Contact{*o.contact}, func(r desk.Reader) (any, error) { return boxed(r.Contacts(o.applicant.ID)) }},
		{"UserRoles, of nobody", []record.UserRole{}, func(r desk.Reader) (any, error) { return boxed(r.UserRoles("nobody")) }},
		{"UserByCalendar", *o.user, func(r desk.Reader) (any, error) { return boxed(r.UserByCalendar(o.user.Calendar)) }},
		{"UserByLink", *o.user, func(r desk.Reader) (any, error) { return boxed(r.UserByLink(o.user.Link)) }},
		{"SignIns, ended", []record.SignIn{}, func(r desk.Reader) (any, error) { return boxed(r.SignIns(o.user.ID, o.signIn.Until)) }},
		{"Users", []record.User{*o.user}, func(r desk.Reader) (any, error) { return boxed(r.Users()) }},
		{"Session", *o.session, func(r desk.Reader) (any, error) { return boxed(r.Session(s)) }},
		{"Sessions", []record.Session{*o.session}, func(r desk.Reader) (any, error) { return boxed(r.Sessions(o.session.Scheme)) }},
		{"Mark by number", *o.mark, func(r desk.Reader) (any, error) { return boxed(r.Mark(o.mark.Number)) }},
		{"Mark by ID", *o.mark, func(r desk.Reader) (any, error) { return boxed(r.Mark(o.mark.ID)) }},
		{"Marks", []record.Mark{*o.mark}, func(r desk.Reader) (any, error) { return boxed(r.Marks(desk.MarkQuery{})) }},
		{"MarkEvents", []record.MarkEvent{*o.event}, func(r desk.Reader) (any, error) { return boxed(r.MarkEvents(o.mark.ID)) }},
		{"Case by number", *o.theCase, func(r desk.Reader) (any, error) { return boxed(r.Case(o.theCase.No)) }},
		{"Case by ID", *o.theCase, func(r desk.Reader) (any, error) { return boxed(r.Case(c)) }},
		{"Case by alias", *o.theCase, func(r desk.Reader) (any, error) { return boxed(r.Case(o.theCase.Alias())) }},
		{"Answers", []record.Answer{*o.answer}, func(r desk.Reader) (any, error) { return boxed(r.Answers(c)) }},
		{"Declarations", []record.Declaration{*o.declaration}, func(r desk.Reader) (any, error) { return boxed(r.Declarations(c)) }},
		{"Attachments", []record.Attachment{*o.attachment}, func(r desk.Reader) (any, error) { return boxed(r.Attachments(c)) }},
		{"Pages", []record.Page{*o.page}, func(r desk.Reader) (any, error) { return boxed(r.Pages(c)) }},
		{"Statements", []record.Statement{*o.statement}, func(r desk.Reader) (any, error) { return boxed(r.Statements(c)) }},
		{"Exceptions", []record.Exception{*o.exception}, func(r desk.Reader) (any, error) { return boxed(r.Exceptions(c)) }},
		{"Messages", []record.Message{*o.message}, func(r desk.Reader) (any, error) { return boxed(r.Messages(c)) }},
		{"Readings", []record.Reading{*o.reading}, func(r desk.Reader) (any, error) { return boxed(r.Readings(c)) }},
		{"Dossiers", []record.Dossier{*o.dossier}, func(r desk.Reader) (any, error) { return boxed(r.Dossiers(c)) }},
		{"Assignments", []record.Assignment{*o.assignment}, func(r desk.Reader) (any, error) { return boxed(r.Assignments(c)) }},
		{"Findings", []record.Finding{*o.finding}, func(r desk.Reader) (any, error) { return boxed(r.Findings(c)) }},
		{"Charge", *o.charge, func(r desk.Reader) (any, error) { return boxed(r.Charge(o.charge.ID)) }},
		{"Charges", []record.Charge{*o.charge}, func(r desk.Reader) (any, error) { return boxed(r.Charges(c)) }},
		{"ChargeCorrections", []record.ChargeCorrection{*o.chargeAgain}, func(r desk.Reader) (any, error) { return boxed(r.ChargeCorrections(c)) }},
		{"Invoices", []record.Invoice{*o.invoice}, func(r desk.Reader) (any, error) { return boxed(r.Invoices(c)) }},
		{"Invoice", *o.invoice, func(r desk.Reader) (any, error) { return boxed(r.Invoice(o.invoice.No)) }},
		{"InvoicesLike", []record.Invoice{*o.invoice}, func(r desk.Reader) (any, error) { return boxed(r.InvoicesLike(likeInvoice(o))) }},
		{"InvoiceStandings", []record.InvoiceStanding{*o.stands}, func(r desk.Reader) (any, error) { return boxed(r.InvoiceStandings(likeInvoice(o))) }},
		{"InvoicesLike nobody", []record.Invoice{}, func(r desk.Reader) (any, error) {
			q := likeInvoice(o)
			q.Max = o.invoice.Total - 1
			return boxed(r.InvoicesLike(q))
		}},
		{"Job", *o.job, func(r desk.Reader) (any, error) { return boxed(r.Job(o.job.ID)) }},
		{"Jobs", []record.Job{*o.job}, func(r desk.Reader) (any, error) {
			return boxed(r.Jobs(desk.JobQuery{Scheme: o.job.Scheme, State: o.job.State}))
		}},
		{"BankFiles", []record.BankFile{*o.bankFile}, func(r desk.Reader) (any, error) { return boxed(r.BankFiles(o.bankFile.Scheme)) }},
		{"BankFile", *o.bankFile, func(r desk.Reader) (any, error) { return boxed(r.BankFile(o.bankFile.ID)) }},
		{"BankRecords", []record.BankRecord{*o.bankRecord}, func(r desk.Reader) (any, error) { return boxed(r.BankRecords(o.bankFile.ID)) }},
		{"BankRecordsOn", []record.BankRecord{*o.bankRecord}, func(r desk.Reader) (any, error) {
			return boxed(r.BankRecordsOn(o.bankRecord.Scheme, civil.Range{From: o.bankRecord.Day, To: o.bankRecord.Day}))
		}},
		{"BankRecordsOn another day", []record.BankRecord{}, func(r desk.Reader) (any, error) {
			return boxed(r.BankRecordsOn(o.bankRecord.Scheme, civil.Range{From: o.bankRecord.Day.AddDays(1), To: o.bankRecord.Day.AddDays(2)}))
		}},
		{"BankCancelling", []record.BankRecord{*o.bankRecord}, func(r desk.Reader) (any, error) { return boxed(r.BankCancelling(o.bankFile.ID)) }},
		{"BankPayments", []record.Payment{*o.payment}, func(r desk.Reader) (any, error) { return boxed(r.BankPayments(o.bankFile.ID)) }},
		{"RecordPayments", []record.Payment{*o.payment}, func(r desk.Reader) (any, error) { return boxed(r.RecordPayments(o.bankRecord.ID)) }},
		{"PaidBefore, all of it taken back", []record.PaidBefore(nil), func(r desk.Reader) (any, error) { return boxed(r.PaidBefore(o.bankRecord.Scheme)) }},
		{"Dispatches", []record.Dispatch{*o.dispatch}, func(r desk.Reader) (any, error) { return boxed(r.Dispatches(c)) }},
		{"Dispatch", *o.dispatch, func(r desk.Reader) (any, error) { return boxed(r.Dispatch(o.dispatch.No)) }},
		{"DispatchesLike", []record.Dispatch{*o.dispatch}, func(r desk.Reader) (any, error) { return boxed(r.DispatchesLike(likeDispatch(o))) }},
		{"DispatchesLike nobody", []record.Dispatch{}, func(r desk.Reader) (any, error) {
			q := likeDispatch(o)
			q.Text = "nobody"
			return boxed(r.DispatchesLike(q))
		}},
		{"Issuers", []record.Issuer{*o.issuer}, func(r desk.Reader) (any, error) { return boxed(r.Issuers(o.issuer.Scheme)) }},
		{"Payments", []record.Payment{*o.payment}, func(r desk.Reader) (any, error) { return boxed(r.Payments(c)) }},
		{"ChargesLike", []record.Charge{*o.charge}, func(r desk.Reader) (any, error) { return boxed(r.ChargesLike(likeCharge(o, 0))) }},
		{"ChargesLike of another month", []record.Charge{}, func(r desk.Reader) (any, error) { return boxed(r.ChargesLike(likeCharge(o, 40))) }},
		{"ChargesLike of nobody's cases", []record.Charge{}, func(r desk.Reader) (any, error) { return boxed(r.ChargesLike(desk.ChargeQuery{})) }},
		{"PaymentsLike", []record.Payment{*o.payment}, func(r desk.Reader) (any, error) { return boxed(r.PaymentsLike(likeCharge(o, 0))) }},
		{"PaymentsLike of another scheme", []record.Payment{}, func(r desk.Reader) (any, error) {
			return boxed(r.PaymentsLike(desk.ChargeQuery{Scheme: "another", Visible: access.Everything()}))
		}},
		{"Visits", []record.Visit{*o.visit}, func(r desk.Reader) (any, error) { return boxed(r.Visits(c)) }},
		{"Report", *o.report, func(r desk.Reader) (any, error) { return boxed(r.Report(c)) }},
		{"EligibilityChecks", []record.EligibilityCheck{*o.eligibility}, func(r desk.Reader) (any, error) { return boxed(r.EligibilityChecks(c)) }},
		{"Observations", []record.Observation{*o.observation}, func(r desk.Reader) (any, error) { return boxed(r.Observations(c)) }},
		{"Closings", []record.Closing{*o.closing}, func(r desk.Reader) (any, error) { return boxed(r.Closings(c)) }},
		{"CheckOuts", []record.CheckOut{*o.checkOut}, func(r desk.Reader) (any, error) { return boxed(r.CheckOuts(c)) }},
		{"CheckOutsSince before its end", []record.CheckOut{*o.checkOut}, func(r desk.Reader) (any, error) { return boxed(r.CheckOutsSince(o.checkOut.Until.Add(-1))) }},
		{"CheckOutsSince its end", []record.CheckOut{}, func(r desk.Reader) (any, error) { return boxed(r.CheckOutsSince(o.checkOut.Until)) }},
		{"ScanReports", []record.ScanReport{*o.scanReport}, func(r desk.Reader) (any, error) { return boxed(r.ScanReports(c)) }},
		{"ScanPages", []record.ScanPage{*o.scanPage}, func(r desk.Reader) (any, error) { return boxed(r.ScanPages(o.scanReport.ID)) }},
		{"ScanPapers", []record.ScanPaper{*o.scanPaper}, func(r desk.Reader) (any, error) { return boxed(r.ScanPapers(c)) }},
		{"ScanVerdict", *o.scanVerdict, func(r desk.Reader) (any, error) { return boxed(r.ScanVerdict(c)) }},
		{"SessionMoves", []record.SessionMove{*o.move}, func(r desk.Reader) (any, error) { return boxed(r.SessionMoves(s)) }},
		{"Attendance", []record.Attendance{*o.attendance}, func(r desk.Reader) (any, error) { return boxed(r.Attendance(s)) }},
		{"MinutesSteps", []record.MinutesStep{*o.minutesStep}, func(r desk.Reader) (any, error) { return boxed(r.MinutesSteps(s)) }},
		{"VoteWords", []record.VoteWord{*o.voteWord}, func(r desk.Reader) (any, error) { return boxed(r.VoteWords(s, c)) }},
		{"Replies", []record.Reply{*o.reply}, func(r desk.Reader) (any, error) { return boxed(r.Replies(s)) }},
		{"Calls", []record.Call{*o.call}, func(r desk.Reader) (any, error) { return boxed(r.Calls(s)) }},
		{"InCharge", []record.InCharge{*o.inCharge}, func(r desk.Reader) (any, error) { return boxed(r.InCharge(o.inCharge.CaseID)) }},
		{"Excusals", []record.Excusal{*o.excusal}, func(r desk.Reader) (any, error) { return boxed(r.Excusals(s)) }},
		{"Agenda", []record.AgendaItem{*o.item}, func(r desk.Reader) (any, error) { return boxed(r.Agenda(s)) }},
		{"AgendaItem", *o.item, func(r desk.Reader) (any, error) { return boxed(r.AgendaItem(s, c)) }},
		{"Clearances", []record.Clearance{*o.clearance}, func(r desk.Reader) (any, error) { return boxed(r.Clearances(c)) }},
		{"Conflicts", []record.Conflict{*o.conflict}, func(r desk.Reader) (any, error) { return boxed(r.Conflicts(c)) }},
		{"Votes", []record.Vote{*o.vote}, func(r desk.Reader) (any, error) { return boxed(r.Votes(s, c)) }},
		{"OpenedVotes", []record.OpenedVote{*o.opened}, func(r desk.Reader) (any, error) { return boxed(r.OpenedVotes(c)) }},
		{"Voidings", []record.Voiding{*o.voiding}, func(r desk.Reader) (any, error) { return boxed(r.Voidings(s, c)) }},
		{"Decision", *o.decision, func(r desk.Reader) (any, error) { return boxed(r.Decision(c)) }},
		{"Reexaminations", []record.Reexamination{*o.reexamined}, func(r desk.Reader) (any, error) { return boxed(r.Reexaminations(c)) }},
		{"Agreement", *o.agreement, func(r desk.Reader) (any, error) { return boxed(r.Agreement(c)) }},
		{"Notices", []record.Notice{*o.notice}, func(r desk.Reader) (any, error) { return boxed(r.Notices(c)) }},
		{"Vectors", []record.Vector{*o.vector}, func(r desk.Reader) (any, error) {
			return boxed(r.Vectors(o.vector.Scheme, o.vector.Edition, o.vector.Type))
		}},
		{"Letter", *o.letter, func(r desk.Reader) (any, error) { return boxed(r.Letter(o.letter.ID)) }},
		{"DueLetter", *o.letter, func(r desk.Reader) (any, error) { return boxed(r.DueLetter(o.letter.Next)) }},
		{"Letters", []record.Outgoing{*o.letter}, func(r desk.Reader) (any, error) {
			return boxed(r.Letters(desk.LetterQuery{CaseID: c, State: o.letter.State}))
		}},
		{"UsersOf", []record.User{*o.user}, func(r desk.Reader) (any, error) { return boxed(r.UsersOf(o.applicant.ID)) }},
		{"Replay", *o.replay, func(r desk.Reader) (any, error) { return boxed(r.Replay(o.replay.Key)) }},
		{"Pending", *o.pending, func(r desk.Reader) (any, error) { return boxed(r.Pending(o.pending.ID)) }},
		{"AllPending", []record.Pending{*o.pending}, func(r desk.Reader) (any, error) { return boxed(r.AllPending()) }},
		{"PublishedRules", []record.PublishedRule{*o.rule}, func(r desk.Reader) (any, error) { return boxed(r.PublishedRules(o.rule.Scheme)) }},
		{"FeeTables", []record.FeeTable{*o.feeTable}, func(r desk.Reader) (any, error) { return boxed(r.FeeTables(o.feeTable.Scheme)) }},
		{"Matter", *o.matter, func(r desk.Reader) (any, error) { return boxed(r.Matter(o.matter.No)) }},
		{"Matters", []record.Matter{*o.matter}, func(r desk.Reader) (any, error) { return boxed(r.Matters(o.matter.Scheme)) }},
		{"MatterNotes", []record.MatterNote{*o.matterNote}, func(r desk.Reader) (any, error) { return boxed(r.MatterNotes(o.matter.ID)) }},
		{"Ties", []record.Tie{*o.tie}, func(r desk.Reader) (any, error) { return boxed(r.Ties(o.user.ID)) }},
		{"OfficePhrases", []record.OfficePhrases{*o.phrases}, func(r desk.Reader) (any, error) { return boxed(r.OfficePhrases(o.phrases.Scheme)) }},
		{"BodyKeys", []record.BodyKey{*o.bodyKey}, func(r desk.Reader) (any, error) { return boxed(r.BodyKeys(o.bodyKey.Scheme)) }},
		{"BodyNotes", []record.BodyNote{*o.bodyNote}, func(r desk.Reader) (any, error) { return boxed(r.BodyNotes(o.bodyNote.Scheme)) }},
		{"BodyNotesOf", []record.BodyNote{*o.bodyNote}, func(r desk.Reader) (any, error) { return boxed(r.BodyNotesOf(o.bodyNote.CaseNo)) }},
		{"BodyChanges", []record.BodyChange{*o.bodyChange}, func(r desk.Reader) (any, error) { return boxed(r.BodyChanges(o.bodyChange.Scheme)) }},
		{"Absences", []record.Absence{*o.absence}, func(r desk.Reader) (any, error) { return boxed(r.Absences(o.absence.Scheme)) }},
		{"Retentions", []record.Retention{*o.retention}, func(r desk.Reader) (any, error) { return boxed(r.Retentions(o.retention.Scheme)) }},
		{"Holds", []record.Hold{*o.hold}, func(r desk.Reader) (any, error) { return boxed(r.Holds(o.theCase.ID)) }},
		{"HoldsOf", []record.Hold{}, func(r desk.Reader) (any, error) { return boxed(r.HoldsOf(o.theCase.Scheme)) }},
		{"Erasures", []record.Erasure{*o.erasure}, func(r desk.Reader) (any, error) { return boxed(r.Erasures(o.theCase.ID)) }},
		{"ErasuresOf", []record.Erasure{*o.erasure}, func(r desk.Reader) (any, error) { return boxed(r.ErasuresOf(o.erasure.SHA256)) }},
		{"ErasedAlone where others of the content rest", []record.Erasure{}, func(r desk.Reader) (any, error) { return boxed(r.ErasedAlone()) }},
		{"CircularRules", []record.CircularRule{*o.circular}, func(r desk.Reader) (any, error) { return boxed(r.CircularRules(o.circular.Scheme)) }},
		{"OfficeDays", []record.OfficeDays{*o.days}, func(r desk.Reader) (any, error) { return boxed(r.OfficeDays(o.days.Scheme)) }},
		{"Competences", []record.Competence{*o.competence}, func(r desk.Reader) (any, error) { return boxed(r.Competences(o.user.ID)) }},
		{"Deputies", []record.Deputy{*o.deputy}, func(r desk.Reader) (any, error) { return boxed(r.Deputies(o.deputy.Scheme)) }},
		{"Tenures", []record.Tenure{*o.tenure}, func(r desk.Reader) (any, error) { return boxed(r.Tenures(o.tenure.Scheme)) }},
		{"Safeguards", []record.Safeguard{*o.safeguard}, func(r desk.Reader) (any, error) { return boxed(r.Safeguards()) }},
	}
}

func roundTrip(t *testing.T, h house) {
	o := newOffice(1)
	h.add(t, o.all()...)
	checkReadings(t, h, o)
	h.view(t, func(r desk.Reader) error {
		for i, want := range []int{0, 1} {
			if n, err := r.DecidedWith(o.theCase.Scheme, o.decision.Points-1+i); n != want || err != nil {
				t.Errorf("decided with so many points: %d, %v, want %d", n, err, want)
			}
		}
		if keys, err := r.SchemesWithCases(); !slices.Equal(keys, []string{o.theCase.Scheme}) || err != nil {
			t.Errorf("schemes of which there is a case: %v, %v", keys, err)
		}
		return nil
	})
}

func checkReadings(t *testing.T, h house, o *office) {
	t.Helper()
	h.view(t, func(r desk.Reader) error {
		for _, q := range readings(o) {
			got, err := q.read(r)
			if err != nil || !reflect.DeepEqual(got, q.want) {
				t.Errorf("%s: got %+v, %v\nwant %+v", q.name, got, err, q.want)
			}
		}
		return nil
	})
}

// saveAgain empties and fills every record that can change.
func saveAgain(t *testing.T, h house) {
	o, other := newOffice(1), newOffice(2)
	h.add(t, o.all()...)
	changing := []any{
		o.applicant, o.user, o.session, o.mark, o.theCase, o.answer, o.assignment, o.finding, o.charge, o.visit, o.item, o.scanVerdict, o.letter,
	}
	for i, rec := range []any{
		other.applicant, other.user, other.session, other.mark, other.theCase, other.answer, other.assignment, other.finding,
		other.charge, other.visit, other.item, other.scanVerdict, other.letter,
	} {
		rewrite(changing[i], rec)
		h.update(t, func(tx desk.Tx) error { return tx.Save(changing[i]) })
		if got := reflect.ValueOf(changing[i]).Elem().FieldByName("Version").Int(); got != 102 {
			t.Errorf("%T: version %d after a change, want 102", rec, got)
		}
	}
	checkReadings(t, h, o)
}

// rewrite copies all but the fields that say which record it is.
func rewrite(rec, from any) {
	to, v := reflect.ValueOf(rec).Elem(), reflect.ValueOf(from).Elem()
	for i := range to.NumField() {
		name := to.Type().Field(i).Name
		if name == "ID" || name == "Version" || name == "Corrects" || len(name) > 2 && name[len(name)-2:] == "ID" {
			continue
		}
		to.Field(i).Set(v.Field(i))
	}
}

// likeCharge asks for the charge of the office by everything that narrows, some days after its own.
func likeInvoice(o *office) desk.InvoiceQuery {
	i := o.invoice
	return desk.InvoiceQuery{Scheme: i.Scheme, Payee: i.Payee, Kind: i.Kind, CaseID: o.theCase.ID, Issued: civil.Range{From: i.Issued, To: i.Issued}, Min: i.Total, Max: i.Total,
		Text: i.To.Name, Visible: access.Everything()}
}

func likeDispatch(o *office) desk.DispatchQuery {
	d := o.dispatch
	return desk.DispatchQuery{Scheme: d.Scheme, Kind: d.Kind, CaseID: o.theCase.ID, Issued: civil.Range{From: d.Issued, To: d.Issued}, Text: d.No, Visible: access.Everything(), After: d.ID + "~", Limit: 1}
}

func likeCharge(o *office, later int) desk.ChargeQuery {
	days := func(d civil.Date) civil.Range { return civil.Range{From: d.AddDays(later), To: d.AddDays(later)} }
	return desk.ChargeQuery{Scheme: o.theCase.Scheme, Status: o.charge.Status, Raised: days(o.charge.Raised), Due: days(o.charge.Due), Paid: days(o.charge.Paid), Visible: access.Everything()}
}
