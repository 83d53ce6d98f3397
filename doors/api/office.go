package api

import (
	"context"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
)

// Office is what the door asks of the office. *app.App is one.
type Office interface {
	// Actor is whoever holds the bearer token; an unknown one is fault.Forbidden.
	Actor(ctx context.Context, token string) (access.Actor, error)

	// Do performs one action and returns what the actor may see of the result.
	Do(ctx context.Context, req desk.Request, action desk.Action, object string, input any) (desk.Outcome, error)

	// Book shows a rule book with what the office has added to it.
	Book(ctx context.Context, ed *scheme.Edition) (app.BookView, error)
	// RuleFile gives back the file of a published regulation.
	RuleFile(ctx context.Context, key, id string) (app.FileView, error)
	PendingActs(ctx context.Context, actor access.Actor) (app.PendingList, error)
	Board(ctx context.Context, actor access.Actor, q desk.CaseQuery) (app.BoardView, error)
	// AnswersBook is the workbook in which the criteria of a case are answered, and
	// CompareAnswers says what one that came back would change.
	AnswersBook(ctx context.Context, actor access.Actor, no, lang string) (app.FileView, error)
	CompareAnswers(ctx context.Context, actor access.Actor, no string, file []byte) (judging.SheetView, error)
	// File gives a file of a case back, by its ID, as it was received.
	File(ctx context.Context, actor access.Actor, no, id string) (app.FileView, error)
	CaseView(ctx context.Context, actor access.Actor, no string) (app.CaseView, error)
	Messages(ctx context.Context, actor access.Actor, no string) (app.MessageList, error)
	Journal(ctx context.Context, actor access.Actor, q desk.LeafQuery) (app.JournalView, error)
	// Mail lists letters, of one case or every one.
	Mail(ctx context.Context, actor access.Actor, q app.MailQuery) (app.MailList, error)
	Clocks(ctx context.Context, actor access.Actor, q app.ClockQuery) (app.ClockList, error)
	Jobs(ctx context.Context, actor access.Actor, q app.JobQuery) (app.JobList, error)
	Renewals(ctx context.Context, actor access.Actor, q app.RenewalQuery) (app.RenewalList, error)
	Handovers(ctx context.Context, actor access.Actor, scheme string) (app.HandoverList, error)
	// HandoverNote gives the note by which a decision was handed over, or answered.
	HandoverNote(ctx context.Context, actor access.Actor, no string) (app.FileView, error)
	ReturnNote(ctx context.Context, actor access.Actor, no string) (app.FileView, error)
	OfficeDays(ctx context.Context, actor access.Actor, scheme string) (app.DaysList, error)
	Bodies(ctx context.Context, actor access.Actor, scheme string) (app.BodyList, error)
	Issuers(ctx context.Context, actor access.Actor, scheme string) (app.IssuerList, error)
	BankFiles(ctx context.Context, actor access.Actor, scheme string) (app.BankFileList, error)
	BankFileView(ctx context.Context, actor access.Actor, id string) (money.BankFileView, error)
	Dispatches(ctx context.Context, actor access.Actor, q app.DispatchQuery) (app.DispatchList, error)
	DispatchView(ctx context.Context, actor access.Actor, no string) (app.DispatchView, error)
	Dealings(ctx context.Context, actor access.Actor, q app.DealingQuery) (app.DealingList, error)
	Invoices(ctx context.Context, actor access.Actor, q app.InvoiceQuery) (app.InvoiceList, error)
	InvoicePaper(ctx context.Context, actor access.Actor, no, lang string) (app.FileView, error)
	InvoiceView(ctx context.Context, actor access.Actor, no string) (app.InvoiceView, error)
	Absences(ctx context.Context, actor access.Actor, scheme string) (app.AbsenceList, error)
	Retention(ctx context.Context, actor access.Actor, scheme string) (app.RetentionList, error)
	Erasures(ctx context.Context, actor access.Actor, scheme string) (app.ErasureList, error)
	EraseAgain(ctx context.Context, actor access.Actor, in app.EraseAgainInput) (app.AgainReport, error)
	OfficePhrases(ctx context.Context, actor access.Actor, scheme string) (record.OfficePhrases, error)
	Billing(ctx context.Context, actor access.Actor, q app.BillingQuery) (app.BillingView, error)
	Unusual(ctx context.Context, actor access.Actor, q app.UnusualQuery) (app.UnusualList, error)
	PrecedentsOf(ctx context.Context, actor access.Actor, no string) (app.PrecedentList, error)
	Bulk(ctx context.Context, actor access.Actor, in app.BulkInput, rehearsed bool) ([]app.BulkLine, error)
	Matters(ctx context.Context, actor access.Actor, q app.MatterQuery) (app.MatterList, error)
	MatterView(ctx context.Context, actor access.Actor, no string) (app.MatterView, error)
	Personnel(ctx context.Context, actor access.Actor, scheme string) (app.PersonnelList, error)
	Sessions(ctx context.Context, actor access.Actor, scheme string) ([]record.Session, []record.Tenure, error)
	Deputies(ctx context.Context, actor access.Actor, scheme string) ([]record.Deputy, error)
	SessionView(ctx context.Context, actor access.Actor, id string) (app.SessionView, error)

	Register(ctx context.Context, q desk.MarkQuery) (app.RegisterPage, error)
	// Verify tells what a number is worth on a day; the zero day is today.
	Verify(ctx context.Context, number string, day civil.Date) (app.MarkView, error)
}
