package app

import (
	"slices"
	"strings"

	"akashi/record"
	"akashi/values/fault"
)

// inviteUser hands out a new way in. The one before it ends; whoever is signed in
// stays so, and the user's programs keep their token.
func inviteUser(w *work, _ NoInput) error {
	if w.user.Disabled {
		return fault.New(fault.Conflict, "user.disabled", w.user.ID)
	}
	link := w.app.Secret()
	w.user.Link = hashed(link)
	w.result = Credentials{User: w.user, Link: link}
	return nil
}

// rotateUser hands out a new token and a new way in, and ends everything that was
// handed out before.
func rotateUser(w *work, _ NoInput) error {
	if w.user.Disabled {
		return fault.New(fault.Conflict, "user.disabled", w.user.ID)
	}
	token, link := w.app.Secret(), w.app.Secret()
	w.user.Token, w.user.Link, w.user.Session = hashed(token), hashed(link), ""
	w.result = Credentials{User: w.user, Token: token, Link: link}
	return nil
}

// disableUser keeps a user out: nobody is signed in as them any longer, and no link
// opens. The records of what they did stay.
func disableUser(w *work, _ NoInput) error {
	w.user.Disabled, w.user.Link, w.user.Session = true, "", ""
	w.result = Credentials{User: w.user}
	return nil
}

// enableUser lets a user in again; the token of their programs is good again, and
// a new way in is another act.
func enableUser(w *work, _ NoInput) error {
	w.user.Disabled = false
	w.result = Credentials{User: w.user}
	return nil
}

// everyScheme is how a user of all schemes is added: in words, never by leaving
// something out.
const everyScheme = "all"

// schemesOf reads the schemes that a user works for. Staff name theirs; which
// scheme an applicant or the installation belongs to is no question.
func (w *work) schemesOf(in UserInput, p *fault.Problems) string {
	if in.Scheme == everyScheme || in.Scheme == "" && !isStaff(in.Role) {
		return ""
	}
	known := append(w.app.Shelf.Keys(), everyScheme)
	for key := range strings.SplitSeq(in.Scheme, ",") {
		if len(w.app.Shelf.Editions(key)) == 0 {
			fault.Choose(p, "user.scheme", "/scheme", key, known)
		}
	}
	return in.Scheme
}

// isStaff reports whether the role works for the office or its committee.
func isStaff(role record.Role) bool {
	return slices.Contains([]record.Role{record.RoleSecretariat, record.RoleReviewer, record.RoleAssessor,
		record.RoleMember, record.RoleObserver, record.RoleAccounts}, role)
}
