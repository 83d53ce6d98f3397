package main

import (
	"net/http"
	"net/http/httptest"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"akashi/app/people"
	"akashi/record"
)

var hasFile = regexp.MustCompile(`/files/([0-9A-Za-z-]+)`)

// sends sends a piece of a file ahead of its form, and returns where it lies.
func (b *guest) sends(method, path, body string, more ...string) (status int, at string) {
	b.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Tus-Resumable", "1.0.0")
	for i := 0; i < len(more); i += 2 {
		r.Header.Set(more[i], more[i+1])
	}
	r.AddCookie(&http.Cookie{Name: "akashi", Value: b.cookie})
	w := httptest.NewRecorder()
	b.door.ServeHTTP(w, r)
	return w.Code, w.Header().Get("Location")
}

// TestNothingSentAheadLiesOpen plants a text in a file that is sent ahead of its form, where
// files are kept encrypted, and looks for it over the folder at every moment: after each
// piece, while the form is refused, and once the file is taken. An office that keeps files as
// they come shows that it would be found.
func TestNothingSentAheadLiesOpen(t *testing.T) {
	t.Parallel()
	for name, sealed := range map[string]bool{"encrypted": true, "as it comes": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := (&entrance{T: t, sealed: sealed}).open("")
			b := &guest{entrance: e}
			b.wants(b.post("/login", "link", e.invite(people.UserInput{ID: "tanto", Name: "担当", Role: record.RoleApplicant, Scheme: "anshin"}), "choose", "1", "password", password), 303, "/a")
			opened := b.post("/do/cases/open", append(b.key("/do/cases/open"), "scheme", "anshin", "type", "new", "applicant.name", "見本株式会社", "service", "見本ネット", "intake_body", "jaipa")...)
			no := hasCase.FindStringSubmatch(opened.location)[1]
			looks := func(moment string) {
				t.Helper()
				if found := anywhereIn(t, e.data, "planted"); found == sealed {
					t.Errorf("%s: the text is found: %v", moment, found)
				}
			}
			text := strings.Repeat(plantedText+"\n", 3_000)
			status, at := b.sends(http.MethodPost, "/o/cases/"+no+"/uploads", "", "Upload-Length", strconv.Itoa(len(text)), "Upload-Metadata", "filename a2l0ZWkudHh0")
			if status != http.StatusCreated {
				t.Fatal(status)
			}
			for from := 0; from < len(text); {
				end := min(len(text), from+40_001)
				if status, _ := b.sends(http.MethodPatch, "/o/cases/"+no+"/uploads/"+path.Base(at), text[from:end], "Upload-Offset", strconv.Itoa(from), "Content-Type", "application/offset+octet-stream"); status != http.StatusNoContent {
					t.Fatal(status)
				}
				from = end
				looks("a piece has come")
			}
			form := "/do/cases/" + no + "/attach"
			b.wants(b.post(form, append(b.key(form), "criterion", "no-such", "_upload", path.Base(at))...), 422, "")
			looks("its form was refused")
			done := b.post(form, append(b.key(form), "criterion", "1-1-1", "_upload", path.Base(at))...)
			if done.status != http.StatusSeeOther {
				t.Fatalf("%d %s", done.status, done.body)
			}
			looks("the file was taken")
			file := hasFile.FindStringSubmatch(b.get("/o/cases/" + no + "/items/1-1-1").body)
			if file == nil {
				t.Fatal("the file is not on its page")
			}
			if got := b.get("/o/cases/" + no + "/files/" + file[1]); got.body != text {
				t.Errorf("another file was taken: %d bytes of %d", len(got.body), len(text))
			}
			if left, _ := filepath.Glob(filepath.Join(e.data, "incoming", "*")); len(left) == 0 {
				t.Error("nothing was sent ahead")
			}
		})
	}
}
