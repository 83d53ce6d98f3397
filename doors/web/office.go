package web

import (
	"context"
	"io"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/dispatch"
	"akashi/app/judging"
	"akashi/app/matter"
	"akashi/app/money"
	"akashi/app/moving"
	"akashi/app/people"
	"akashi/app/register"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
)

// Office is what the door asks of the office.
type Office interface {
	// Verify tells what a number is worth on a day; the zero day is today.
	Verify(ctx context.Context, number string, day civil.Date) (app.MarkView, error)
	Register(ctx context.Context, q desk.MarkQuery) (app.RegisterPage, error)
	// RegisterVersion changes with every write to the register, at once where this
	// process makes it and within a second where another does, so that no verdict from
	// before is shown after it.
	RegisterVersion() uint64

	// Sessions lists the sittings of a scheme's committee, by day.
	Sessions(ctx context.Context, actor access.Actor, scheme string) ([]record.Session, []record.Tenure, error)
	Deputies(ctx context.Context, actor access.Actor, scheme string) ([]record.Deputy, error)

	// Book shows a rule book with what the office has added to it.
	Book(ctx context.Context, ed *scheme.Edition) (app.BookView, error)
	// RuleFile gives back the file of a published regulation.
	RuleFile(ctx context.Context, key, id string) (app.FileView, error)

	Board(ctx context.Context, actor access.Actor, q desk.CaseQuery) (app.BoardView, error)
	CaseView(ctx context.Context, actor access.Actor, no string) (app.CaseView, error)
	OnSite(ctx context.Context, actor access.Actor, no string) (app.OnSiteView, error)
	Carried(ctx context.Context, actor access.Actor, no, checkOut string) error
	// ItemView is a case with what belongs to one criterion, and a file of it open.
	ItemView(ctx context.Context, actor access.Actor, no, item, file string) (app.ItemView, error)
	// ToState are those of some cases that wait for a statement which the actor can make.
	ToState(ctx context.Context, actor access.Actor, nos []string) (map[string]bool, error)
	// ReadList reads a list that is to be imported, and RehearseImport says what would become
	// of it.
	ReadList(ctx context.Context, actor access.Actor, in register.ImportInput, file []byte) (list register.ImportInput, ignored []string, err error)
	RehearseImport(ctx context.Context, actor access.Actor, in register.ImportInput) (app.ImportView, error)
	// Figures are what the schemes came to by year, or the one named.
	Figures(ctx context.Context, actor access.Actor, scheme string) (app.FiguresView, error)
	// Draft weighs an edition of a rule book beside another, and EditionFile gives the file of
	// one that ships.
	Draft(ctx context.Context, actor access.Actor, in app.DraftInput) (app.DraftView, error)
	EditionFile(actor access.Actor, scheme, edition string) (app.FileView, error)
	// ListTemplate is an empty workbook for the living marks of a scheme.
	ListTemplate(ctx context.Context, actor access.Actor, scheme, lang string) (app.FileView, error)
	// MoveTemplate is the workbook in which a scheme's office writes down what runs on paper;
	// RehearseMove says what one would bring in, and MoveIn takes it over.
	MoveTemplate(ctx context.Context, actor access.Actor, scheme, lang string) (app.FileView, error)
	RehearseMove(ctx context.Context, actor access.Actor, in moving.Input) (app.MoveView, error)
	MoveIn(ctx context.Context, req desk.Request, in moving.Input) (app.MoveView, desk.Outcome, error)
	// AnswersBook is the workbook in which the criteria of a case are answered, and
	// CompareAnswers says what one that came back would change.
	AnswersBook(ctx context.Context, actor access.Actor, no, lang string) (app.FileView, error)
	CompareAnswers(ctx context.Context, actor access.Actor, no string, file []byte) (judging.SheetView, error)
	// Receipt reads back what was handed in when the application was filed.
	Receipt(ctx context.Context, actor access.Actor, no string) (app.ReceiptView, error)
	// Journal is what was done to an object, for those who may read all of it.
	Messages(ctx context.Context, actor access.Actor, no string) (app.MessageList, error)
	Journal(ctx context.Context, actor access.Actor, q desk.LeafQuery) (app.JournalView, error)

	// Mail are the letters of a case, for those who may read them.
	Mail(ctx context.Context, actor access.Actor, q app.MailQuery) (app.MailList, error)
	// Unreached counts the letters of late that did not reach their readers.
	Unreached(ctx context.Context, actor access.Actor, scheme string) (int, error)

	// Candidates are those to whom a case may be given to examine it, and why not to others.
	Candidates(ctx context.Context, actor access.Actor, no string) ([]app.Candidate, error)
	// Doable lists what somebody may do to an object, or, with no name, may begin.
	Doable(ctx context.Context, actor access.Actor, on desk.Kind, name string) ([]desk.Offer, error)
	// OfficeDays are those that the office has set for a scheme and that are not over.
	OfficeDays(ctx context.Context, actor access.Actor, scheme string) (app.DaysList, error)
	// CircularRule is whether the committee of a scheme may decide without meeting.
	CircularRule(ctx context.Context, actor access.Actor, scheme string) (record.CircularRule, error)
	// Handovers are what lies between the body that decides and the one that grants; HandoverNote is
	// the signed note of one, or of the answer to it.
	Handovers(ctx context.Context, actor access.Actor, scheme string) (app.HandoverList, error)
	HandoverNote(ctx context.Context, actor access.Actor, no string) (app.FileView, error)
	ReturnNote(ctx context.Context, actor access.Actor, no string) (app.FileView, error)
	// OfficePhrases are those that the office keeps for a scheme.
	OfficePhrases(ctx context.Context, actor access.Actor, scheme string) (record.OfficePhrases, error)
	// Jobs lists what the calendar has to do, failed to do and did.
	Jobs(ctx context.Context, actor access.Actor, q app.JobQuery) (app.JobList, error)
	// Clocks lists what runs for what the actor may know of.
	Clocks(ctx context.Context, actor access.Actor, q app.ClockQuery) (app.ClockList, error)
	// Renewals lists the marks whose renewal may be filed now and for which no case is open.
	Renewals(ctx context.Context, actor access.Actor, q app.RenewalQuery) (app.RenewalList, error)
	// BulkCases are cases with their names, for an act to all of them.
	BulkCases(ctx context.Context, actor access.Actor, nos []string) ([]app.BulkLine, error)
	// Bulk does an act to several cases, each by itself, or says of each what would come of it; UndoBulk takes it back.
	Bulk(ctx context.Context, actor access.Actor, in app.BulkInput, rehearsed bool) ([]app.BulkLine, error)
	UndoBulk(ctx context.Context, actor access.Actor, in app.BulkInput) ([]app.BulkLine, error)
	// Joined is an edition with the intake bodies that the office has added.
	Joined(ctx context.Context, ed *scheme.Edition) (*scheme.Edition, error)
	// Bodies are the intake bodies of a scheme, with what lies with each.
	Issuers(ctx context.Context, actor access.Actor, scheme string) (app.IssuerList, error)
	BankFiles(ctx context.Context, actor access.Actor, scheme string) (app.BankFileList, error)
	BankFileView(ctx context.Context, actor access.Actor, id string) (money.BankFileView, error)
	Dispatches(ctx context.Context, actor access.Actor, q app.DispatchQuery) (app.DispatchList, error)
	ToIssue(ctx context.Context, actor access.Actor, scheme string, kind record.DispatchKind) ([]string, error)
	DispatchPaper(ctx context.Context, actor access.Actor, no string) (app.FileView, error)
	DispatchPreview(ctx context.Context, actor access.Actor, no string, in dispatch.IssueInput) (app.FileView, error)
	DispatchView(ctx context.Context, actor access.Actor, no string) (app.DispatchView, error)
	Dealings(ctx context.Context, actor access.Actor, q app.DealingQuery) (app.DealingList, error)
	DealingArchive(ctx context.Context, actor access.Actor, q app.DealingQuery, lang string, rows func([]app.Dealing, func(app.Dealing) string) ([]byte, error), to io.Writer) error
	DealingExport(ctx context.Context, actor access.Actor, q app.DealingQuery, l desk.ExportLayout) (file app.FileView, replaced int, err error)
	ExportLayouts() ([]desk.ExportLayout, error)
	ExportLayout(name string, file []byte) (desk.ExportLayout, error)
	Invoices(ctx context.Context, actor access.Actor, q app.InvoiceQuery) (app.InvoiceList, error)
	InvoicePaper(ctx context.Context, actor access.Actor, no, lang string) (app.FileView, error)
	InvoiceView(ctx context.Context, actor access.Actor, no string) (app.InvoiceView, error)
	Bodies(ctx context.Context, actor access.Actor, scheme string) (app.BodyList, error)
	// Absences are who of the office of a scheme is away, now or later.
	Absences(ctx context.Context, actor access.Actor, scheme string) (app.AbsenceList, error)
	// Retention is how long documents are kept, what is due to be erased and what is held.
	Retention(ctx context.Context, actor access.Actor, scheme string) (app.RetentionList, error)
	Erasures(ctx context.Context, actor access.Actor, scheme string) (app.ErasureList, error)
	// EraseAgain erases what a restore has brought back, or says what that is; RestoreOpen says of which schemes of the
	// actor nobody has looked into it yet.
	EraseAgain(ctx context.Context, actor access.Actor, in app.EraseAgainInput) (app.AgainReport, error)
	RestoreOpen(actor access.Actor) desk.Restore
	// CheckOuts lists who carries which case on a device until when.
	CheckOuts(ctx context.Context, actor access.Actor) ([]app.CheckOutLine, error)
	// Unusual lists what was done out of the ordinary, and why.
	Unusual(ctx context.Context, actor access.Actor, q app.UnusualQuery) (app.UnusualList, error)
	// Billing lists what was charged and what came in.
	Billing(ctx context.Context, actor access.Actor, q app.BillingQuery) (app.BillingView, error)
	// ReportMisuse takes up what a visitor says of a mark, and returns the receipt number.
	ReportMisuse(ctx context.Context, in matter.Misuse) (no string, err error)
	// Matters lists what was brought to the office beside the cases, and MatterView shows one.
	Matters(ctx context.Context, actor access.Actor, q app.MatterQuery) (app.MatterList, error)
	// OpenMatters counts those that wait for the office.
	OpenMatters(ctx context.Context, actor access.Actor, scheme string) (app.MatterCount, error)
	MatterView(ctx context.Context, actor access.Actor, no string) (app.MatterView, error)
	// Personnel lists who examines and decides, with competences and ties on record.
	Personnel(ctx context.Context, actor access.Actor, scheme string) (app.PersonnelList, error)
	// PendingActs lists what waits for a second person.
	PendingActs(ctx context.Context, actor access.Actor) (app.PendingList, error)
	// SecondPeople lists which acts wait for a second person in a scheme.
	SecondPeople(ctx context.Context, actor access.Actor, scheme string) ([]desk.Waiting, error)
	// Trail is what was done to accounts and to the office itself, and SigningKey which key signs
	// for it.
	Trail(ctx context.Context, actor access.Actor, q app.TrailQuery) (app.TrailView, error)
	SigningKey(actor access.Actor) (app.SigningKey, error)
	// Users lists everybody who may sign in.
	Users(ctx context.Context, actor access.Actor) ([]app.UserLine, error)
	// Ahead looks at an act to an object before it is done.
	Ahead(ctx context.Context, actor access.Actor, a desk.Action, name string) (desk.Ahead, error)
	// Choices are those whom the form of an act offers by name, by the keys of its input.
	Choices(ctx context.Context, actor access.Actor, a desk.Action, object string, about desk.About) (map[string][]desk.Named, error)
	// Do performs an act.
	Do(ctx context.Context, req desk.Request, a desk.Action, object string, input any) (desk.Outcome, error)

	SessionView(ctx context.Context, actor access.Actor, id string) (app.SessionView, error)
	MinutesPaper(ctx context.Context, actor access.Actor, id, lang string) (app.FileView, error)
	PackPaper(ctx context.Context, actor access.Actor, id, lang string) (app.FileView, error)
	// Bench is what waits for a member of the committee; for others it is empty.
	Bench(ctx context.Context, actor access.Actor) (app.BenchView, error)
	// Precedents are for each case the decisions that failed where it is open or fails.
	Precedents(ctx context.Context, actor access.Actor, nos ...string) (map[string][]app.PrecedentView, error)

	// File gives back what was handed in with a case, to whoever is shown its evidence.
	File(ctx context.Context, actor access.Actor, no, id string) (app.FileView, error)
	Reusable(ctx context.Context, actor access.Actor, no string) ([]record.Attachment, error)
	Page(ctx context.Context, actor access.Actor, no, id string, n int) (app.PageView, error)

	Accounts
}

// Accounts are people at the entrance, and what each has to do with the own account.
type Accounts interface {
	// Invitation is whom a one-time link is for; it is not used up.
	Invitation(ctx context.Context, link string) (record.User, error)
	// SignUp notes that somebody wishes to begin, and answers the same whoever it is.
	SignUp(ctx context.Context, in people.SignUpInput) error
	// Forgotten sends who has forgotten a password a link, and answers the same whoever it is.
	Forgotten(ctx context.Context, name string) error
	// SignUps are the wishes whose link was not used, for who reads the letters.
	SignUps(ctx context.Context, actor access.Actor) ([]app.SignUpLine, error)
	// Joining is the visitor's wish to act for an applicant that waits for the office.
	Joining(ctx context.Context, v app.Visitor) (record.Pending, error)
	// Enter signs a browser in, by a link that it uses up or by a password, and gives its secret.
	Enter(ctx context.Context, e app.Entry) (secret string, err error)
	// SignOut makes the secret worthless.
	SignOut(ctx context.Context, secret string) error
	// Joint lets the first two looks of the context be one, until end.
	Joint(ctx context.Context) (joint context.Context, end func())
	// Visitor is who is signed in with the secret.
	Visitor(ctx context.Context, secret string) (app.Visitor, error)
	// ShowSecond takes the second factor.
	ShowSecond(ctx context.Context, v app.Visitor, code string) error

	// AllProviders are others with whom people may sign in; SendTo is where a browser is sent,
	// with the box that it brings back, and Opened what is in that.
	AllProviders() []desk.Provider
	SendTo(ctx context.Context, v app.Visitor, t app.Trip) (url, box string, err error)
	Opened(r app.Returned) (app.Trip, error)
	EnterBy(ctx context.Context, r app.Returned, agent string) (secret string, t app.Trip, err error)
	Bind(ctx context.Context, v app.Visitor, r app.Returned) (app.Trip, error)
	StepUpBy(ctx context.Context, v app.Visitor, r app.Returned) (app.Trip, error)
	EndIdentity(ctx context.Context, v app.Visitor, id string) error

	Account(ctx context.Context, v app.Visitor) (app.AccountView, error)
	SetPassword(ctx context.Context, v app.Visitor, before, password string) error
	// SetPhrases keeps the phrases that the visitor writes with, one a line.
	SetPhrases(ctx context.Context, v app.Visitor, written string) error
	// KeepSearch keeps a question to the board under its name, or, with none, forgets it.
	KeepSearch(ctx context.Context, v app.Visitor, s record.Search) error
	// MakeCalendar gives the visitor an address for the calendar, and EndCalendar takes it away; CalendarAt is what is
	// there, and whose it is.
	MakeCalendar(ctx context.Context, v app.Visitor) (secret string, err error)
	EndCalendar(ctx context.Context, v app.Visitor) error
	CalendarAt(ctx context.Context, secret string) (user string, c app.Calendar, err error)
	// SetKeys keeps the keys that the visitor works with.
	SetKeys(ctx context.Context, v app.Visitor, keys record.Keys) error
	OfferApp(ctx context.Context, v app.Visitor) (app.AppOffer, error)
	TakeApp(ctx context.Context, v app.Visitor, box, code string) (codes []string, err error)
	// AskPasskey asks a browser for a passkey, and OfferPasskey to make one; nothing is kept.
	AskPasskey(ctx context.Context, at desk.Site) (app.KeyOffer, error)
	OfferPasskey(ctx context.Context, v app.Visitor, at desk.Site) (app.KeyOffer, error)
	EnterByKey(ctx context.Context, shown app.KeyShown, agent string) (secret string, err error)
	ShowPasskey(ctx context.Context, v app.Visitor, shown app.KeyShown) error
	TakePasskey(ctx context.Context, v app.Visitor, shown app.KeyShown, name string) (codes []string, err error)
	// EndFactor takes a passkey of the visitor's away, or, with no ID, the app.
	EndFactor(ctx context.Context, v app.Visitor, id string) error
	NewCodes(ctx context.Context, v app.Visitor) (codes []string, err error)
	// Organisation shows the applicant for whom the visitor acts, with its contacts.
	Organisation(ctx context.Context, v app.Visitor) (app.Organisation, error)
	// InviteColleague adds a further contact and gives the secret of the way in, this once.
	InviteColleague(ctx context.Context, v app.Visitor, in people.ColleagueInput) (link string, err error)
	EndColleague(ctx context.Context, v app.Visitor, user string) error
	CommissionColleague(ctx context.Context, v app.Visitor, user string, in people.Commission) error
	// SwitchRole lets the browser go on in another role of the visitor's.
	SwitchRole(ctx context.Context, v app.Visitor, id string) error
	EndSignIn(ctx context.Context, v app.Visitor, id string) error
}
