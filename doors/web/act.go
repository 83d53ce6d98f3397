package web

import (
	"cmp"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/form"
	"akashi/words"
)

// actForm is the page of one act: what it will be done to, what stands against it, and
// its form.
type actForm struct {
	Title    string
	Path     string // where the form goes
	Back     link   // what it is done to
	Object   string
	Act      access.Action
	Blockers []desk.Blocker
	Key      string // under which the act is done once, however often the form is sent
	Version  int
	Inputs   []input
	Items    []itemGroup // the criteria of an act that judges them
	File     bool
	Uploads  string // where a script sends the file ahead; "" where it comes with the form only
	Parcel   string // the file that came so
	ParcelID string
	Failed   failure
	Aside    bool
	Papers   *caseView       // what is handed in with the act, to be read once more
	Next     string          // the page to go on to once it is done
	Item     string          // the one criterion of an act that judges many
	Phrases  []record.Phrase // of the office and of one's own, to be copied into a finding
	Drafts   bool            // a script keeps what is written until it has arrived
	First    bool            // the scheme alone is asked, the rest after it
}

// formLimit is the size of a form without a file, FileLimit of one with a file, in bytes.
const (
	formLimit = 2 << 20
	FileLimit = 130 << 20
)

// actRoutes are the pages of every act, below what it is done to.
func actRoutes(lang language) (routes []route) {
	for _, a := range app.Actions() {
		if slices.Contains([]access.Action{access.ImportRegister, access.MoveIn}, a.Name) {
			continue // which reads a file on a page of its own
		}
		for method, serve := range map[string]func(*Door, *visit, desk.Action) error{http.MethodGet: (*Door).ahead, http.MethodPost: (*Door).do} {
			routes = append(routes, route{Route: ask.Route{Method: method, Path: prefix(lang) + actPattern(a), Policy: a.Name, Object: string(a.On), Idempotent: method == http.MethodGet},
				serve: func(d *Door, v *visit) error { return serve(d, v, a) }})
		}
	}
	slices.SortFunc(routes, func(a, b route) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method)) })
	return routes
}

// actPattern is the address of an act's page.
func actPattern(a desk.Action) string {
	thing := app.ThingOf(a.On)
	if a.Begins || thing.Words.Param == "" {
		return "/do/" + thing.Words.Plural + "/" + app.Word(a)
	}
	return "/do/" + thing.Words.Plural + "/{" + thing.Words.Param + "}/" + string(a.Name)
}

// actPath is the address of an act's page for an object.
func actPath(a desk.Action, object string) string {
	thing := app.ThingOf(a.On)
	return strings.Replace(actPattern(a), "{"+thing.Words.Param+"}", url.PathEscape(object), 1)
}

// pageOf is the page that all things of a kind are on, with its name, pathOf the page of one, and
// homeFor where a member is led that is not shown the first.
var (
	homeFor = map[desk.Kind]string{desk.OnSeat: "/k"}
	pageOf  = map[desk.Kind]link{desk.OnUser: {Path: "/admin", Label: "admin.title"}, desk.OnMatter: {Path: "/o/matters", Label: "matter.title"}, desk.OnBankFile: {Path: paymentsPath, Label: "payment.title"}, desk.OnMail: {Path: mailPath, Label: "mail.title"}, desk.OnOffice: {Path: "/o/office", Label: "office.title"},
		desk.OnSeat: {Path: "/o/office", Label: "office.title"}, desk.OnPersonnel: {Path: "/o/personnel", Label: "personnel.title"}}
	pathOf = map[desk.Kind]string{desk.OnCase: "/o/cases/", desk.OnSession: "/o/sessions/", desk.OnMark: "/registry/", desk.OnPending: "/o/pending#",
		desk.OnUser: "/admin#", desk.OnMatter: "/o/matters/", desk.OnBankFile: paymentsPath + "/"}
)

// objectPath is the page of an object; that of all of its kind where it has none.
func objectPath(on desk.Kind, object string) string {
	if at := pathOf[on]; at != "" && object != "" {
		return at + url.PathEscape(object)
	}
	return cmp.Or(pageOf[on].Path, "/o")
}

// seenAt is the page of an object for the visitor: of what a member does on a page of the office, its home.
func (v *visit) seenAt(on desk.Kind, object string) string {
	if home := homeFor[on]; home != "" && v.actor.Role == record.RoleMember {
		return home
	}
	return objectPath(on, object)
}

// about is what an act is done to, as its form needs it.
type about struct {
	ed      *scheme.Edition
	c       *app.CaseView
	session *app.SessionView
}

// look finds what the form of an act shows beside its fields.
func (d *Door) look(v *visit, a desk.Action, object string) (of about, err error) {
	if a.Begins {
		return of, nil
	}
	ctx := v.r.Context()
	switch app.ThingOf(a.On).View.(type) {
	case app.CaseView:
		c, err := d.Office.CaseView(ctx, v.actor, object)
		if err != nil {
			return of, err
		}
		of.c = &c
		of.ed, err = d.Shelf.Edition(c.Scheme, c.Edition)
		return of, err
	case app.SessionView:
		s, err := d.Office.SessionView(ctx, v.actor, object)
		if err != nil {
			return of, err
		}
		of.session = &s
		of.ed, err = d.edition(s.Scheme, "")
		return of, err
	}
	return of, nil
}

// ahead shows the form of an act, empty, or what stands against it.
func (d *Door) ahead(v *visit, a desk.Action) error {
	return d.showForm(v, a, http.StatusOK, paper{act: a, given: v.r.URL.Query()}, nil)
}

// object is the name in the address of what the act is done to.
func (v *visit) object(a desk.Action) string {
	if param := app.ThingOf(a.On).Words.Param; param != "" {
		return v.r.PathValue(param)
	}
	return ""
}

func (d *Door) showForm(v *visit, a desk.Action, status int, f paper, failed error) error {
	object := v.object(a)
	ahead, err := d.Office.Ahead(v.r.Context(), v.actor, a, object)
	if err != nil {
		return err
	}
	if err := v.need(a.Name); err != nil {
		return err
	}
	of, err := d.look(v, a, object)
	if errors.Is(err, fault.NotFound) { // a member may say of a case that is not shown yet whether it may be
		of, err = about{}, nil
	}
	if err != nil {
		return err
	}
	p := v.page()
	schemes := f.schemeFirst(v)
	key := f.given.Get("scheme")
	if of.ed == nil && key != "" {
		of.ed, _ = d.edition(key, "") // one that is not there offers no choices
	}
	if of.ed != nil {
		p = p.of(of.ed)
	}
	f.page, f.about = p, of
	if f.choices, err = d.choices(v, p, a, object, key, of); err != nil {
		return err
	}
	f.prefill(of, civil.In(d.Now()))
	phrases := d.phrasesFor(v, &f, of)
	view := actForm{Title: p.act(a), Path: actPath(a, object), Object: object, Act: a.Name, Blockers: ahead.Blockers, Aside: ahead.Aside,
		Version: ahead.Version, Key: cmp.Or(f.given.Get("_key"), rand.Text()), Inputs: f.inputs()}
	if seen, err := strconv.Atoi(f.given.Get("_version")); err == nil {
		view.Version = seen
	}
	view.Phrases = phrases
	if len(schemes) > 0 {
		view.asksScheme(schemes, f.given)
	}
	view.Next, view.Item = v.next(f.given.Get("_next")), f.given.Get("_item")
	view.Back = link{Path: cmp.Or(view.Next, v.seenAt(a.On, object)), Label: cmp.Or(object, p.T(cmp.Or(pageOf[a.On].Label, "board.title")))}
	if judges(a) {
		view.Items, view.Inputs = f.items(of, a), nil
	}
	if a.Name == access.Submit && of.c != nil {
		view.Papers = &caseView{CaseView: *of.c, Edition: of.ed}
		view.Papers.Chapters = p.chapters(view.Papers)
	}
	view.File = slices.ContainsFunc(view.Inputs, func(in input) bool { return in.Drawn == asFile })
	if view.File && of.c != nil && a.Name != access.ConcludeAgreement { // a signed note is small, and no evidence
		view.Uploads = v.sendsAhead(object)
	}
	if view.Drafts = view.keepsDrafts(); view.Drafts {
		v.scripted()
	}
	if f.parcel != "" {
		view.Parcel, view.ParcelID = f.parcel, f.given.Get(parcelField)
	}
	if view.File {
		view.Inputs = slices.DeleteFunc(view.Inputs, func(in input) bool { return in.Name == "name" }) // the file's own
	}
	if failed != nil {
		view.Failed = v.explain(failed)
	}
	v.w.Header().Set("Cache-Control", "no-store")
	return v.show(status, actPage(p, view))
}

// asksScheme leaves of the form the question for the scheme, and what was given with it.
func (f *actForm) asksScheme(schemes []option, given url.Values) {
	f.First = true
	f.Inputs = slices.DeleteFunc(f.Inputs, func(in input) bool { return in.Name != "scheme" && given.Get(in.Name) == "" })
	for i, in := range f.Inputs {
		if in.Name != "scheme" {
			f.Inputs[i].Drawn = asFixed
		} else {
			f.Inputs[i].Options = schemes
		}
	}
}

// act is what an act is called.
func (p page) act(a desk.Action) string {
	if key := "help.action." + string(a.Name); p.Has(key) {
		return p.T(key)
	}
	return a.Summary
}

// do does the act with what was filled in. A form that is wrong comes back as it was,
// with every problem at its field; one that was sent twice is done once.
func (d *Door) do(v *visit, a desk.Action) error {
	limit := int64(formLimit)
	if fileField(a) != "" {
		limit = FileLimit
	}
	s, err := d.submitted(v, a.Name, limit)
	if err != nil {
		return err
	}
	defer s.leave()
	f := paper{act: a, given: s.given, files: s.files}
	if f.given.Has(moreRows) {
		return d.showForm(v, a, http.StatusOK, f, nil)
	}
	if shown, err := d.asksOnceMore(v, f); shown || err != nil {
		return err
	}
	leave, err := d.arrived(v, &f)
	defer leave()
	var out desk.Outcome
	if err == nil {
		err = v.fromAway(v.object(a), f.given.Get(awayField))
	}
	if err == nil {
		out, err = d.perform(v, f)
	}
	if strings.Contains(v.r.Header.Get("Accept"), "application/json") {
		return d.saved(v, a, out, err)
	}
	if err == nil {
		v.arrived(keyOf(f.given))
	}
	if err == nil && a.Name == access.LogVisit {
		v.keepClock(v.object(a), siteClock{}) // what it has taken is entered
	}
	if secrets := handedOut(out); err == nil && secrets.Link != "" {
		v.private()
		return v.show(http.StatusOK, handedPage(v.page(), v.page().act(a), roomOf(v.actor.Role), secrets))
	}
	if err == nil {
		v.note(a, out)
		seen := v.seenAt(out.Kind, cmp.Or(out.Object, v.object(a)))
		if further := leadsTo[a.Name]; further != "" {
			seen += "/" + further
		}
		if leaves := a.Name == access.DeclareConflict || a.Name == access.AskMeeting; leaves && !d.isThere(v, desk.OnCase, v.object(a)) {
			seen = roomOf(v.actor.Role) // who has left a case, or put it off, is not shown it any more
		}
		return v.goTo(v.afterwards(out, v.next(f.given.Get("_next")), seen))
	}
	if !answerable(err) {
		return err
	}
	f.wrong = map[string]string{}
	for _, problem := range v.book.Problems(fault.ProblemsIn(err)) {
		f.wrong[nameOfPlace(problem.Where)] = unflagged(problem.Message)
	}
	if !f.wrongElsewhere() {
		f.parcel = ""
	}
	return d.showForm(v, a, v.explain(err).Status, f, err)
}

// saved answers a page that saves what is written in it while it is written: when that was
// done, under which key and version the next part is to be sent, and how the case stands now.
func (d *Door) saved(v *visit, a desk.Action, out desk.Outcome, err error) error {
	status, answer := http.StatusOK, struct {
		Told     string    `json:"told"`
		Key      string    `json:"key,omitempty"`
		Version  int       `json:"version,omitempty"`
		Standing *standing `json:"standing,omitempty"`
	}{Told: v.book.Say("item.saved", "at", v.page().Clock(v.door.Now())), Key: rand.Text(), Version: out.Version}
	if err == nil && judges(a) {
		if c, err := d.Office.CaseView(v.r.Context(), v.actor, out.Object); err == nil {
			if ed, err := d.edition(c.Scheme, c.Edition); err == nil {
				answer.Standing = v.page().of(ed).standing(&caseView{CaseView: c})
			}
		}
	}
	if err != nil {
		f := v.explain(err)
		status, answer.Told, answer.Key = f.Status, f.Message, ""
		if len(f.Problems) > 0 {
			answer.Told = strings.Join(ask.Each(f.Problems, func(problem words.Problem) string { return problem.Message }), " ")
		}
	}
	v.w.Header().Set("Content-Type", "application/json")
	v.w.Header().Set("Cache-Control", "no-store")
	v.w.WriteHeader(status)
	return json.NewEncoder(v.w).Encode(answer)
}

// handedOut is what an act gives somebody to sign in with: it is shown at once, and never
// again.
func handedOut(out desk.Outcome) (secrets people.Credentials) {
	if err := json.Unmarshal(out.Body, &secrets); err != nil {
		return people.Credentials{}
	}
	return secrets
}

// answerable reports whether somebody who filled a form in can mend what is wrong.
func answerable(err error) bool {
	return errors.Is(err, fault.Invalid) || errors.Is(err, fault.Refused) || errors.Is(err, fault.Conflict)
}

func (d *Door) perform(v *visit, f paper) (out desk.Outcome, err error) {
	of := about{}
	if judges(f.act) {
		if of, err = d.look(v, f.act, v.object(f.act)); err != nil {
			return out, err
		}
	}
	node, err := f.node()
	sent := ""
	if err == nil && judges(f.act) {
		node, err = f.judged(of)
		sent = f.verdicts()
	}
	if err != nil {
		return out, err
	}
	in := f.act.Input()
	if err := (form.Paper{Partial: true}).Fill(node, in); err != nil {
		return out, err
	}
	version, _ := strconv.Atoi(f.given.Get("_version")) // none: any
	return d.Office.Do(v.r.Context(), desk.Request{Actor: v.actor, Key: keyOf(f.given), Sent: sent, Version: version, Blind: true}, f.act, v.object(f.act), in)
}

// keyOf is the key under which a form is done once; none where it is no key.
func keyOf(given url.Values) string {
	key := given.Get("_key")
	if len(key) > 100 || strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return ""
	}
	return key
}

// told is what the visitor is told on the page after an act.
type told struct {
	Act   string     `json:"act"`
	Told  fault.Data `json:"told,omitempty"`
	Waits bool       `json:"waits,omitempty"`

	// Letters are those that go in a while, and can be taken back.
	Letters []string `json:"letters,omitempty"`
}

// noteCookie holds it for one page.
const noteCookie = "akashi-done"

func (v *visit) note(a desk.Action, out desk.Outcome) {
	text, err := json.Marshal(told{string(a.Name), out.Told, out.Waits, out.Letters})
	const most = 3000
	if err == nil && len(text) < most {
		v.setNote(base64.RawURLEncoding.EncodeToString(text), 60)
	}
}

func (v *visit) setNote(value string, age int) {
	http.SetCookie(v.w, &http.Cookie{Name: noteCookie, Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: v.door.Secure, SameSite: http.SameSiteStrictMode})
}

// notice is what was just done, and where what goes of it by mail can be taken back; empty where nothing was.
type notice struct {
	Text  string
	Waits bool
	Undo  link
}

// noticed says what was just done, once.
func (v *visit) noticed() notice {
	cookie, err := v.r.Cookie(noteCookie)
	if err != nil || cookie.Value == "" || v.actor.Role == "" {
		return notice{}
	}
	v.setNote("", -1)
	text, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	var t told
	if err != nil || json.Unmarshal(text, &t) != nil {
		return notice{}
	}
	act := "help.action." + t.Act
	switch key := "done." + t.Act; {
	case t.Waits:
		return notice{Text: v.book.Say("form.waits", "act", v.book.Say(act)), Waits: true}
	case v.book.Has(key):
		return notice{Text: v.book.Fill(key, t.Told), Undo: v.undo(t.Letters)}
	}
	return notice{Text: v.book.Say("done", "act", v.book.Say(act)), Undo: v.undo(t.Letters)}
}

// undo leads to where letters can be taken back that go in a while, for who may.
func (v *visit) undo(letters []string) link {
	switch n := len(letters); {
	case n == 0 || !v.actor.May(access.UndoMail):
		return link{}
	case n == 1:
		return link{Path: actOf(access.UndoMail, letters[0]), Label: v.book.Say("mail.held", "n", strconv.Itoa(n))}
	default:
		return link{Path: withQuery(mailPath, url.Values{"state": {string(record.LetterHeld)}}), Label: v.book.Say("mail.held", "n", strconv.Itoa(n))}
	}
}

// prefill writes into an empty form what is known already.
func (f *paper) prefill(of about, today civil.Date) {
	if of.session != nil && f.act.Name == access.CloseSession && !f.given.Has("_key") {
		f.draftMinutes(of)
	}
	if f.given.Has("_key") || of.c == nil {
		return
	}
	given := url.Values{}
	for key, values := range f.given {
		given[key] = values
	}
	for i, open := range slices.DeleteFunc(slices.Clone(of.c.Findings), func(found record.Finding) bool { return found.State != record.FindingOpen }) {
		given.Set("corrections."+strconv.Itoa(i)+".no", strconv.Itoa(open.No))
	}
	for i, found := range toFind(*of.c, f.given.Get("findings.0.criterion")) {
		at := "findings." + strconv.Itoa(i) + "."
		given.Set(at+"criterion", found.Criterion)
		given.Set(at+"aspect", found.Aspect)
		given.Set(at+"text", found.FirstNote)
	}
	if clock, set := of.ed.Clock(scheme.ClockFindingsAnswer); (!set || clock.Period.Value.IsZero()) && f.act.Name == access.RaiseFindings && !given.Has("due") {
		given.Set("due", of.ed.Expects(scheme.ExpectAnswer).Value.After(today).String())
	}
	for _, c := range of.c.Charges {
		if c.Status == record.ChargeOwed && !given.Has("charge") && f.act.Name != access.ChargeTravel { // which puts right one of its own alone
			given.Set("charge", c.ID)
			given.Set("amount", strconv.FormatInt(int64(c.Amount), 10))
		}
	}
	if f.act.Name == access.RecordEvidence {
		prefillEvidence(given, *of.c, of.ed)
	}
	f.given = given
}

// toFind are the items that a reviewer is about to write findings on: the one that is asked
// for, or else all that were judged not to be met and have no finding that stands open.
// What the reviewer has remarked is the beginning of each.
func toFind(c app.CaseView, asked string) (all []app.AnswerView) {
	for _, a := range c.Answers {
		open := slices.ContainsFunc(c.Findings, func(f record.Finding) bool {
			return f.State == record.FindingOpen && f.Criterion == a.Criterion && f.Aspect == a.Aspect
		})
		unmet := a.First == record.Unmet || a.FirstPoints != nil && *a.FirstPoints == 0
		if asked == "" && unmet && !open || asked != "" && a.Criterion == asked {
			all = append(all, a)
		}
	}
	return all
}

// title is that of the page: a form that came back says so first.
func (f actForm) title(p page) string {
	title := f.Title
	if f.Object != "" {
		title += "　" + f.Object
	}
	if f.Failed.Title != "" {
		title = p.T("form.failed") + title
	}
	return title
}

// hasInput reports whether a field of the name is among those of a page.
func hasInput(all []input, name string) bool {
	return slices.ContainsFunc(all, func(in input) bool {
		return in.Name == name || slices.ContainsFunc(in.Rows, func(row []input) bool { return hasInput(row, name) })
	})
}

// fieldID is the name of a field where the page leads to it.
func fieldID(name string) string {
	return "f-" + strings.Map(func(r rune) rune {
		if r == '.' || r == '/' || r == ' ' {
			return '-'
		}
		return r
	}, name)
}

// described leads from a field to its hint and to what is wrong with it.
func (in input) described() templ.Attributes {
	var ids []string
	if in.Hint != "" || in.Drawn == asDay {
		ids = append(ids, fieldID(in.Name)+"-hint")
	}
	a := templ.Attributes{}
	if in.Error != "" {
		ids = append(ids, fieldID(in.Name)+"-wrong")
		a["aria-invalid"] = "true"
	}
	if len(ids) > 0 {
		a["aria-describedby"] = strings.Join(ids, " ")
	}
	return a
}

// cureAt is the page of the act that takes a blocker of another away, where it is the
// visitor's and done to the same object; that of the object, where it is done to one beside it.
func cureAt(b desk.Blocker, of access.Action, object string, beside map[desk.Kind]string) string {
	blocked, _ := app.FindAction(of)
	for _, c := range b.Cures {
		a, known := app.FindAction(c.Action)
		if !known || !c.Yours {
			continue
		}
		if a.On == blocked.On {
			return actPath(a, object)
		}
		if at := beside[a.On]; at != "" {
			return objectPath(a.On, at) // where it says whether that can be done now
		}
	}
	return ""
}

// isThere reports whether the visitor is shown an object.
func (d *Door) isThere(v *visit, kind desk.Kind, id string) bool {
	_, err := d.Office.Doable(v.r.Context(), v.actor, kind, id)
	return fault.KindOf(err) != fault.NotFound
}
