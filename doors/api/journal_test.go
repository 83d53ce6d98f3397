package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"akashi/record"
)

// A journal is that of a case, a mark or a session: what the name is of another kind, of
// another scheme or of nothing is refused alike.
func TestTheJournalOfAName(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	o.user("pm", record.RoleSecretariat, `,"scheme":"pmark"`)
	no, session := o.scheduled("見本ネット")
	const none = "SA-2014-9999"
	missing := o.send("pm", http.MethodGet, "/cases/"+none+"/journal", "").problem(http.StatusNotFound, "not-found")
	for _, name := range []string{no, session, "rev", "jimukyoku", "pm", "nobody"} {
		a := o.send("pm", http.MethodGet, "/cases/"+name+"/journal", "")
		if !bytes.Equal(a.raw, bytes.ReplaceAll(missing.raw, []byte(none), []byte(name))) {
			t.Errorf("%s: %d %s", name, a.status, a.raw)
		}
	}
	for _, name := range []string{no, strings.ToLower(no), session} {
		if leaves, _ := o.get("jimukyoku", "/cases/"+name+"/journal").at("leaves").([]any); len(leaves) == 0 {
			t.Errorf("%s: the office of its scheme reads nothing", name)
		}
	}
	o.send("jimukyoku", http.MethodGet, "/cases/rev/journal", "").problem(http.StatusNotFound, "not-found")
}
