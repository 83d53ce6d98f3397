// Package people is the chapter on who may sign in.
package people

import (
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
)

// UserInput adds a user.
type UserInput struct {
	ID          string      `json:"id,omitempty" doc:"short name to sign acts with; made up when empty"`
	Name        string      `json:"name" maxLength:"200" doc:"name"`
	Role        record.Role `json:"role" doc:"secretariat, reviewer, clerk, assessor, member, applicant, observer or admin"`
	Scheme      string      `json:"scheme,omitempty" names:"several" doc:"schemes the user works for, with commas between, or all; staff must name it"`
	Email       string      `json:"email,omitempty" doc:"address for letters and invitations"`
	Language    string      `json:"language,omitempty" enum:"ja,en" doc:"language that letters are written in; Japanese when empty"`
	Body        string      `json:"body,omitempty" doc:"intake body of a reviewer or a clerk"`
	Seat        string      `json:"seat,omitempty" doc:"committee seat of a member"`
	ApplicantID string      `json:"applicant_id,omitempty" doc:"applicant that an officer acts for; empty for one who begins alone and enters it with the first application"`
}

// About says what the policy asks about.
func (in UserInput) About() desk.About {
	return desk.About{Scheme: strings.TrimSuffix(in.Scheme, everyScheme)} // no scheme is every one
}

// Credentials are handed out once, when a user is added; the office keeps only
// their hashes.
type Credentials struct {
	User  record.User `json:"user"`
	Token string      `json:"token"` // bearer token of the API
	Link  string      `json:"link"`  // one-time sign-in link, the part after /login?link=
}

// WithoutSecrets is what may be kept of the credentials.
func (c Credentials) WithoutSecrets() any { return Credentials{User: c.User} }

// How long what is handed out is good for: a link until it is used, for a week at most;
// a browser for a working day; a token, which programs hold, for a year.
const (
	linkLasts    = 7 * 24 * time.Hour
	SessionLasts = 12 * time.Hour
	tokenLasts   = 365 * 24 * time.Hour
)

// HandOut gives a user a new token and a new sign-in link, and ends everything that
// was handed out before, or chosen: who has lost phone and codes begins anew.
func HandOut(w *desk.Work, u *record.User) Credentials {
	token, link := w.Desk.Secret(), w.Desk.Secret()
	SignOut(w, *u)
	u.Token, u.TokenUntil = Hashed(token), w.Now.Add(tokenLasts)
	u.Link, u.LinkUntil = Hashed(link), w.Now.Add(linkLasts)
	for _, k := range KeysOf(w, *u) {
		EndKey(w, k)
	}
	for _, i := range IdentitiesOf(w, *u) {
		EndIdentity(w, i, w.Actor.ID)
	}
	EndCalendar(u)
	u.Password, u.PasswordAt, u.App, u.AppAt, u.AppStep, u.Recovery = "", time.Time{}, "", time.Time{}, 0, ""
	return Credentials{*u, token, link}
}

// EndCalendar takes the address of a user's calendar away.
func EndCalendar(u *record.User) {
	u.Calendar, u.CalendarAt, u.CalendarPosts = "", time.Time{}, ""
}

// SignOut ends every browser in which the user is signed in.
func SignOut(w *desk.Work, u record.User) {
	for _, s := range SignedIn(w, u) {
		s.Until = w.Now
		w.Save(&s)
	}
}

// SignedIn are the browsers in which the user is signed in, the latest first.
func SignedIn(w *desk.Work, u record.User) []record.SignIn {
	all, err := w.SignIns(u.ID, w.Now)
	w.Fail(err)
	return all
}

// TokenEnds is when the user's token ends. One from before ends were kept is as old as
// its account.
func TokenEnds(u record.User) time.Time {
	if u.TokenUntil.IsZero() {
		return u.Created.Add(tokenLasts)
	}
	return u.TokenUntil
}

// Add adds a user and hands out a token and a link.
func Add(w *desk.Work, in UserInput) error {
	var p fault.Problems
	p.Want(in.Name != "", "user.name", "/name")
	schemes := belonging(w, in, &p)
	p.Want(in.ID == "" || isName(w, in.ID), "user.id", "/id", "given", in.ID)
	p.Want(in.Email == "" || isAddress(in.Email), "user.email", "/email", "given", in.Email)
	if err := p.Err(); err != nil {
		return err
	}
	if in.ID == "" {
		in.ID = w.NewID()
	}
	u := record.User{ID: in.ID, Name: in.Name, Role: in.Role, Scheme: schemes, Email: in.Email, Lang: in.Language, Body: in.Body, Seat: in.Seat,
		ApplicantID: in.ApplicantID, Created: w.Now, Version: 1}
	given := HandOut(w, &u)
	w.Result, w.User = given, u
	w.Made(desk.OnUser)
	w.Add(&u)
	w.SecretLetter(u, "invitation", given.Link)
	return nil
}

// belonging looks at a role and what it belongs to, and reads its schemes.
func belonging(w *desk.Work, in UserInput, p *fault.Problems) (schemes string) {
	roles := slices.DeleteFunc(access.Roles(), func(r record.Role) bool { return r == record.RolePublic || r == record.RoleCalendar })
	fault.OneOf(p, "user.role", "/role", in.Role, roles)
	for _, need := range []struct {
		role        record.Role
		value, name string
	}{
		{record.RoleReviewer, in.Body, "body"}, {record.RoleClerk, in.Body, "body"}, {record.RoleMember, in.Seat, "seat"},
		{record.RoleResponsible, in.ApplicantID, "applicant_id"},
	} {
		p.Want(in.Role != need.role || need.value != "", "user.belongs", "/"+need.name, "role", need.role)
	}
	return schemesOf(w, in, p)
}

// shortName is how people sign acts.
var shortName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// isName reports whether an ID can sign acts: it is short, and the name of nothing else,
// neither of a seat, whose conflicts its bearer would share, nor of a case or a session.
func isName(w *desk.Work, id string) bool {
	_, ofCase := desk.Find(w, w.Tx.Case, id)
	_, ofSession := desk.Find(w, w.Tx.Session, id)
	ofSeat := slices.ContainsFunc(w.Desk.Shelf.All(), func(e *scheme.Edition) bool { return slices.Contains(scheme.IDs(e.Committee.Seats), id) })
	return shortName.MatchString(id) && !ofCase && !ofSession && !ofSeat && id != access.Console && id != access.Calendar
}

// isAddress reports whether mail can be sent to the address: one name, one host.
func isAddress(text string) bool {
	address, err := mail.ParseAddress(text)
	return err == nil && address.Address == text
}

// Hashed is what the office keeps of a secret: its SHA-256, in hex.
func Hashed(secret string) string { return desk.Hash([]byte(secret)) }

// OfAnother reports an account that is not the actor's own. Whoever holds its link acts in
// the name of another, an applicant's officer included.
func OfAnother(w *desk.Work, _ desk.NoInput) bool { return w.User.ID != w.Actor.ID }

// OfStaff reports an account of the scheme's own people, not of an applicant.
func OfStaff(_ *desk.Work, in UserInput) bool {
	return in.Role != record.RoleApplicant && in.Role != record.RoleResponsible
}
