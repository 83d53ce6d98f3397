package desk

import (
	"context"
	"errors"
	"time"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/yen"
)

// ErrMoved says that part of a joint look was seen in a state of the store that was over
// before the rest of it could be read.
var ErrMoved = errors.New("the store was written to in the middle of a look")

// Store keeps the office's records. Every use case is one call of View or Update.
type Store interface {
	// View reads one consistent state.
	View(ctx context.Context, read func(Reader) error) error
	// Joint lets the first two Views of the context read one state in one transaction. The
	// first leaves it open for the second, until end: whoever asks for it does nothing
	// between that takes long. An Update of the context ends it, too. What was read of that
	// state before needs no transaction; ErrMoved when the store was written to before
	// something else was read: whoever asked asks once more, without.
	Joint(ctx context.Context) (joint context.Context, end func())
	// Update runs write in one serializable transaction: all of it is kept, with its
	// journal leaves and letters, or nothing. It may run write again after a
	// collision of transactions, so write changes nothing but through its Tx.
	Update(ctx context.Context, write func(Tx) error) error
}

// Tx is a transaction that writes.
type Tx interface {
	Reader
	// Add inserts records, given as pointers. One that breaks a unique rule
	// (a second decision of a case, a mark number given twice) is a fault.Conflict.
	Add(records ...any) error
	// Save replaces one record, given as a pointer, and counts its Version up. When
	// the stored version is not the record's, that is a fault.Conflict.
	Save(rec any) error
	// Next counts the named counter up and returns its new value, from 1, without
	// gaps among committed transactions.
	Next(counter string) (int, error)
	// Append adds a leaf to the journal: it sets Seq and Hash and extends the tree.
	Append(leaf *record.Leaf) error
	// Strip removes what a reader understood of a report that was erased.
	Strip(reportID string) error
}

// Reader finds records. A single record that is not there is a fault.NotFound; a
// list is empty. Lists are in the order the office reads them in.
type Reader interface {
	// Made is what was made of the state before under the name, or what work makes of it and
	// says may be kept. Nobody changes what they are given. While one writes nothing is kept.
	Made(name string, work func() (made any, keep bool)) any

	Applicant(id string) (record.Applicant, error)
	Applicants() ([]record.Applicant, error)
	ApplicantsAlike(stated record.Particulars) ([]record.Applicant, error)
	ApplicantByName(name string) (record.Applicant, error)

	Case(no string) (record.Case, error) // by receipt number or ID
	Cases(q CaseQuery) ([]record.Case, error)
	Answers(caseID string) ([]record.Answer, error) // under the edition of the case
	AnswersUnder(caseID, edition string) ([]record.Answer, error)
	Unjudged(states []lifecycle.State) ([]record.Answer, error) // without a first verdict, of the cases in a state, each under its edition: case and place alone
	Declarations(caseID string) ([]record.Declaration, error)
	Attachments(caseID string) ([]record.Attachment, error)
	Pages(caseID string) ([]record.Page, error)
	Statements(caseID string) ([]record.Statement, error)
	Exceptions(caseID string) ([]record.Exception, error)
	Messages(caseID string) ([]record.Message, error)
	Allotments(caseID string) ([]record.Allotment, error)
	IntakeChecks(caseID string) ([]record.IntakeCheck, error)
	Assignments(caseID string) ([]record.Assignment, error)
	Readings(caseID string) ([]record.Reading, error) // what each of two found alone
	Findings(caseID string) ([]record.Finding, error)
	Charges(caseID string) ([]record.Charge, error)
	Charge(id string) (record.Charge, error)
	Owed() ([]record.Charge, error)                                     // those that have their last day, in its order
	ChargeCorrections(caseID string) ([]record.ChargeCorrection, error) // the oldest first
	Payments(caseID string) ([]record.Payment, error)
	BankFiles(scheme string) ([]record.BankFile, error) // the latest first
	BankFile(id string) (record.BankFile, error)
	BankRecords(fileID string) ([]record.BankRecord, error)                     // in the order of the file
	BankRecordsOn(scheme string, days civil.Range) ([]record.BankRecord, error) // in the order in which they came
	BankCancelling(fileID string) ([]record.BankRecord, error)                  // that take back a record of the file
	BankPayments(fileID string) ([]record.Payment, error)                       // that rest on a record of the file
	RecordPayments(recordID string) ([]record.Payment, error)                   // that rest on the one
	PaidBefore(scheme string) ([]record.PaidBefore, error)
	Invoices(caseID string) ([]record.Invoice, error) // in the order of their issue
	Invoice(no string) (record.Invoice, error)
	InvoicesLike(q InvoiceQuery) ([]record.Invoice, error) // the latest first
	InvoiceStandings(q InvoiceQuery) ([]record.InvoiceStanding, error)
	Dispatches(caseID string) ([]record.Dispatch, error) // in the order of their issue
	Dispatch(no string) (record.Dispatch, error)
	DispatchesLike(q DispatchQuery) ([]record.Dispatch, error) // the latest first
	Issuers(scheme string) ([]record.Issuer, error)            // the last of a payee stands
	ChargesLike(q ChargeQuery) ([]record.Charge, error)        // by last day, those without one last
	PaymentsLike(q ChargeQuery) ([]record.Payment, error)
	Visits(caseID string) ([]record.Visit, error)
	Report(caseID string) (record.Report, error)                        // the latest
	EligibilityChecks(caseID string) ([]record.EligibilityCheck, error) // the last stands
	Observations(caseID string) ([]record.Observation, error)           // in their order, with those that were corrected
	Closings(caseID string) ([]record.Closing, error)                   // the last stands
	CheckOuts(caseID string) ([]record.CheckOut, error)                 // the first first
	CheckOutsSince(moment time.Time) ([]record.CheckOut, error)         // of all cases, those that were to last beyond it
	Dossiers(caseID string) ([]record.Dossier, error)
	Conflicts(caseID string) ([]record.Conflict, error)
	Clearances(caseID string) ([]record.Clearance, error)  // who said to have none, at which session
	Votes(sessionID, caseID string) ([]record.Vote, error) // every one ever given
	OpenedVotes(caseID string) ([]record.OpenedVote, error)
	Voidings(sessionID, caseID string) ([]record.Voiding, error) // which of them no longer stand
	Decision(caseID string) (record.Decision, error)
	DecidedWith(scheme string, points int) (int, error)           // how many cases of a scheme were decided with so many points
	Reexaminations(caseID string) ([]record.Reexamination, error) // in their order
	Agreement(caseID string) (record.Agreement, error)
	Notices(caseID string) ([]record.Notice, error) // the last stands

	ScanReports(caseID string) ([]record.ScanReport, error) // in the order received
	ScanPages(reportID string) ([]record.ScanPage, error)
	ScanPapers(caseID string) ([]record.ScanPaper, error)
	ScanVerdict(caseID string) (record.ScanVerdict, error)

	Session(id string) (record.Session, error)
	Sessions(scheme string) ([]record.Session, error) // by day
	SessionMoves(sessionID string) ([]record.SessionMove, error)
	Attendance(sessionID string) ([]record.Attendance, error) // everybody who came
	MinutesSteps(sessionID string) ([]record.MinutesStep, error)
	VoteWords(sessionID, caseID string) ([]record.VoteWord, error)
	Replies(sessionID string) ([]record.Reply, error)            // who means to come, the oldest first
	Calls(sessionID string) ([]record.Call, error)               // who was written to, the oldest first
	InCharge(caseID string) ([]record.InCharge, error)           // the last of a case stands; of every case with no ID
	Excusals(sessionID string) ([]record.Excusal, error)         // who is not, or no longer, there
	OfficePhrases(scheme string) ([]record.OfficePhrases, error) // the last stands
	OfficeDays(scheme string) ([]record.OfficeDays, error)       // the last about a day stands
	BodyChanges(scheme string) ([]record.BodyChange, error)      // in order; the last about the end of a body stands
	Absences(scheme string) ([]record.Absence, error)            // in order of their first days
	SchemesWithCases() ([]string, error)                         // in their order
	Retentions(scheme string) ([]record.Retention, error)        // the last of a class stands
	Holds(caseID string) ([]record.Hold, error)                  // in order
	HoldsOf(scheme string) ([]record.Hold, error)                // those that last
	Erasures(caseID string) ([]record.Erasure, error)            // in order
	ErasuresOf(sha256 string) ([]record.Erasure, error)          // of one content
	ErasedAlone() ([]record.Erasure, error)                      // on whose content nothing rests any more
	BodyKeys(scheme string) ([]record.BodyKey, error)            // the last of a side stands
	BodyNotes(scheme string) ([]record.BodyNote, error)          // the first first
	BodyNotesOf(no string) ([]record.BodyNote, error)            // about a case of the body that decides, in each scheme
	CircularRules(scheme string) ([]record.CircularRule, error)  // the last stands
	Ties(userID string) ([]record.Tie, error)                    // the first first, with those struck; of everybody with no ID
	Competences(userID string) ([]record.Competence, error)      // by first day
	Deputies(scheme string) ([]record.Deputy, error)             // of the chair, the oldest first
	Tenures(scheme string) ([]record.Tenure, error)              // seat by seat, the oldest first
	Agenda(sessionID string) ([]record.AgendaItem, error)
	AgendaItem(sessionID, caseID string) (record.AgendaItem, error)

	Mark(number string) (record.Mark, error)        // by number, in any width and case, or ID
	Misnumbered(number string) (record.Mark, error) // by a number that was put right
	Marks(q MarkQuery) ([]record.Mark, error)
	CountMarks(q MarkQuery) (int, error)
	MarkEvents(markID string) ([]record.MarkEvent, error)

	User(id string) (record.User, error)
	UserByToken(hash string) (record.User, error)
	UserByLink(hash string) (record.User, error)
	UserByCalendar(hash string) (record.User, error)
	UsersByEmail(address string) ([]record.User, error)
	SignUp(id string) (record.SignUp, error)
	SignUpByLink(hash string) (record.SignUp, error)
	SignUps() ([]record.SignUp, error) // whose link was not used, the first first
	SignIn(hash string) (record.SignIn, error)
	UserRoles(userID string) ([]record.UserRole, error)       // the first first, with those that ended; of everybody with no ID
	Contacts(applicantID string) ([]record.Contact, error)    // the first first, with those that ended
	Identity(name record.IssuedName) (record.Identity, error) // that stands
	Identities(userID string) ([]record.Identity, error)      // the first first, with those that ended
	Passkey(credential string) (record.Passkey, error)
	Passkeys(userID string) ([]record.Passkey, error)                // the first first, with those that ended
	SignIns(userID string, after time.Time) ([]record.SignIn, error) // that stand, the latest first
	UsersOf(applicantID string) ([]record.User, error)
	Users() ([]record.User, error)

	Leaves(q LeafQuery) ([]record.Leaf, error)
	JournalHead() (size int64, root string, err error) // RFC 6962 tree head, root in hex
	JournalRoot(size int64) (root string, err error)   // of the tree when it had so many leaves
	Letter(id string) (record.Outgoing, error)
	DueLetter(now time.Time) (record.Outgoing, error) // to be looked after next
	Letters(q LetterQuery) ([]record.Outgoing, error) // the latest first
	Replay(key string) (record.Replay, error)
	Job(id string) (record.Job, error)
	Jobs(q JobQuery) ([]record.Job, error) // the latest first
	// Untold are the numbers of marks that a letter of the calendar has still to be written about.
	Untold(q UntoldQuery) ([]string, error)
	// YearlyDue are the IDs of the cases that marks rest on which run today, and whose last yearly fee fell due by a day.
	YearlyDue(scheme string, codes []string, today, last civil.Date) ([]string, error)
	Pending(id string) (record.Pending, error)
	AllPending() ([]record.Pending, error) // those that wait, the oldest first
	Matter(no string) (record.Matter, error)
	Matters(scheme string) ([]record.Matter, error)               // the latest first; of every scheme with no key
	MatterNotes(matterID string) ([]record.MatterNote, error)     // in their order
	Safeguards() ([]record.Safeguard, error)                      // those on each act of a scheme in their order
	FeeTables(scheme string) ([]record.FeeTable, error)           // by first day
	PublishedRules(scheme string) ([]record.PublishedRule, error) // the latest first
	Vectors(scheme, edition string, t record.CaseType) ([]record.Vector, error)
}

// CaseQuery asks for cases. Empty fields do not narrow; Visible always does.
type CaseQuery struct {
	Scheme          string
	States          []record.CaseState
	OrOwing         bool // or, whatever their state, those that owe a fee which has its last day
	Type            record.CaseType
	ApplicantID     string
	CorporateNumber string // that the case states
	MarkID          string
	SessionID       string
	Unpriced        bool          // a charge waits for a table of fees
	Carried         bool          // it was begun elsewhere and taken over
	Text            string        // in receipt number, service or applicant, folded; the alias of what is not to be named
	Visible         access.Filter // rows the asker may see
	After           string        // receipt number of the last row of the page before, or its alias in the place of that
	Limit           int           // 0: all
	Late            bool          // for the list: those past a hard day, which is worked out
}

// ChargeQuery asks for charges of many cases, or for the payments of those charges. Empty fields do not narrow; Visible
// always does. A range is open where it has no last day.
type ChargeQuery struct {
	Scheme            string
	Status            record.ChargeStatus
	Raised, Due, Paid civil.Range   // of the charge; Paid is the day of the last payment
	Received          civil.Range   // of a payment
	Visible           access.Filter // cases that the asker may see
	Limit             int           // 0: all
}

// InvoiceQuery asks for documents about money. Empty fields do not narrow; Visible always does.
type InvoiceQuery struct {
	Scheme, Payee string
	Kind          record.InvoiceKind
	CaseID        string
	Issued        civil.Range // open on either side
	Min, Max      yen.Amount  // of the total; 0 for none
	Text          string      // in the number or the name of whom it is for
	Open          bool        // an invoice of which something is left
	Over          bool        // one for which too much came in
	Late          civil.Date  // and whose last day is before this one
	Visible       access.Filter
	After         string // ID of the last row of the page before
	Limit         int    // 0: all
}

// DispatchQuery asks for official documents. Empty fields do not narrow; Visible always does.
type DispatchQuery struct {
	Scheme  string
	Kind    record.DispatchKind
	CaseID  string
	Issued  civil.Range // open on either side
	Text    string      // in the number or the name of whom it is for
	Visible access.Filter
	After   string // ID of the last row of the page before
	Limit   int    // 0: all
}

// MarkQuery asks the public register. Text is compared without regard to kana,
// width and case, in number, service, holder and readings.
type MarkQuery struct {
	Scheme                       string
	Text                         string
	Standing                     lifecycle.Standing // on the day of On
	On                           civil.Date
	Alive                        []string    // IDs of marks past their last day that a renewal under review keeps valid
	Renewing                     bool        // a renewal is under review
	Ends                         civil.Range // last day of those that run and have no renewal under way
	ApplicantID, CorporateNumber string      // of the holder
	After                        string      // ID of the last row of the page before
	Limit                        int
}

// UntoldQuery asks for the marks of an edition that end on a day, run, have a holder on record and no renewal under way, and of
// which no job with their number between Before and After was done.
type UntoldQuery struct {
	Scheme, Edition string
	Ends            civil.Date
	Before, After   string
	Renewing        []record.CaseState // of a renewal that is under way
}

// LeafQuery asks the journal.
type LeafQuery struct {
	Kind   Kind   // of the object
	Object string // receipt number, mark number or session
	From   int64
	Limit  int

	Actor        string
	Actions      []access.Action // one of these; none for all
	Since, Until time.Time       // from the one moment on, and before the other
	Newest       bool            // the last first, and only those before Before where that is set
	Before       int64
}

// LetterQuery asks for letters. Empty fields do not narrow.
type LetterQuery struct {
	To     string // ID of the addressee
	CaseID string
	State  record.LetterState
	States []record.LetterState // one of these; none for all
	Since  time.Time            // written then or later
	Limit  int                  // 0: all
}

// JobQuery asks for jobs that were done or failed. Empty fields do not narrow.
type JobQuery struct {
	Scheme string
	State  record.JobState
	Limit  int // 0: all
}
