package web

import (
	"crypto/sha256"
	"encoding/hex"
)

// unsavedCookie is set by static/save.js while the browser keeps a text that could not be saved.
const unsavedCookie = "akashi-unsaved"

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
