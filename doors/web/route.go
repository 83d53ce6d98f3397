package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/words"
)

// Public is the policy of a page that shows nothing but itself, and of the way
// in and out. Any other names an action that package access rules on.
const Public access.Action = "public"

// admitsEverybody reports whether a visitor whom nobody knows may try the route.
// What a known one may do there, the office says.
func (r route) admitsEverybody() bool {
	return r.Policy == Public || access.Allows(access.Actor{}, r.Policy, access.Object{Kind: r.Object})
}

// Routes lists every address of the door, the English ones too.
func Routes() []ask.Route {
	return ask.Each(table(), func(r route) ask.Route { return r.Route })
}

// route is a Route with what answers it; nothing does when it is answered
// before all others (see Door.ServeHTTP).
type route struct {
	ask.Route
	serve   func(*Door, *visit) error
	endless bool // however often it is asked for: a refusal would cost as much
	halfway bool // for who has still to make a second factor
	leaves  bool // signs out here, even where it fails
}

// pattern is the route's address in the words of http.ServeMux.
func (r route) pattern() string {
	if strings.HasSuffix(r.Path, "/") {
		return r.Path + "{$}"
	}
	return r.Path
}

func (r route) check() error {
	if r.Policy != Public && !slices.Contains(access.Actions(), r.Policy) {
		return fmt.Errorf("route %s %s: no policy %q", r.Method, r.Path, r.Policy)
	}
	if r.Object == "" {
		return fmt.Errorf("route %s %s: no kind of object", r.Method, r.Path)
	}
	return nil
}

// kindPage is the object of a page that is about no record.
const kindPage = "page"

// table returns every route. Those of people exist in both languages.
func table() []route {
	view, own := access.ViewRegister, access.OwnAccount
	var routes []route
	at := func(method, path string, p access.Action, object string, serve func(*Door, *visit) error) {
		routes = append(routes, route{ask.Route{Method: method, Path: path, Policy: p, Object: object, Idempotent: method == http.MethodGet}, serve,
			slices.Contains([]string{"/static/{file}", "/healthz", "/readyz"}, path), strings.HasSuffix(path, "/me/app") || strings.HasSuffix(path, "/me/passkey"), method == http.MethodPost && strings.HasSuffix(path, "/logout")})
	}
	at(http.MethodGet, "/v/{number}.json", view, access.KindMark, nil)
	at(http.MethodGet, "/v/{number}.svg", view, access.KindMark, nil)
	at(http.MethodGet, "/static/{file}", Public, kindPage, (*Door).file)
	at(http.MethodGet, calendarPath+"{secret}", Public, access.KindUser, (*Door).feed)
	at(http.MethodGet, "/f/worker.js", Public, kindPage, (*Door).worker)
	at(http.MethodGet, "/robots.txt", Public, kindPage, (*Door).robots)
	at(http.MethodGet, "/healthz", Public, kindPage, (*Door).health)
	at(http.MethodGet, "/readyz", Public, kindPage, (*Door).ready)
	at(http.MethodPost, "/o/cases/{no}/uploads", access.Attach, access.KindCase, (*Door).parcel)
	for _, method := range []string{http.MethodHead, http.MethodPatch, http.MethodDelete} {
		at(method, "/o/cases/{no}/uploads/{id}", access.Attach, access.KindCase, (*Door).parcel)
	}
	for _, lang := range words.Languages() {
		home := prefix(lang)
		at(http.MethodGet, home+"/", Public, kindPage, (*Door).home)
		at(http.MethodGet, home+"/find", view, access.KindRegister, (*Door).find)
		at(http.MethodGet, home+"/s/{scheme}", Public, kindPage, (*Door).scheme)
		at(http.MethodGet, home+"/s/{scheme}/criteria", Public, kindPage, (*Door).criteria)
		at(http.MethodGet, home+"/s/{scheme}/rules/{id}", Public, kindPage, (*Door).ruleFile)
		at(http.MethodGet, home+"/a/check", Public, kindPage, (*Door).checks)
		at(http.MethodGet, home+"/a/check/{scheme}", Public, kindPage, (*Door).check)
		at(http.MethodGet, home+"/a/begin", Public, access.KindUser, (*Door).beginning)
		at(http.MethodPost, home+"/a/begin", Public, access.KindUser, (*Door).begin)
		at(http.MethodGet, home+"/registry", view, access.KindRegister, (*Door).register)
		at(http.MethodGet, home+"/registry/{number}", view, access.KindMark, (*Door).entry)
		at(http.MethodGet, home+"/v/{number}", view, access.KindMark, (*Door).verdict)
		at(http.MethodGet, home+"/report", Public, access.KindMatter, (*Door).reporting)
		at(http.MethodPost, home+"/report", Public, access.KindMatter, (*Door).takeReport)
		at(http.MethodGet, home+"/help", Public, kindPage, (*Door).help)
		at(http.MethodGet, home+"/accessibility", Public, kindPage, (*Door).accessibility)
		at(http.MethodGet, home+"/login", Public, access.KindUser, (*Door).login)
		at(http.MethodPost, home+"/login", Public, access.KindUser, (*Door).signIn)
		at(http.MethodGet, home+"/login/forgotten", Public, access.KindUser, (*Door).forgotten)
		at(http.MethodPost, home+"/login/forgotten", Public, access.KindUser, (*Door).forget)
		at(http.MethodGet, home+"/logout", Public, access.KindUser, (*Door).logout)
		at(http.MethodPost, home+"/logout", Public, access.KindUser, (*Door).signOut)
		for _, room := range rooms() {
			at(http.MethodGet, home+room, access.ListCases, access.KindCase, (*Door).board)
		}
		at(http.MethodGet, home+"/o/clocks", access.ListCases, access.KindCase, (*Door).clocks)
		at(http.MethodGet, home+mailPath, access.ViewMail, access.KindMail, (*Door).mail)
		at(http.MethodGet, home+"/o/jobs", access.ViewJobs, access.KindOffice, (*Door).jobs)
		at(http.MethodGet, home+"/o/pending", access.ViewPending, access.KindPending, (*Door).pending)
		at(http.MethodGet, home+"/o/import", access.ImportRegister, access.KindRegister, (*Door).importing)
		at(http.MethodGet, home+"/o/import/{scheme}", access.ImportRegister, access.KindRegister, (*Door).listTemplate)
		at(http.MethodPost, home+"/o/import", access.ImportRegister, access.KindRegister, (*Door).takeList)
		at(http.MethodGet, home+"/o/move-in", access.MoveIn, access.KindOffice, (*Door).moving)
		at(http.MethodGet, home+"/o/move-in/{scheme}", access.MoveIn, access.KindOffice, (*Door).moveTemplate)
		at(http.MethodPost, home+"/o/move-in", access.MoveIn, access.KindOffice, (*Door).takeMove)
		at(http.MethodGet, home+"/o/renewals", access.ViewRenewals, access.KindMark, (*Door).renewals)
		at(http.MethodGet, home+"/o/bulk", access.BulkActs, access.KindCase, (*Door).bulk)
		at(http.MethodPost, home+"/o/bulk", access.BulkActs, access.KindCase, (*Door).takeBulk)
		at(http.MethodGet, home+"/o/exceptions", access.ViewJournal, access.KindOffice, (*Door).unusual)
		at(http.MethodGet, home+checkOutsPath, access.ViewJournal, access.KindOffice, (*Door).checkOuts)
		at(http.MethodGet, home+"/o/handover", access.ViewHandover, access.KindOffice, (*Door).handovers)
		at(http.MethodGet, home+"/o/handover/{no}", access.ViewHandover, access.KindOffice, (*Door).handoverFile)
		at(http.MethodGet, home+"/o/handover/{no}/return", access.ViewHandover, access.KindOffice, (*Door).returnFile)
		at(http.MethodGet, home+"/o/billing", access.ViewBilling, access.KindCase, (*Door).billing)
		at(http.MethodGet, home+dealingsPath, access.ViewBilling, access.KindCase, (*Door).dealings)
		at(http.MethodGet, home+dealingsPath+"/archive", access.ViewBilling, access.KindCase, (*Door).dealingArchive)
		at(http.MethodGet, home+dealingsPath+"/export", access.ViewBilling, access.KindCase, (*Door).dealingExport)
		at(http.MethodGet, home+invoicesPath, access.ViewInvoices, access.KindCase, (*Door).invoices)
		at(http.MethodGet, home+paymentsPath, access.ViewBankFile, access.KindBankFile, (*Door).payments)
		at(http.MethodGet, home+paymentsPath+"/{id}", access.ViewBankFile, access.KindBankFile, (*Door).paymentFile)
		at(http.MethodGet, home+issuersPath, access.ViewIssuers, access.KindOffice, (*Door).issuers)
		at(http.MethodGet, home+"/o/cases/{no}/invoices/{invoice}", access.ViewInvoices, access.KindCase, (*Door).invoice)
		at(http.MethodGet, home+"/o/cases/{no}/invoices/{invoice}/pdf", access.ViewInvoices, access.KindCase, (*Door).invoiceFile)
		at(http.MethodGet, home+dispatchesPath, access.ViewLetters, access.KindCase, (*Door).dispatches)
		at(http.MethodGet, home+"/o/cases/{no}/letters/{letter}", access.ViewLetters, access.KindCase, (*Door).dispatchFile)
		at(http.MethodGet, home+"/o/cases/{no}/letter-draft", access.IssueLetter, access.KindCase, (*Door).dispatchDraft)
		at(http.MethodGet, home+"/o/matters", access.ViewMatter, access.KindMatter, (*Door).matters)
		at(http.MethodGet, home+"/o/matters/{no}", access.ViewMatter, access.KindMatter, (*Door).matter)
		at(http.MethodGet, home+"/o/seats", access.Appoint, access.KindSeat, (*Door).seats)
		at(http.MethodGet, home+bodiesPath, access.ViewBodies, access.KindOffice, (*Door).intakeBodies)
		at(http.MethodGet, home+absencesPath, access.ViewAbsences, access.KindOffice, (*Door).absences)
		at(http.MethodGet, home+retentionPath, access.ViewRetention, access.KindOffice, (*Door).retention)
		at(http.MethodGet, home+againPath, access.Erase, access.KindCase, (*Door).erasingAgain)
		at(http.MethodPost, home+againPath, access.Erase, access.KindCase, (*Door).takeErased)
		at(http.MethodGet, home+"/o/personnel", access.ViewPersonnel, access.KindPersonnel, (*Door).personnel)
		at(http.MethodGet, home+"/w/figures", access.ViewFigures, access.KindOffice, (*Door).figures)
		at(http.MethodGet, home+"/o/editions", access.Simulate, access.KindOffice, (*Door).editions)
		at(http.MethodGet, home+"/o/editions/{scheme}", access.Simulate, access.KindOffice, (*Door).editions)
		at(http.MethodPost, home+"/o/editions/{scheme}", access.Simulate, access.KindOffice, (*Door).takeDraft)
		at(http.MethodGet, home+"/o/editions/{scheme}/{id}", access.Simulate, access.KindOffice, (*Door).editionFile)
		at(http.MethodGet, home+"/o/office", access.SecondPerson, access.KindOffice, (*Door).settings)
		at(http.MethodGet, home+"/admin", access.ListUsers, access.KindUser, (*Door).users)
		for path, show := range map[string]func(*Door, *visit) error{"health": (*Door).condition, "schemes": (*Door).bodies, "journal": (*Door).trail, "keys": (*Door).officeKeys} {
			at(http.MethodGet, home+"/admin/"+path, access.ViewInstallation, access.KindOffice, show)
		}
		at(http.MethodGet, home+"/login/second", Public, access.KindUser, (*Door).second)
		at(http.MethodPost, home+"/login/second", Public, access.KindUser, (*Door).takeSecond)
		at(http.MethodGet, home+"/login/oidc/{provider}", Public, access.KindUser, (*Door).toProvider)
		at(http.MethodGet, home+"/login/oidc/{provider}/callback", Public, access.KindUser, (*Door).fromProvider)
		at(http.MethodPost, home+"/login/oidc/{provider}", Public, access.KindUser, (*Door).byProvider)
		at(http.MethodPost, home+"/me/identities", own, access.KindUser, (*Door).endIdentity)
		at(http.MethodPost, home+"/login/passkey", Public, access.KindUser, (*Door).byKey)
		at(http.MethodGet, home+"/me", own, access.KindUser, (*Door).me)
		at(http.MethodGet, home+"/me/password", own, access.KindUser, (*Door).password)
		at(http.MethodPost, home+"/me/password", own, access.KindUser, (*Door).setPassword)
		at(http.MethodGet, home+"/me/phrases", own, access.KindUser, (*Door).phrases)
		at(http.MethodPost, home+"/me/phrases", own, access.KindUser, (*Door).takePhrases)
		at(http.MethodPost, home+"/me/searches", own, access.KindUser, (*Door).takeSearch)
		at(http.MethodGet, home+"/me/calendar", own, access.KindUser, (*Door).calendar)
		at(http.MethodPost, home+"/me/calendar", own, access.KindUser, (*Door).takeCalendar)
		at(http.MethodGet, home+"/me/keys", own, access.KindUser, (*Door).keys)
		at(http.MethodPost, home+"/me/keys", own, access.KindUser, (*Door).takeKeys)
		at(http.MethodGet, home+"/me/app", own, access.KindUser, (*Door).apparatus)
		at(http.MethodPost, home+"/me/app", own, access.KindUser, (*Door).takeApp)
		at(http.MethodGet, home+"/me/passkey", own, access.KindUser, (*Door).passkey)
		at(http.MethodPost, home+"/me/passkey", own, access.KindUser, (*Door).takeKey)
		at(http.MethodPost, home+"/me/factors", own, access.KindUser, (*Door).endFactor)
		at(http.MethodGet, home+"/a/org", access.OwnColleagues, access.KindUser, (*Door).organisation)
		at(http.MethodPost, home+"/a/org", access.OwnColleagues, access.KindUser, (*Door).inviteColleague)
		at(http.MethodPost, home+"/a/org/commission", access.OwnColleagues, access.KindUser, (*Door).commissionColleague)
		at(http.MethodPost, home+"/a/org/end", access.OwnColleagues, access.KindUser, (*Door).endColleague)
		at(http.MethodPost, home+"/me/role", own, access.KindUser, (*Door).switchRole)
		at(http.MethodGet, home+"/me/codes", own, access.KindUser, (*Door).codes)
		at(http.MethodPost, home+"/me/codes", own, access.KindUser, (*Door).newCodes)
		at(http.MethodPost, home+"/me/sessions", own, access.KindUser, (*Door).endSignIns)
		at(http.MethodGet, home+"/me/confirm", own, access.KindUser, (*Door).confirm)
		at(http.MethodPost, home+"/me/confirm", own, access.KindUser, (*Door).takeConfirm)
		for _, t := range tabs() {
			at(http.MethodGet, home+strings.TrimSuffix("/o/cases/{no}/"+string(t), "/"), access.ViewCase, access.KindCase, t.show)
		}
		at(http.MethodGet, home+"/f/away", Public, kindPage, (*Door).away)
		at(http.MethodGet, home+"/f/app.webmanifest", Public, kindPage, (*Door).manifest)
		at(http.MethodGet, home+"/f/{no}", access.LogVisit, access.KindCase, (*Door).onSite)
		at(http.MethodPost, home+"/f/{no}/clock", access.LogVisit, access.KindCase, (*Door).takeTime)
		at(http.MethodGet, home+"/f/{no}/closing", access.LogVisit, access.KindCase, (*Door).closing)
		at(http.MethodGet, home+"/t/{no}", access.State, access.KindCase, (*Door).statement)
		at(http.MethodGet, home+"/t/{no}/paper", access.State, access.KindCase, (*Door).paperForm)
		at(http.MethodPost, home+"/t/{no}", access.State, access.KindCase, (*Door).takeStatement)
		at(http.MethodGet, home+"/o/cases/{no}/receipt", access.ViewCase, access.KindCase, (*Door).receipt)
		at(http.MethodGet, home+"/o/cases/{no}/report", access.ViewCase, access.KindCase, (*Door).report)
		at(http.MethodGet, home+"/o/cases/{no}/intake", access.CheckIntake, access.KindCase, (*Door).intake)
		at(http.MethodGet, home+"/o/cases/{no}/assign", access.Assign, access.KindCase, (*Door).assignment)
		at(http.MethodGet, home+"/o/cases/{no}/differences", access.ViewCase, access.KindCase, (*Door).differences)
		at(http.MethodGet, home+"/o/cases/{no}/audits", access.ViewCase, access.KindCase, (*Door).audits)
		at(http.MethodGet, home+"/o/cases/{no}/diagnosis", access.ViewCase, access.KindCase, (*Door).diagnosis)
		at(http.MethodPost, home+"/o/cases/{no}/audits", access.RecordEvidence, access.KindCase, (*Door).takeAudit)
		at(http.MethodGet, home+"/o/cases/{no}/sheet", access.Answer, access.KindCase, (*Door).sheet)
		at(http.MethodPost, home+"/o/cases/{no}/sheet", access.Answer, access.KindCase, (*Door).takeSheet)
		at(http.MethodGet, home+"/o/cases/{no}/sheet.xlsx", access.Answer, access.KindCase, (*Door).sheetFile)
		at(http.MethodGet, home+"/o/cases/{no}/items/{item}", access.ViewCase, access.KindCase, (*Door).item)
		at(http.MethodGet, home+"/o/cases/{no}/files/{id}", access.ViewCase, access.KindCase, (*Door).receivedFile)
		at(http.MethodGet, home+"/o/cases/{no}/files/{id}/pages/{page}", access.ViewCase, access.KindCase, (*Door).pagePicture)
		at(http.MethodGet, home+"/o/sessions/{id}", access.ViewSession, access.KindSession, (*Door).session)
		at(http.MethodGet, home+"/o/sessions/{id}/pack", access.ViewSession, access.KindSession, (*Door).pack)
		at(http.MethodGet, home+"/o/sessions/{id}/pack/pdf", access.ViewSession, access.KindSession, (*Door).packFile)
		at(http.MethodGet, home+"/o/sessions/{id}/minutes/pdf", access.ViewSession, access.KindSession, (*Door).minutesFile)
		routes = append(routes, actRoutes(lang)...)
	}
	return routes
}
