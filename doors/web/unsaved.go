package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"

	"akashi/rules/access"
)

// unsavedCookie is set by static/save.js while the browser keeps a text that could not be saved.
const unsavedCookie = "akashi-unsaved"

// arrivedCookie names the last forms of the visitor that arrived, by the keys of their acts, so
// that static/save.js takes away what it had kept of them: a page on which it runs comes within
// so many acts, or the text stands in its form once more.
const arrivedCookie = "akashi-arrived"

// arrived says that a form has arrived.
func (v *visit) arrived(key string) {
	const hour, most = 3600, 10
	keys := []string{key}
	if before, err := v.r.Cookie(arrivedCookie); err == nil {
		keys = append(keys, strings.Split(before.Value, ".")...)
	}
	value := strings.Join(keys[:min(len(keys), most)], ".")
	http.SetCookie(v.w, &http.Cookie{Name: arrivedCookie, Value: value, Path: "/", MaxAge: hour, Secure: v.door.Secure, SameSite: http.SameSiteStrictMode})
}

// keepsDrafts reports whether a browser keeps what is written in a form until it has arrived:
// where there is much to write, and never of a vote, which is sealed.
func (f actForm) keepsDrafts() bool {
	if f.Act == access.Vote || f.Act == access.CorrectVote {
		return false
	}
	return len(f.Items) > 0 || slices.ContainsFunc(f.Inputs, func(in input) bool {
		return in.Drawn == asLong || in.Drawn == asJSON || in.Drawn == asRows
	})
}

// sureToLeave is where the sign-out goes from the page on which such a text is shown.
const sureToLeave = "/logout?sure=1"

// asksFirst reports whether a sign-out has to ask what is to become of a text: the browser
// keeps one, and its owner has not been shown it yet.
func (v *visit) asksFirst() bool {
	cookie, err := v.r.Cookie(unsavedCookie)
	return err == nil && cookie.Value != "" && v.r.URL.Query().Get("sure") == ""
}

// ownerMark is the mark under which a browser keeps the texts of somebody, so that they stand in
// nobody else's forms. It tells no name.
func ownerMark(user string) string {
	if user == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("akashi text " + user))
	const short = 8
	return hex.EncodeToString(sum[:short])
}
