package people

import (
	"strings"
	"time"

	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/values/fault"
)

// LetIn reports a user who may come in.
func LetIn(w *desk.Work) bool { return !w.User.Disabled }

// KeptOut reports one who may not.
func KeptOut(w *desk.Work) bool { return w.User.Disabled }

// Invite hands out a new way in. The one before it ends; whoever is signed in
// stays so, and the user's programs keep their token.
func Invite(w *desk.Work, _ desk.NoInput) error {
	if w.User.Disabled {
		return fault.New(fault.Conflict, "user.disabled", w.User.ID)
	}
	link := w.Desk.Secret()
	w.User.Link, w.User.LinkUntil = Hashed(link), w.Now.Add(linkLasts)
	w.Result = Credentials{User: w.User, Link: link}
	w.SecretLetter(w.User, "invitation", link)
	return nil
}

// Rotate hands out a new token and a new way in, and ends everything that was
// handed out before.
func Rotate(w *desk.Work, _ desk.NoInput) error {
	if w.User.Disabled {
		return fault.New(fault.Conflict, "user.disabled", w.User.ID)
	}
	given := HandOut(w, &w.User)
	w.Result = given
	w.SecretLetter(w.User, "new-access", given.Link)
	return nil
}

// Disable keeps a user out: nobody is signed in as them any longer, no link
// opens, and no calendar is given. The records of what they did stay.
func Disable(w *desk.Work, _ desk.NoInput) error {
	SignOut(w, w.User)
	EndCalendar(&w.User)
	w.User.Disabled, w.User.Link, w.User.LinkUntil = true, "", time.Time{}
	w.Result = Credentials{User: w.User}
	return nil
}

// Enable lets a user in again; the token of their programs is good again, and
// a new way in is another act.
func Enable(w *desk.Work, _ desk.NoInput) error {
	w.User.Disabled = false
	w.Result = Credentials{User: w.User}
	return nil
}

// everyScheme is how a user of all schemes is added: in words, never by leaving
// something out.
const everyScheme = "all"

// schemesOf reads the schemes that a user works for. Staff name theirs; which
// scheme an applicant or the installation belongs to is no question.
func schemesOf(w *desk.Work, in UserInput, p *fault.Problems) string {
	if in.Scheme == everyScheme || in.Scheme == "" && !access.IsStaff(in.Role) {
		return ""
	}
	known := append(w.Desk.Shelf.Keys(), everyScheme)
	for key := range strings.SplitSeq(in.Scheme, ",") {
		if len(w.Desk.Shelf.Editions(key)) == 0 {
			fault.Choose(p, "user.scheme", "/scheme", key, known)
		}
	}
	return in.Scheme
}
