package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"

	"akashi/rules/access"
)

// unsavedCookie is set by static/save.js while the browser keeps a text that could not be saved.
const unsavedCookie = "akashi-unsaved"

// arrivedCookie names the last form of the visitor that arrived, by the key of its act, so that
// static/save.js takes away what it had kept of it.
const arrivedCookie = "akashi-arrived"

// arrived says that a form has arrived.
func (v *visit) arrived(key string) {
	const hour = 3600
	http.SetCookie(v.w, &http.Cookie{Name: arrivedCookie, Value: key, Path: "/", MaxAge: hour, Secure: v.door.Secure, SameSite: http.SameSiteStrictMode})
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
