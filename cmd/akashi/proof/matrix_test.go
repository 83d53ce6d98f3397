package proof

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/doors/api"
	"akashi/doors/ask"
	"akashi/doors/cli"
	"akashi/doors/web"
	"akashi/record"
	"akashi/rules/access"
	"akashi/schemes"
)

// row is one line of access_matrix.csv. Of all that fit a cell the last one counts.
type row struct {
	no                                       int
	route, principal, standing, state, allow string
}

// fits reports whether one of the alternatives is the value, or a star is among them.
func fits(alternatives, value string) bool {
	return slices.ContainsFunc(strings.Split(alternatives, "|"), func(a string) bool { return a == "*" || a == value })
}

// matrix is the table as it was written by hand.
type matrix []row

// rowsOf are the rows of a table that was written by hand, below its head.
func rowsOf(t testing.TB, file string) [][]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines[1:]
}

func readMatrix(t testing.TB) (m matrix) {
	t.Helper()
	for i, l := range rowsOf(t, "access_matrix.csv") {
		if l[4] != "yes" && l[4] != "no" {
			t.Fatalf("row %d: %q is neither yes nor no", i+2, l[4])
		}
		m = append(m, row{i + 2, l[0], l[1], l[2], l[3], l[4]})
	}
	return m
}

// allows reports whether the principal may, of an object in a state.
func (m matrix) allows(route string, p principal, state string) bool {
	for _, r := range slices.Backward(m) {
		if fits(r.route, route) && fits(r.principal, p.role) && fits(r.standing, p.standing) && fits(r.state, state) {
			return r.allow == "yes"
		}
	}
	return false
}

// offers reports whether the role may do it to anything.
func (m matrix) offers(route, role string) bool {
	return slices.ContainsFunc(m, func(r row) bool { return r.allow == "yes" && fits(r.route, route) && fits(r.principal, role) })
}

// looks are the routes at which one looks at an object of a kind that not everybody may
// know of.
var looks = map[string]string{"cases": "GET cases/{no}", "sessions": "GET sessions/{id}", "pending": "(look) pending/{id}", "users": "(look) users/{id}", "mail": "(look) mail/{id}", "matters": "GET matters/{no}", "payments": "GET payments/{id}"}

// expect is the answer that a cell must get: 200 stands for everything that is no refusal
// of who asks, 404 is asked for where the object must not be known of.
func (m matrix) expect(route string, p principal, of thing) int {
	look := looks[of.kind]
	act, _, _ := strings.Cut(route, "#")
	switch {
	case m.allows(route, p, of.state):
		return http.StatusOK
	case p.role == "public":
		return http.StatusUnauthorized
	case strings.HasPrefix(route, "GET cases/{no}/attachments") && m.offers(look, p.role):
		return http.StatusNotFound
	case strings.HasPrefix(route, "GET /o"), strings.HasPrefix(route, "GET /w/"), strings.HasPrefix(route, "GET /admin"), len(route) == len("GET /a"): // an inner page is not there for whoever it is not for
		return http.StatusNotFound
	case m.offers(act, p.role) && look != "" && !m.allows(look, p, of.state):
		return http.StatusNotFound
	}
	return http.StatusForbidden
}

// refuses is what an answer says of who asks.
func refuses(status int) int {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound:
		return status
	}
	if status >= http.StatusInternalServerError {
		return status
	}
	return http.StatusOK
}

// routes are all that can be asked for.
func routes() []ask.Route { return slices.Concat(api.Routes(), pages(), commands()) }

// pages are those of the web, the forms of acts in one language: both are one handler.
func pages() []ask.Route {
	return slices.DeleteFunc(web.Routes(), func(r ask.Route) bool { return strings.HasPrefix(r.Path, "/en/do/") })
}

// nameOf is a route as the table calls it: without prefix and language.
func nameOf(r ask.Route) string {
	path := strings.TrimPrefix(r.Path, "/api/v1/")
	if rest, english := strings.CutPrefix(path, "/en/"); english {
		path = "/" + rest
	}
	if act, form := strings.CutPrefix(path, "/do/"); form { // whoever may see the form of an act is who may do it
		begins := map[string]string{"cases/open": "cases", "sessions/plan": "sessions", "users/add": "users"}[act]
		if strings.Contains(act, "{") || r.Method == http.MethodPost {
			return http.MethodPost + " " + cmp.Or(begins, act)
		}
	}
	return r.Method + " " + path
}

// isForm reports whether a route is the page of an act.
func isForm(r ask.Route) bool { return strings.Contains(r.Path, "/do/") }

// filled is the form of an act as somebody fills it in: what the body has in one line.
func (w *world) filled(t testing.TB, c cell) string {
	t.Helper()
	body := map[string]any{}
	if err := json.Unmarshal([]byte(w.bodyOf(t, c)), &body); err != nil {
		t.Fatal(err)
	}
	given := url.Values{"_key": {""}}
	for key, value := range body {
		switch v := value.(type) {
		case string, float64, bool:
			given.Set(key, fmt.Sprint(v))
		case []any:
			for _, one := range v {
				if word, ok := one.(string); ok {
					given.Add(key, word)
				}
			}
		}
	}
	return given.Encode()
}

// variants are requests for which the policy asks about what the body names.
var variants = map[string][]string{
	"POST cases/{no}/declare-conflict": {"#another"}, "POST sessions/{id}/reply-session": {"#another"}, "POST sessions/{id}/attend": {"#another"}, "POST sessions/{id}/excuse": {"#another"},
	"POST cases/{no}/declare-no-conflict": {"#another", "#struck"},
	"POST cases/{no}/vote":                {"#another", "#struck"}, "POST cases/{no}/correct-vote": {"#another", "#struck"}, "POST cases": {"#another"}, "POST users": {"#abroad"},
	"POST office/join-applicant": {"#abroad"}, "POST personnel/state-tie": {"#another"},
}

// bodyOf is what is sent along: the example of the act, with what the policy asks about.
func (w *world) bodyOf(t testing.TB, c cell) string {
	examples, err := ask.ReadExamples()
	if err != nil {
		t.Fatal(err)
	}
	body, name := map[string]any{}, nameOf(c.route)
	if example := examples.Asked[string(c.route.Policy)]; len(example) > 0 {
		if err := json.Unmarshal(example, &body); err != nil {
			t.Fatal(err)
		}
	}
	if c.route.Path == "/api/v1/cases/{no}/sheet" { // the policy is that of answering, the body another
		body = map[string]any{"sheet": "UEsDBA=="}
	}
	for key, value := range w.named(name, strings.TrimPrefix(c.name, name), w.who[c.p.id]) {
		body[key] = value
	}
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// named is what the policy asks about, by the keys of the body.
func (w *world) named(name, variant string, who access.Actor) map[string]any {
	seat := map[string]string{"": cmp.Or(who.Seat, "chair"), "#another": "audit_firm", "#struck": struck(who.Scheme)}[variant]
	switch name {
	case "POST cases/{no}/vote", "POST cases/{no}/correct-vote", "POST cases/{no}/declare-no-conflict", "POST sessions/{id}/excuse", "POST sessions/{id}/reply-session":
		return map[string]any{"seat": seat}
	case "POST sessions/{id}/attend":
		return map[string]any{"seats": []string{seat}}
	case "POST cases/{no}/declare-conflict":
		return map[string]any{"user": map[bool]string{true: "target"}[variant == "#another"], "seat": ""}
	case "POST personnel/state-tie":
		return map[string]any{"scheme": "anshin", "user": map[bool]string{true: "target"}[variant == "#another"]}
	case "POST cases":
		return map[string]any{"applicant_id": map[bool]string{true: w.stranger, false: "another"}[variant == ""]}
	case "POST users":
		return map[string]any{"scheme": map[bool]string{true: "anshin", false: "pmark"}[variant == ""], "role": "observer", "body": ""}
	case "POST office/join-applicant":
		return map[string]any{"scheme": map[bool]string{true: who.Scheme, false: others(who.Scheme)}[variant == ""]}
	case "POST office/publish-rule":
		return map[string]any{"scheme": "anshin"}
	}
	return nil
}

// address fills a route's address in.
func (w *world) address(path string, of thing, p principal) string {
	name := of.name
	if p.role == string(record.RoleObserver) && p.standing != "by-number" {
		name = of.alias
	}
	if strings.Contains(path, "/handover") && of.kind == "" {
		name = elsewhere
	}
	id := name
	if strings.Contains(path, "/attachments/") || strings.Contains(path, "/files/") {
		id = of.file
	}
	edition := map[bool]string{true: "2014-07", false: id}[strings.Contains(path, "/editions/")]
	if strings.Contains(path, "/rules/{id}") {
		edition = "rule"
	}
	if strings.Contains(path, "{file}") {
		path = strings.ReplaceAll(path, "{file}", w.stylesheet())
	}
	if strings.Contains(path, "{invoice}") {
		path = strings.ReplaceAll(path, "{invoice}", w.document(of.name))
	}
	if strings.Contains(path, "{letter}") {
		path = strings.ReplaceAll(path, "{letter}", "D-"+of.name)
	}
	path = strings.NewReplacer("{no}", name, "{id}", edition, "{number}", name, "{scheme}", "anshin", "{key}", "anshin", "{kind}", "not-found", "{item}", of.item, "{page}", "1", "{secret}", "calendar.ics").Replace(path)
	if strings.HasPrefix(path, "/find") || strings.HasPrefix(path, "/en/find") {
		return path + "?q=J0001"
	}
	return path
}

// document is the first document about the money of a case.
func (w *world) document(no string) (number string) {
	_ = w.store.View(context.Background(), func(r desk.Reader) error {
		c, err := r.Case(no)
		if err != nil {
			return err
		}
		all, err := r.Invoices(c.ID)
		if len(all) > 0 {
			number = all[0].No
		}
		return err
	})
	return cmp.Or(number, "none")
}

// stylesheet is a file that pages name.
func (w *world) stylesheet() string {
	_, from, _ := strings.Cut(string(w.ask("", http.MethodGet, "/", "").body), "/static/")
	name, _, _ := strings.Cut(from, `"`)
	return name
}

// cell is one question of the matrix.
type cell struct {
	route ask.Route
	name  string // with its variant
	of    thing
	p     principal
}

// cells expands the routes over everything and everybody.
func cells(all []thing) (list []cell) {
	for _, r := range routes() {
		for _, of := range all {
			if !about(r.Path, of.kind) || isForm(r) && of.state != "" && !slices.Contains(few, of.state) && of.kind == "cases" {
				continue // a form is another door to the act, which is asked for in every state
			}
			for _, p := range of.cast {
				more := variants[nameOf(r)]
				if r.Method == http.MethodGet { // which asks about nothing but the object
					more = nil
				}
				for _, v := range append([]string{""}, more...) {
					list = append(list, cell{r, nameOf(r) + v, of, p})
				}
			}
		}
	}
	return list
}

// about reports whether the object of a route is one of a kind; "" has the routes that name none.
func about(path, kind string) bool {
	if strings.Contains(path, "/invoices/{") || strings.Contains(path, "/letters/{") {
		return kind == "cases"
	}
	for _, k := range []string{"cases", "sessions", "pending", "users", "mail", "matters", "payments"} {
		if strings.Contains(path, "/"+k+"/{") {
			return k == kind
		}
	}
	if strings.Contains(path, "{number}") {
		return kind == "marks"
	}
	if strings.Contains(path, "/t/{") || strings.Contains(path, "/f/{") { // a responsible person's page of a case, an assessor's of a visit
		return kind == "cases"
	}
	return kind == ""
}

// commands are what only the command line can be asked for, and lists as it asks for those of a scheme.
func commands() (list []ask.Route) {
	for policy, words := range map[access.Action]string{access.VerifyLog: "log verify", access.ListUsers: "user list", access.Simulate: "scheme simulate --scheme=anshin --to=2014-07",
		access.ViewPersonnel: "personnel list --scheme=anshin", access.ViewRenewals: "mark renewals --scheme=anshin", access.ViewJobs: "jobs list --scheme=anshin", access.ViewPhrases: "office phrases --scheme=anshin", access.ViewDays: "office days --scheme=anshin", access.ViewBodies: "office bodies --scheme=anshin", access.ViewIssuers: "office issuers --scheme=anshin", access.ViewAbsences: "office absences --scheme=anshin", access.ViewRetention: "office retention --scheme=anshin", access.ViewFigures: "scheme figures --scheme=anshin", access.ViewHandover: "office handovers --scheme=pmark"} {
		list = append(list, ask.Route{Method: "(command)", Path: words, Policy: policy})
	}
	return list
}

// command tells how a command of a user ends, in the words of the other doors.
func (w *world) command(t testing.TB, words, who string) answer {
	if who == "" {
		return answer{status: http.StatusUnauthorized} // nobody without a name works at the machine
	}
	var said bytes.Buffer
	parts := cli.Parts{Out: &said, Err: &said, Now: w.app.Now, Env: func(string) (string, bool) { return "", false }, Schemes: cli.Schemes{Shipped: schemes.Shipped},
		Office: func(context.Context, cli.Site) (*cli.Office, error) {
			checkup := func(context.Context) (cli.Checkup, error) {
				return cli.Checkup{Good: true, View: cli.Plain("ok")}, nil
			}
			return &cli.Office{App: w.app, VerifyLog: checkup, Close: func() error { return nil }}, nil
		}}
	status := http.StatusForbidden
	switch code := cli.Run(t.Context(), parts, append(strings.Fields(words), "--as="+who, "--json")); {
	case code == 0:
		status = http.StatusOK
	case !strings.Contains(said.String(), "access."):
		t.Errorf("%s as %s: %d %s", words, who, code, said.String())
	}
	return answer{status: status, body: said.Bytes()}
}

// question asks a cell for real.
func (w *world) question(t testing.TB, c cell) answer {
	if c.route.Method == "(command)" {
		return w.command(t, c.route.Path, c.p.id)
	}
	body := ""
	if c.route.Method == http.MethodPost && strings.HasPrefix(c.route.Path, "/api/") {
		body = w.bodyOf(t, c)
	}
	if c.route.Method == http.MethodPost && isForm(c.route) {
		return w.ask(c.p.id, c.route.Method, w.address(c.route.Path, c.of, c.p), w.filled(t, c), "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin")
	}
	return w.ask(c.p.id, c.route.Method, w.address(c.route.Path, c.of, c.p), body)
}

// wrong says how the answer to a cell differs from the table; "" where it does not.
func (w *world) wrong(t testing.TB, m matrix, c cell) string {
	got := w.question(t, c)
	if want := m.expect(c.name, c.p, c.of); refuses(got.status) != want {
		return fmt.Sprintf("%s as %s %s of %s (%s): got %d, want %d: %.300s", c.name, c.p.standing, c.p.role, c.of.name, c.of.state, got.status, want, got.body)
	}
	return ""
}

// few are the states that a quick check asks in.
var few = []string{"draft", "document_review", "scheduled", "session-open", "session-closed", "mark-active", "mark-suspended"}

// matrixWorld is a world with a published rule in it, in which nothing stays done.
func matrixWorld(t testing.TB) *world {
	t.Helper()
	return newWorld(t).withRule(t).withHandovers(t)
}

// withRule publishes a regulation in a world.
func (w *world) withRule(t testing.TB) *world {
	t.Helper()
	file, err := kept.Keep(t.Context(), "rule.txt", []byte("rule"))
	if err != nil {
		t.Fatal(err)
	}
	w.add(t, &record.PublishedRule{ID: "rule", Scheme: "anshin", Document: "rules", Version: "1", From: day, Name: "rule.txt", Type: file.Type, SHA256: file.SHA256, By: secretary, At: w.now})
	return w
}

// elsewhere is the number of a case at the body that decides, of which this office is the one
// that grants.
const elsewhere = "ABROAD-1"

// withHandovers hands every case over, and answers one of another office in each scheme.
func (w *world) withHandovers(t testing.TB) *world {
	t.Helper()
	var cases []record.Case
	w.view(t, func(r desk.Reader) (err error) {
		cases, err = r.Cases(desk.CaseQuery{Visible: access.Everything()})
		return err
	})
	for _, c := range cases {
		w.add(t, &record.BodyNote{ID: "note-" + c.ID, Scheme: c.Scheme, Kind: record.NoteHanded, CaseNo: c.No, Digest: "d", Note: "note", By: secretary, At: w.now})
	}
	for _, scheme := range []string{"anshin", "pmark"} {
		w.add(t, &record.BodyNote{ID: "note-" + scheme, Scheme: scheme, Kind: record.NoteAnswered, CaseNo: elsewhere, Digest: "d", Note: "note", By: secretary, At: w.now})
	}
	return w
}

// TestAccessMatrix asks every route as everybody who may stand somehow to every kind of
// object in every state, and compares the answers with access_matrix.csv.
func TestAccessMatrix(t *testing.T) {
	t.Parallel()
	m, w := readMatrix(t), matrixWorld(t)
	for _, r := range routes() {
		if !slices.ContainsFunc(m, func(x row) bool { return x.route != "*" && fits(x.route, nameOf(r)) }) {
			t.Errorf("%s has no row in access_matrix.csv", nameOf(r))
		}
	}
	states := few
	if whole() {
		states = nil
	}
	all := cells(w.everything(t, states...))
	w.keep = false
	wrong := 0
	for _, c := range all {
		if said := w.wrong(t, m, c); said != "" {
			if wrong++; wrong <= 60 {
				t.Error(said)
			}
		}
	}
	if len(all) < 6000 {
		t.Errorf("only %d cells were asked", len(all))
	}
	t.Logf("%d cells of %d rows, %d wrong", len(all), len(m), wrong)
}

// lookedAt are the kinds of things whose look is asked for before any act on one.
var lookedAt = map[access.Action]string{access.ViewPending: "pending", access.ViewMail: "mail"}

// A row of the policy that is taken out is missed. In the long run so is each grant of each
// row, each need of it, and each relation that becomes wider.
func TestEveryRowOfThePolicyIsMissed(t *testing.T) { // alone: it changes the policy of the process
	m, w := readMatrix(t), matrixWorld(t)
	all := cells(w.everything(t, append(few, "granted", "mark-active")...))
	w.keep = false
	rows, asked := access.Table(), 0
	notices := func(rows []access.Rule, act access.Action, role record.Role, expected func(status int) bool) bool {
		defer access.Swap(rows)()
		for _, c := range all {
			if asks := c.route.Policy == act || lookedAt[act] != "" && c.of.kind == lookedAt[act]; !asks || role != "" && c.p.role != string(role) || !expected(m.expect(c.name, c.p, c.of)) {
				continue
			}
			if asked++; w.wrong(t, m, c) != "" {
				return true
			}
		}
		return false
	}
	allowed := func(status int) bool { return status == http.StatusOK }
	refused := func(status int) bool { return status != http.StatusOK }
	mutants := 0
	try := func(i int, role record.Role, expected func(int) bool, what string, change func(r *access.Rule)) {
		mutants++
		changed := slices.Clone(rows)
		changed[i].Who, changed[i].Needs = slices.Clone(changed[i].Who), slices.Clone(changed[i].Needs)
		change(&changed[i])
		if !notices(changed, rows[i].Action, role, expected) {
			t.Errorf("%s: nobody notices that %s", rows[i].Action, what)
		}
	}
	for i, r := range rows {
		try(i, "", allowed, "nobody may any longer", func(r *access.Rule) { r.Who = nil })
		if !whole() {
			continue
		}
		for k, g := range r.Who {
			if g.Role == record.RoleCalendar {
				continue // comes through no door
			}
			try(i, g.Role, allowed, "the "+string(g.Role)+" may no longer", func(r *access.Rule) { r.Who = slices.Delete(r.Who, k, k+1) })
			wider := access.Within
			if g.Relation == access.Within {
				wider = access.Anyone
			}
			implied := g.Relation == access.Tabled && slices.Contains(r.Needs, access.SittingOpen) // what has an open session is on its agenda
			implied = implied || rows[i].Action == access.OwnColleagues                            // asked of no applicant but one's own: TestWhoActsForNobodyHasNoColleagues
			if g.Relation != access.Anyone && !implied {
				try(i, g.Role, refused, fmt.Sprintf("to the %s %s has become %s", g.Role, g.Relation, wider), func(r *access.Rule) { r.Who[k].Relation = wider })
			}
		}
		for k, n := range r.Needs {
			try(i, "", refused, string(n)+" is not needed", func(r *access.Rule) { r.Needs = slices.Delete(r.Needs, k, k+1) })
		}
	}
	t.Logf("%d changes of %d rows, noticed with %d questions", mutants, len(rows), asked)
}
