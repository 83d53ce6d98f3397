package api_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"akashi/doors/api"
	"akashi/record"
)

// What somebody may not know of and what is not there get one answer, byte for byte but
// for the name that was asked for: at every address of a case, a session and an act that
// waits, for everybody to whom it is foreign.
func TestForeignIsMissingAtEveryAddress(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	_, free := o.seats()
	o.user("iin-a", record.RoleMember, `,"scheme":"anshin","seat":"`+free[0]+`"`)
	no, session := o.scheduled("見本ネット")
	o.post("iin-a", "/cases/"+no+"/declare-conflict", `{"note":"取引先"}`)
	held := o.must("jimukyoku", http.MethodPost, "/cases/"+no+"/declare-conflict", `{"seat":"`+free[1]+`","note":"x"}`).text("pending", "id")
	file := o.get("jimukyoku", "/cases/"+no).text("attachments", "0", "id")
	other := o.get("jimukyoku", "/cases/"+o.opened("別の網")).text("applicant_id")
	o.user("hoka", record.RoleApplicant, `,"applicant_id":"`+other+`"`)
	o.user("sekinin", record.RoleResponsible, `,"applicant_id":"`+other+`"`)
	o.user("genchi", record.RoleAssessor, `,"scheme":"anshin"`)
	o.user("tadan", record.RoleReviewer, `,"scheme":"anshin","body":"telesa"`)
	for _, role := range []record.Role{record.RoleSecretariat, record.RoleObserver, record.RoleAccounts} {
		o.user("pm-"+string(role), role, `,"scheme":"pmark"`)
	}
	o.user("pm-member", record.RoleMember, `,"scheme":"pmark","seat":"chair"`)
	inAnshin := []string{"iin-a", "hoka", "sekinin", "genchi", "tadan"}
	schemeless := slices.DeleteFunc(o.users(), func(user string) bool { return !strings.HasPrefix(user, "pm-") })
	tried := 0
	for _, of := range []struct {
		path, there, missing string
		users                []string
	}{
		{"/api/v1/cases/{no}", no, "SA-2014-9999", append(inAnshin, schemeless...)},
		{"/api/v1/sessions/{id}", session, "id-999999", schemeless},
		{"/api/v1/pending/{id}", held, "id-999999", schemeless},
	} {
		for _, r := range api.Routes() {
			if r.Path != of.path && !strings.HasPrefix(r.Path, of.path+"/") {
				continue
			}
			ask := func(user, name string, headers ...string) answer {
				body := ""
				if r.Method == http.MethodPost {
					body = "{}"
				}
				path := target(r, map[string]string{"no": name, "id": map[bool]string{true: file, false: name}[of.path == "/api/v1/cases/{no}"]})
				return o.send(user, r.Method, path, body, headers...)
			}
			for _, user := range of.users {
				for _, headers := range [][]string{nil, {"If-Match", `"v3"`}, {"Idempotency-Key", user + string(r.Policy)}} {
					foreign, missing := ask(user, of.there, headers...), ask(user, of.missing, headers...)
					tried++
					if foreign.status == http.StatusOK || foreign.status != missing.status || foreign.header.Get("ETag") != missing.header.Get("ETag") ||
						!bytes.Equal(foreign.raw, bytes.ReplaceAll(missing.raw, []byte(of.missing), []byte(of.there))) {
						t.Errorf("%s %s as %s:\nforeign %d %s\nmissing %d %s", r.Method, r.Path, user, foreign.status, foreign.raw, missing.status, missing.raw)
					}
				}
			}
		}
	}
	if tried < 500 {
		t.Errorf("only %d pairs were tried", tried)
	}
}
