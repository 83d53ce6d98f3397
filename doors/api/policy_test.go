package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"akashi/doors/api"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
)

// public are the routes that anybody may use.
func isPublic(r ask.Route) bool { return r.Policy == access.ViewRegister }

// target fills in the names in a path.
func target(r ask.Route, names map[string]string) string {
	path := strings.TrimPrefix(r.Path, "/api/v1")
	for name, value := range names {
		path = strings.ReplaceAll(path, "{"+name+"}", value)
	}
	return path
}

func TestEveryRouteNamesItsPolicy(t *testing.T) {
	t.Parallel()
	for _, r := range api.Routes() {
		if !slices.Contains(access.Actions(), r.Policy) || r.Object == "" {
			t.Errorf("%s %s: policy %q on %q", r.Method, r.Path, r.Policy, r.Object)
		}
		writes := r.Method != http.MethodGet && !strings.HasPrefix(r.Path, "/api/v1/rules/")
		inside := strings.HasPrefix(r.Path, "/api/v1/cases") || strings.HasPrefix(r.Path, "/api/v1/sessions") || r.Path == "/api/v1/pending" || r.Path == "/api/v1/mail" || r.Path == "/api/v1/personnel" || strings.HasPrefix(r.Path, "/api/v1/matters") || r.Path == "/api/v1/billing" || r.Path == "/api/v1/dealings" || r.Path == "/api/v1/exceptions" || r.Path == "/api/v1/renewals" || r.Path == "/api/v1/clocks" || r.Path == "/api/v1/office/jobs" || r.Path == "/api/v1/office/phrases" || r.Path == "/api/v1/office/days" || r.Path == "/api/v1/office/retention" || r.Path == "/api/v1/office/absences" || r.Path == "/api/v1/office/bodies" || r.Path == "/api/v1/office/issuers" || strings.HasPrefix(r.Path, "/api/v1/invoices") || strings.HasPrefix(r.Path, "/api/v1/letters") || strings.HasPrefix(r.Path, "/api/v1/payments") || r.Path == "/api/v1/office/erasures" || strings.HasPrefix(r.Path, "/api/v1/office/handovers")
		if isPublic(r) == (writes || inside) {
			t.Errorf("%s %s is public: %v", r.Method, r.Path, isPublic(r))
		}
	}
}

func TestNoTokenOpensOnlyPublicRoutes(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.tokens["stranger"] = "a-token-that-nobody-has"
	names := map[string]string{"no": "SA-2014-0001", "id": "x", "number": "J0001", "key": "anshin", "kind": "invalid"}
	for _, r := range api.Routes() {
		path := target(r, names)
		none := o.send("", r.Method, path, "")
		if isPublic(r) != (none.status != http.StatusUnauthorized) {
			t.Errorf("%s %s without a token: %d", r.Method, r.Path, none.status)
		}
		unknown := o.send("stranger", r.Method, path, "")
		unknown.problem(http.StatusUnauthorized, "unauthenticated")
		if !strings.HasPrefix(unknown.header.Get("WWW-Authenticate"), "Bearer ") {
			t.Errorf("%s %s: no challenge", r.Method, r.Path)
		}
	}
	for _, header := range []string{"Bearer", "Bearer ", "Basic YTpi", o.tokens["admin"], "bearer\t" + o.tokens["admin"]} {
		o.send("", http.MethodGet, "/cases", "", "Authorization", header).problem(http.StatusUnauthorized, "unauthenticated")
	}
	if a := o.send("", http.MethodGet, "/registry", "", "Authorization", "bEaReR "+o.tokens["admin"]); a.status != http.StatusOK {
		t.Errorf("the word Bearer in another case: %d", a.status)
	}
}

// TestEveryRouteKeepsTheWrongRolesOut sends every role to every route, with a
// body that nobody can object to, and compares with the table of the policy.
func TestEveryRouteKeepsTheWrongRolesOut(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	no := o.submitted("見本ネット")
	applicant := o.get("jimukyoku", "/cases/"+no).text("applicant_id")
	session := o.post("jimukyoku", "/sessions", `{"scheme":"anshin","day":"2014-11-14"}`).text("id")
	o.user("shinsei", record.RoleApplicant, `,"applicant_id":"`+applicant+`"`)
	other := o.get("jimukyoku", "/cases/"+o.opened("別の網")).text("applicant_id")
	o.user("hoka", record.RoleApplicant, `,"applicant_id":"`+other+`"`)
	o.user("genchi", record.RoleAssessor, `,"scheme":"all"`)
	_, free := o.seats()
	o.user("iin", record.RoleMember, `,"scheme":"anshin","seat":"`+free[0]+`"`)
	o.user("koyomi", record.RoleAssessor, `,"scheme":"pmark"`)
	roles := map[string]record.Role{"admin": record.RoleAdmin, "jimukyoku": record.RoleSecretariat, "rev": record.RoleReviewer, "kansatsu": record.RoleObserver,
		"shinsei": record.RoleApplicant, "hoka": record.RoleApplicant, "genchi": record.RoleAssessor, "iin": record.RoleMember, "koyomi": record.RoleAssessor}
	names := map[string]string{"no": no, "id": session, "number": "J0001", "key": "anshin", "kind": "invalid"}
	before := o.get("jimukyoku", "/cases/"+no).raw
	for _, r := range api.Routes() {
		if isPublic(r) {
			continue
		}
		i := slices.IndexFunc(access.Table(), func(rule access.Rule) bool { return rule.Action == r.Policy })
		for user, role := range roles {
			_, granted := access.Table()[i].For(role)
			if granted {
				continue
			}
			a := o.send(user, r.Method, target(r, names), "")
			a.problem(http.StatusForbidden, "forbidden")
		}
	}
	// Roles that the table knows for the action, on an object that is not theirs.
	for _, user := range []string{"hoka", "genchi", "koyomi", "iin"} {
		o.send(user, http.MethodGet, "/cases/"+no, "").problem(http.StatusNotFound, "not-found")
	}
	o.send("hoka", http.MethodPost, "/cases/"+no+"/withdraw", `{"reason":"いたずら"}`).problem(http.StatusNotFound, "not-found")
	o.send("genchi", http.MethodPost, "/cases/"+no+"/judge", `{}`).problem(http.StatusNotFound, "not-found")
	if after := o.get("jimukyoku", "/cases/"+no).raw; string(after) != string(before) {
		t.Error("something was changed")
	}
}

// TestConflictedMemberSeesTheCaseNowhere plants a word into one case and looks for
// it, and for the number, in everything that a member with a conflict can ask.
func TestConflictedMemberSeesTheCaseNowhere(t *testing.T) {
	t.Parallel()
	const canary = "カナリア通信"
	o := newOffice(t)
	o.staff()
	_, free := o.seats()
	o.user("iin-a", record.RoleMember, `,"scheme":"anshin","seat":"`+free[0]+`"`)
	o.user("iin-b", record.RoleMember, `,"scheme":"anshin","seat":"`+free[1]+`"`)
	no, session := o.scheduled(canary)
	asked := []string{"/cases", "/cases?text=" + canary, "/cases?scheme=anshin&state=scheduled&type=new", "/cases/" + no,
		"/sessions", "/sessions/" + session, "/registry?q=" + canary}
	if all := o.everything("iin-a", asked); !strings.Contains(all, canary) || !strings.Contains(all, no) {
		t.Fatal("a member without a conflict does not see the case: the test proves nothing")
	}
	o.post("iin-a", "/cases/"+no+"/declare-conflict", `{"note":"取引先"}`)
	if all := o.everything("iin-a", asked); strings.Contains(all, canary) || strings.Contains(all, no) {
		t.Errorf("a member with a conflict sees the case: %s", all)
	}
	for _, path := range []string{"/cases", "/cases?text=" + canary} {
		if list := o.get("iin-a", path).at("cases").([]any); len(list) != 0 {
			t.Errorf("%s counts %d", path, len(list))
		}
	}
	if agenda := o.get("iin-a", "/sessions/"+session).at("agenda").([]any); len(agenda) != 0 {
		t.Errorf("the agenda counts %d", len(agenda))
	}
	missing := o.send("iin-a", http.MethodGet, "/cases/SA-2014-9999", "")
	hidden := o.send("iin-a", http.MethodGet, "/cases/"+no, "")
	if hidden.status != http.StatusNotFound || missing.status != hidden.status ||
		!bytes.Equal(hidden.raw, bytes.ReplaceAll(missing.raw, []byte("SA-2014-9999"), []byte(no))) {
		t.Errorf("hidden %d %s, missing %d %s", hidden.status, hidden.raw, missing.status, missing.raw)
	}
	for _, act := range []string{"vote", "judge-final", "declare-conflict"} {
		a := o.send("iin-a", http.MethodPost, "/cases/"+no+"/"+act, map[string]string{
			"vote": `{"choice":"grant"}`, "judge-final": `{}`, "declare-conflict": `{"note":"x"}`}[act])
		if a.problem(http.StatusNotFound, "not-found"); strings.Contains(string(a.raw), canary) {
			t.Errorf("%s tells: %s", act, a.raw)
		}
	}
	if all := o.everything("iin-b", asked); !strings.Contains(all, canary) {
		t.Error("the other member does not see it any more")
	}
}

// everything is all that a user is told at the addresses, without what the user
// sent.
func (o *office) everything(user string, paths []string) string {
	var all strings.Builder
	for _, path := range paths {
		a := o.send(user, http.MethodGet, path, "")
		text, _ := json.Marshal(a.body)
		if a.status == http.StatusNotFound {
			text = bytes.ReplaceAll(text, []byte("“"+path[strings.LastIndex(path, "/")+1:]+"”"), nil)
		}
		all.Write(text)
		for _, values := range a.header {
			all.WriteString(strings.Join(values, " "))
		}
	}
	return all.String()
}

func TestConfidentialRubricsStayInside(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	secrets := 0
	for _, key := range o.app.Shelf.Keys() {
		for _, ed := range o.app.Shelf.Editions(key) {
			for _, user := range []string{"", "rev", "jimukyoku"} {
				shown := string(o.get(user, "/schemes/"+key+"/editions/"+ed.ID+"/criteria").raw) + string(o.get(user, "/schemes/"+key).raw)
				for _, c := range ed.Criteria {
					if c.Rubric == nil || !c.Rubric.Confidential {
						continue
					}
					secrets++
					text, _ := json.Marshal(c.Rubric.Text.JA)
					if !c.Rubric.Text.IsZero() && strings.Contains(shown, strings.Trim(string(text), `"`)) {
						t.Errorf("%s %s: the rubric of %s is shown", key, ed.ID, c.ID)
					}
				}
			}
		}
	}
	if secrets == 0 {
		t.Error("no edition has a confidential rubric: the test proves nothing")
	}
}

func TestStrangersAndWrongMethodsGetProblems(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.send("", http.MethodGet, "/nothing", "").problem(http.StatusNotFound, "not-found")
	o.send("", http.MethodGet, "/", "").problem(http.StatusNotFound, "not-found")
	wrong := o.send("", http.MethodDelete, "/registry", "").problem(http.StatusMethodNotAllowed, "method-not-allowed")
	if allow := wrong.header.Get("Allow"); allow != "GET, HEAD" {
		t.Errorf("Allow: %q", allow)
	}
	o.send("", http.MethodGet, "/problems/nonsense", "").problem(http.StatusNotFound, "not-found")
	head := httptest.NewRecorder()
	o.door.ServeHTTP(head, httptest.NewRequest(http.MethodHead, "/api/v1/registry", nil))
	if head.Code != http.StatusOK {
		t.Errorf("HEAD: %d", head.Code)
	}
}
