package api

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/access"
)

// prefix is where the door hangs.
const prefix = "/api/v1"

// Routes lists every address of the door. Each can be repeated, acts with their
// Idempotency-Key.
func Routes() []ask.Route {
	return ask.Each(table(), func(r route) ask.Route {
		return ask.Route{Method: r.method, Path: prefix + r.path, Policy: r.policy, Object: r.object, Idempotent: true}
	})
}

// route is one row of the table that the door and its description are made from.
type route struct {
	method, path string
	policy       access.Action
	object       string // kind of object
	id           string // of the operation
	summary      string

	query  func() any  // a struct for what follows the question mark
	body   func() any  // a struct for the body
	limit  int64       // bytes of the body
	action desk.Action // of a route that acts
	answer any         // a value of the type that is answered
	status int         // of success
	serve  func(*Door, *call) (reply, error)
}

// canWait reports whether the route's act may have to wait for a second person.
func (r route) canWait() bool { return r.acts() && r.action.CanWait }

// name is the part of the path that names the object: the first that names anything.
func (r route) name() string {
	_, from, _ := strings.Cut(r.path, "{")
	name, _, _ := strings.Cut(from, "}")
	return name
}

func (r route) acts() bool { return r.action.Name != "" }

// isPublic reports whether the policy lets anybody in.
func (r route) isPublic() bool { return may(access.Actor{}, r.policy) }

// isKept reports whether anybody may keep the answer who asks again each time
// whether it still holds.
func (r route) isKept() bool { return r.method == http.MethodGet && r.isPublic() }

// check refuses a route that nobody ruled on.
func (r route) check() error {
	switch {
	case !slices.Contains(access.Actions(), r.policy):
		return fmt.Errorf("route %s %s: no policy %q", r.method, r.path, r.policy)
	case r.object == "" || r.id == "" || chapterOf(r.path) == "" || r.summary == "" || r.serve == nil || r.status == 0:
		return fmt.Errorf("route %s %s: not filled in", r.method, r.path)
	}
	return nil
}

// checkAll refuses a table with a bad route, or with two that are the same.
func checkAll(routes []route) error {
	var all []error
	seen := map[string]bool{}
	for _, r := range routes {
		all = append(all, r.check())
		for _, name := range []string{r.method + " " + r.path, r.id} {
			if seen[name] {
				all = append(all, fmt.Errorf("route %s: given twice", name))
			}
			seen[name] = true
		}
	}
	return errors.Join(all...)
}

// table returns every route: what is looked at, what is asked of the rules, and
// each action of the office.
func table() []route {
	openapi := looked("/openapi.json", "openapi", "This description", (*Door).description)
	openapi.answer = map[string]any{}
	return append([]route{
		get("/cases", "cases", "List the cases that the token may know of", access.ListCases, access.KindCase, (*Door).cases).
			asking(made[ask.CaseQuery]),
		get("/clocks", "clocks", "List the clocks that run for the cases, marks and sessions that the token may know of", access.ListCases, access.KindCase, (*Door).clocks).
			asking(made[ask.ClockQuery]),
		get("/cases/{no}", "case", "Show a case as the token may see it", access.ViewCase, access.KindCase, (*Door).oneCase),
		get("/cases/{no}/attachments/{id}", "case-file", "Get a file of a case back as it was received", access.ViewCase, access.KindCase, (*Door).caseFile),
		get("/cases/{no}/handover", "case-handover", "Get the signed note by which a decision was handed over", access.ViewHandover, access.KindCase, (*Door).caseHandover),
		get("/office/jobs", "jobs", "List what the calendar has to do, failed to do and did", access.ViewJobs, access.KindOffice, (*Door).jobs).
			asking(made[ask.JobQuery]),
		get("/office/handovers", "handovers", "List what lies between the body that decides and the one that grants", access.ViewHandover, access.KindOffice, (*Door).handovers).
			asking(made[ask.OfficeQuery]),
		get("/office/handovers/{no}/return", "handover-return", "Get the signed return of a handover", access.ViewHandover, access.KindOffice, (*Door).handoverReturn),
		get("/cases/{no}/sheet", "case-sheet", "Get the workbook in which the criteria of a case are answered", access.Answer, access.KindCase, (*Door).caseSheet),
		get("/cases/{no}/sheet", "compare-sheet", "Say what a workbook that came back would change", access.Answer, access.KindCase, (*Door).compareSheet).
			taking(made[sheetInput], sheetLimit),
		get("/cases/{no}/messages", "case-messages", "Show what the sides of a case have written to each other", access.ViewCase, access.KindCase, (*Door).caseMessages),
		get("/cases/{no}/journal", "case-journal", "Show what was done to a case, by whom and when", access.ViewJournal, access.KindCase, (*Door).caseJournal).
			asking(made[ask.JournalQuery]),
		get("/cases/{no}/precedents", "case-precedents", "List decided cases that failed the same criteria", access.ViewCase, access.KindCase, (*Door).precedents),
		get("/bulk", "bulk", "Do an act to several cases, each by itself, or say what would come of it", access.BulkActs, access.KindCase, (*Door).bulk).
			taking(made[ask.BulkInput], bodyLimit),
		get("/billing", "billing", "List what was charged and what came in", access.ViewBilling, access.KindCase, (*Door).billing).
			asking(made[ask.BillingQuery]),
		get("/dealings", "dealings", "Find invoices, receipts, credit notes, payments and movements at the bank by day, amount and counterparty", access.ViewBilling, access.KindCase, (*Door).dealings).
			asking(made[ask.DealingQuery]),
		get("/invoices", "invoices", "List invoices, receipts and credit notes, the latest first", access.ViewInvoices, access.KindCase, (*Door).invoices).
			asking(made[ask.InvoiceQuery]),
		get("/invoices/{invoice}", "invoice", "Show an invoice, a receipt or a credit note", access.ViewInvoices, access.KindCase, (*Door).invoice),
		get("/payments", "payments", "List the files in which banks told what came in, the latest first", access.ViewBankFile, access.KindBankFile, (*Door).payments).
			asking(made[ask.SchemeQuery]),
		get("/payments/{id}", "payment-file", "Show a bank's file with what each movement was for, or may be for", access.ViewBankFile, access.KindBankFile, (*Door).paymentFile),
		get("/letters", "letters", "List the letters that went out on paper or as PDF, the latest first", access.ViewLetters, access.KindCase, (*Door).dispatches).
			asking(made[ask.DispatchQuery]),
		get("/letters/{letter}", "letter", "Show a letter that went out", access.ViewLetters, access.KindCase, (*Door).dispatch),
		get("/exceptions", "exceptions", "List what was done out of the ordinary course, the last first", access.ViewJournal, access.KindOffice, (*Door).exceptions).
			asking(made[ask.UnusualQuery]),
		get("/sessions", "sessions", "List the sessions of the committee, by day", access.ViewSession, access.KindSession, (*Door).sessions).
			asking(made[ask.SchemeQuery]),
		get("/sessions/{id}", "session", "Show a session with its agenda", access.ViewSession, access.KindSession, (*Door).session),
		get("/personnel", "personnel", "List who examines and decides, with competences and ties on record", access.ViewPersonnel, access.KindPersonnel, (*Door).personnel).
			asking(made[ask.SchemeQuery]),
		get("/pending", "pending", "List the acts that wait for a second person", access.ViewPending, access.KindPending, (*Door).pending),
		get("/matters", "matters", "List what was brought to the office beside the cases", access.ViewMatter, access.KindMatter, (*Door).matters).
			asking(made[ask.MatterQuery]),
		get("/matters/{no}", "matter", "Show a matter with what was seen of it", access.ViewMatter, access.KindMatter, (*Door).matter),
		get("/mail", "mail", "List the letters of the office, and what has become of each", access.ViewMail, access.KindMail, (*Door).mail).
			asking(made[ask.MailQuery]),
		get("/registry", "registry", "Search the public register", access.ViewRegister, access.KindRegister, (*Door).register).
			asking(made[ask.RegisterQuery]),
		get("/registry/{number}", "registry-entry", "Say what a mark is worth on a day", access.ViewRegister, access.KindMark, (*Door).entry).
			asking(made[entryQuery]),
		get("/office/days", "days", "List the days that the office has set and that are not over", access.ViewDays, access.KindOffice, (*Door).days).
			asking(made[ask.OfficeQuery]),
		get("/office/bodies", "bodies", "List the intake bodies of a scheme, and what lies with each", access.ViewBodies, access.KindOffice, (*Door).bodies).
			asking(made[ask.OfficeQuery]),
		get("/office/issuers", "issuers", "Say in whose name invoices and receipts are issued", access.ViewIssuers, access.KindOffice, (*Door).issuers).
			asking(made[ask.OfficeQuery]),
		get("/office/absences", "absences", "List who of the office is away, or will be, and who covers", access.ViewAbsences, access.KindOffice, (*Door).absences).
			asking(made[ask.OfficeQuery]),
		get("/office/retention", "retention", "List the documents that are due to be erased, what the office has decided on them, and what is held", access.ViewRetention, access.KindOffice, (*Door).retention).
			asking(made[ask.OfficeQuery]),
		get("/office/erasures", "erasures", "List the documents that were erased, to be kept apart from the backups", access.ViewRetention, access.KindOffice, (*Door).erasures).
			asking(made[ask.OfficeQuery]),
		get("/office/erase-again", "erase-again", "Erase again what a restore has brought back, by the list of erasures that was kept apart", access.Erase, access.KindCase, (*Door).eraseAgain).
			taking(made[ask.EraseAgainInput], importLimit),
		get("/office/phrases", "phrases", "Show the phrases that the office keeps for a scheme", access.ViewPhrases, access.KindOffice, (*Door).phrases).
			asking(made[ask.OfficeQuery]),
		get("/renewals", "renewals", "List the marks whose renewal may be filed now and for which no case is open", access.ViewRenewals, access.KindMark, (*Door).renewals).
			asking(made[ask.RenewalQuery]),
		looked("/schemes", "schemes", "List the schemes with their editions", (*Door).schemes),
		looked("/schemes/{key}", "scheme", "Show a scheme: editions, numbers, and the identifiers that requests name", (*Door).scheme),
		get("/schemes/{key}/rules/{id}", "rule-file", "Get the file of a published regulation", access.ViewRegister, access.KindOffice, (*Door).ruleFile),
		looked("/schemes/{key}/editions/{id}/criteria", "criteria", "Show the criteria of an edition, without confidential rubrics", (*Door).criteria),
		looked("/rules/score", "score", "Score answers under an edition", (*Door).score).taking(made[ask.ScoreInput], answersLimit),
		tell("eligibility", "facts", "Say whether an application is possible on a day", (*ask.EligibilityInput).Answer),
		tell("coverage", "audits", "Say what audits cover together", (*ask.CoverageInput).Answer),
		look("size", "Find the size class of an applicant", (*ask.SizeQuery).Answer),
		looked("/rules/fees", "fees", "Quote what a case costs", (*Door).fees).asking(made[ask.FeesQuery]),
		look("deadlines", "Work out the last days that events start", (*ask.DeadlinesQuery).Answer),
		openapi,
		looked("/problems", "problems", "List the kinds of problems", (*Door).problems),
		looked("/problems/{kind}", "problem", "Explain one kind of problem", (*Door).problem),
	}, ask.Each(app.Actions(), actionRoute)...)
}

// get is a route that only looks.
func get[V any](path, id, summary string, policy access.Action, object string, view func(*Door, *call) (V, error)) route {
	var answer V
	return route{method: http.MethodGet, path: path, id: id, summary: summary, policy: policy, object: object, answer: answer,
		status: http.StatusOK, serve: func(d *Door, c *call) (reply, error) {
			shown, err := view(d, c)
			return reply{body: shown, etag: c.etag}, err
		}}
}

// looked is a route to what anybody may know.
func looked[V any](path, id, summary string, view func(*Door, *call) (V, error)) route {
	return get(path, id, summary, access.ViewRegister, access.KindOffice, view)
}

// made is an empty form of a type.
func made[T any]() any { return new(T) }

// asking says what may follow the question mark.
func (r route) asking(query func() any) route {
	r.query = query
	return r
}
