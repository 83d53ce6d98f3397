package storetest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"akashi/record"
	"akashi/values/civil"
)

// noon is the moment at which everything happens in these tests.
var noon = time.Date(2026, time.March, 2, 3, 4, 5, 678_901_000, time.UTC)

// filled returns a record in which no field is left empty, so that a field without
// a column does not come back. n tells one record from the next.
func filled[R any](n int) *R {
	var r R
	fill(reflect.ValueOf(&r).Elem(), reflect.TypeFor[R]().Name(), n)
	return &r
}

// fill fills one field, whatever it is made of.
func fill(field reflect.Value, name string, n int) {
	if value, known := valueOf(field.Interface(), n); known {
		field.Set(reflect.ValueOf(value))
		return
	}
	switch field.Kind() {
	case reflect.String: // of its own type, too
		field.SetString(fmt.Sprintf("%s '%d' \"見本\" \\ ?", name, n))
	case reflect.Int, reflect.Int64:
		field.SetInt(int64(100 + n))
	case reflect.Bool:
		field.SetBool(true)
	case reflect.Struct:
		for i := range field.NumField() {
			fill(field.Field(i), field.Type().Field(i).Name, n)
		}
	case reflect.Pointer:
		field.Set(reflect.New(field.Type().Elem()))
		fill(field.Elem(), name, n)
	case reflect.Slice:
		field.Set(reflect.MakeSlice(field.Type(), 2, 2))
		fill(field.Index(0), name, n)
		fill(field.Index(1), name, n+1)
	case reflect.Map:
		member := reflect.New(field.Type().Elem()).Elem()
		fill(member, name, n)
		field.Set(reflect.MakeMap(field.Type()))
		field.SetMapIndex(reflect.ValueOf(name), member)
	default:
		panic("a record has a field of a new type: " + name)
	}
}

// valueOf fills what has a form of its own.
func valueOf(field any, n int) (value any, known bool) {
	switch field.(type) {
	case []byte:
		return []byte{0, 1, '\'', '\\', 0xff, byte(n)}, true
	case json.RawMessage:
		return json.RawMessage(fmt.Sprintf(`{"n":%d,"text":"見本 '"}`, n)), true
	case time.Time:
		return noon.Add(time.Duration(n) * time.Microsecond), true
	case civil.Date:
		return civil.MustOf(2026, 3, 2).AddDays(n), true
	case record.Reason:
		return record.Reason{Rule: "rule", Clause: "clause", Holds: true, Because: []record.Reason{},
			Facts: record.Facts{record.Number("n", n), record.Words("words", "見本")}}, true
	}
	return nil, false
}

// office is one record of each kind, each of which refers to the others.
type office struct {
	applicant   *record.Applicant
	user        *record.User
	userRole    *record.UserRole
	contact     *record.Contact
	signIn      *record.SignIn
	passkey     *record.Passkey
	signUp      *record.SignUp
	identity    *record.Identity
	session     *record.Session
	mark        *record.Mark
	theCase     *record.Case
	answer      *record.Answer
	declaration *record.Declaration
	attachment  *record.Attachment
	page        *record.Page
	statement   *record.Statement
	exception   *record.Exception
	message     *record.Message
	reading     *record.Reading
	dossier     *record.Dossier
	assignment  *record.Assignment
	finding     *record.Finding
	charge      *record.Charge
	chargeAgain *record.ChargeCorrection
	payment     *record.Payment
	visit       *record.Visit
	report      *record.Report
	eligibility *record.EligibilityCheck
	observation *record.Observation
	closing     *record.Closing
	checkOut    *record.CheckOut
	scanReport  *record.ScanReport
	scanPage    *record.ScanPage
	scanPaper   *record.ScanPaper
	scanVerdict *record.ScanVerdict
	move        *record.SessionMove
	attendance  *record.Attendance
	excusal     *record.Excusal
	item        *record.AgendaItem
	conflict    *record.Conflict
	clearance   *record.Clearance
	reply       *record.Reply
	call        *record.Call
	inCharge    *record.InCharge
	minutesStep *record.MinutesStep
	voteWord    *record.VoteWord
	vote        *record.Vote
	opened      *record.OpenedVote
	voiding     *record.Voiding
	decision    *record.Decision
	reexamined  *record.Reexamination
	agreement   *record.Agreement
	notice      *record.Notice
	event       *record.MarkEvent
	vector      *record.Vector
	letter      *record.Outgoing
	replay      *record.Replay
	pending     *record.Pending
	safeguard   *record.Safeguard
	feeTable    *record.FeeTable
	tenure      *record.Tenure
	deputy      *record.Deputy
	tie         *record.Tie
	phrases     *record.OfficePhrases
	days        *record.OfficeDays
	bodyKey     *record.BodyKey
	bodyNote    *record.BodyNote
	circular    *record.CircularRule
	bankFile    *record.BankFile
	job         *record.Job
	bankRecord  *record.BankRecord
	issuer      *record.Issuer
	invoice     *record.Invoice
	dispatch    *record.Dispatch
	stands      *record.InvoiceStanding
	bodyChange  *record.BodyChange
	absence     *record.Absence
	retention   *record.Retention
	hold        *record.Hold
	erasure     *record.Erasure
	competence  *record.Competence
	rule        *record.PublishedRule
	matter      *record.Matter
	matterNote  *record.MatterNote
}

// newOffice returns an office that shares nothing with one of another n.
func newOffice(n int) *office {
	o := &office{
		applicant: filled[record.Applicant](n), user: filled[record.User](n), userRole: filled[record.UserRole](n), contact: filled[record.Contact](n), signIn: filled[record.SignIn](n), passkey: filled[record.Passkey](n), signUp: filled[record.SignUp](n), identity: filled[record.Identity](n), session: filled[record.Session](n),
		mark: filled[record.Mark](n), theCase: filled[record.Case](n), answer: filled[record.Answer](n),
		declaration: filled[record.Declaration](n), attachment: filled[record.Attachment](n),
		page: filled[record.Page](n), statement: filled[record.Statement](n), exception: filled[record.Exception](n), message: filled[record.Message](n), reading: filled[record.Reading](n),
		dossier: filled[record.Dossier](n), assignment: filled[record.Assignment](n), finding: filled[record.Finding](n),
		charge: filled[record.Charge](n), chargeAgain: filled[record.ChargeCorrection](n), payment: filled[record.Payment](n), visit: filled[record.Visit](n),
		report: filled[record.Report](n), eligibility: filled[record.EligibilityCheck](n), observation: filled[record.Observation](n), closing: filled[record.Closing](n), checkOut: filled[record.CheckOut](n), scanReport: filled[record.ScanReport](n),
		scanPage: filled[record.ScanPage](n), scanPaper: filled[record.ScanPaper](n),
		scanVerdict: filled[record.ScanVerdict](n), move: filled[record.SessionMove](n), attendance: filled[record.Attendance](n), excusal: filled[record.Excusal](n), item: filled[record.AgendaItem](n),
		reply: filled[record.Reply](n), call: filled[record.Call](n), inCharge: filled[record.InCharge](n), minutesStep: filled[record.MinutesStep](n), voteWord: filled[record.VoteWord](n), conflict: filled[record.Conflict](n), clearance: filled[record.Clearance](n), vote: filled[record.Vote](n), opened: filled[record.OpenedVote](n), voiding: filled[record.Voiding](n), decision: filled[record.Decision](n),
		reexamined: filled[record.Reexamination](n), agreement: filled[record.Agreement](n), notice: filled[record.Notice](n), event: filled[record.MarkEvent](n),
		vector: filled[record.Vector](n), letter: filled[record.Outgoing](n), replay: filled[record.Replay](n),
		pending: filled[record.Pending](n), safeguard: filled[record.Safeguard](n), feeTable: filled[record.FeeTable](n), tenure: filled[record.Tenure](n), deputy: filled[record.Deputy](n), tie: filled[record.Tie](n), phrases: filled[record.OfficePhrases](n), days: filled[record.OfficeDays](n), circular: filled[record.CircularRule](n), bodyKey: filled[record.BodyKey](n), bodyNote: filled[record.BodyNote](n), absence: filled[record.Absence](n), bodyChange: filled[record.BodyChange](n), bankFile: filled[record.BankFile](n), job: filled[record.Job](n), bankRecord: filled[record.BankRecord](n), issuer: filled[record.Issuer](n), invoice: filled[record.Invoice](n), stands: filled[record.InvoiceStanding](n), dispatch: filled[record.Dispatch](n), retention: filled[record.Retention](n), hold: filled[record.Hold](n), erasure: filled[record.Erasure](n), competence: filled[record.Competence](n), rule: filled[record.PublishedRule](n), matter: filled[record.Matter](n), matterNote: filled[record.MatterNote](n),
	}
	o.pending.State = record.PendingWaiting
	for _, rec := range o.all() {
		refer(reflect.ValueOf(rec).Elem(), map[string]string{
			"ApplicantID": o.applicant.ID, "UserID": o.user.ID, "RoleID": o.userRole.ID, "SessionID": o.session.ID, "MarkID": o.mark.ID,
			"CaseID": o.theCase.ID, "ChargeID": o.charge.ID, "ReportID": o.scanReport.ID, "Reverses": o.payment.ID, "FileID": o.bankFile.ID, "Record": o.bankRecord.ID, "Takes": o.bankRecord.ID, "Corrects": o.visit.ID,
			"VoteID": o.vote.ID, "InvoiceID": o.invoice.ID, "MatterID": o.matter.ID, "ShotID": o.attachment.ID, "PaperID": o.attachment.ID, "Edition": o.theCase.Edition,
		})
	}
	return o
}

func refer(v reflect.Value, to map[string]string) {
	for name, id := range to {
		if f := v.FieldByName(name); f.IsValid() && f.Kind() == reflect.String {
			f.SetString(id)
		}
	}
}

// all returns the records in an order in which they can be added.
func (o *office) all() []any {
	return []any{
		o.applicant, o.user, o.userRole, o.contact, o.signIn, o.passkey, o.signUp, o.identity, o.session, o.mark, o.theCase, o.answer, o.attachment, o.declaration, o.dossier,
		o.page, o.statement, o.exception, o.message, o.reading,
		o.assignment, o.finding, o.charge, o.chargeAgain, o.job, o.bankFile, o.bankRecord, o.payment, o.visit, o.report, o.eligibility, o.observation, o.closing, o.checkOut, o.scanReport, o.scanPage,
		o.scanPaper, o.scanVerdict, o.move, o.attendance, o.excusal, o.reply, o.call, o.inCharge, o.item, o.minutesStep, o.voteWord, o.conflict, o.clearance, o.vote, o.opened, o.voiding,
		o.decision, o.reexamined, o.agreement, o.notice, o.event, o.vector, o.letter, o.replay, o.pending, o.safeguard, o.feeTable, o.tenure, o.deputy, o.tie, o.competence, o.phrases, o.days, o.circular, o.bodyKey, o.bodyNote, o.absence, o.bodyChange, o.issuer, o.invoice, o.stands, o.dispatch, o.retention, o.hold, o.erasure, o.rule, o.matter, o.matterNote,
	}
}

// Noon is the moment at which everything happens in tests of the store.
func Noon() time.Time { return noon }
