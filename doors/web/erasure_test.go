package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestAListOfErasuresIsLookedAtFirst sends a list and is shown what exists again, with the file that goes along; what is
// no list of erasures comes back as a form that says so. While a restore is open, the board and the list lead there.
func TestAListOfErasuresIsLookedAtFirst(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for _, path := range []string{"/o", "/o/retention"} {
		if body := asOfficer(t, d, path).Body.String(); !strings.Contains(body, "また存在するおそれがあります") || !strings.Contains(body, `href="/o/retention/again"`) {
			t.Errorf("%s does not lead to what a restore left", path)
		}
	}
	list := "受付番号,文書のID,SHA-256,理由\nSA-2019-0004,f-1,ff,満了\n"
	for name, c := range map[string]struct {
		scheme, list string
		status       int
		says         string
	}{
		"a list":            {"anshin", list, http.StatusOK, "規程集.pdf"},
		"JSON":              {"anshin", `{"erased": [{"no":"SA-2019-0004","file_id":"f-1","sha256":"ff"}]}`, http.StatusOK, "1件をもう一度廃棄する"},
		"nothing":           {"anshin", "", http.StatusUnprocessableEntity, "エラー"},
		"another table":     {"anshin", "受付番号,制度,区分,理由\na,b,c,d\n", http.StatusUnprocessableEntity, "一覧として読めません"},
		"rows of two sizes": {"anshin", list + "a,b\n", http.StatusUnprocessableEntity, "一覧として読めません"},
		"broken JSON":       {"anshin", `{"erased": [`, http.StatusUnprocessableEntity, "一覧として読めません"},
		"other JSON":        {"anshin", `{"deleted": []}`, http.StatusUnprocessableEntity, "一覧として読めません"},
		"no UTF-8":          {"anshin", "\x8e\xf3,a,SHA-256,b\n", http.StatusUnprocessableEntity, "一覧として読めません"},
		"no scheme":         {"", list, http.StatusUnprocessableEntity, "エラー"},
	} {
		r := uploadsWith(t, d, "/o/retention/again", "list", c.list, url.Values{"scheme": {c.scheme}})
		if body := r.Body.String(); r.Code != c.status || !strings.Contains(body, c.says) {
			t.Errorf("%s: %d, %q is not said", name, r.Code, c.says)
		}
	}
}
