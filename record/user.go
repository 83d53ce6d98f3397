package record

import (
	"slices"
	"strings"
	"time"
)

// User is a person or a program that signs in (利用者).
type User struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	Role        Role      `json:"role"`
	Scheme      string    `json:"scheme"`       // "" for all
	Body        string    `json:"body"`         // intake body of a reviewer
	Seat        string    `json:"seat"`         // committee seat of a member
	ApplicantID string    `json:"applicant_id"` // whose cases an applicant's officer handles
	Email       string    `json:"email"`        // for letters; "" none
	Lang        string    `json:"lang"`         // that letters are written in; "" Japanese
	Token       string    `json:"-"`            // SHA-256 of the bearer token, hex
	Link        string    `json:"-"`            // SHA-256 of the one-time sign-in link, hex; "" once used
	Created     time.Time `json:"created"`

	// What was handed out is good until then; the zero moment is that of nothing.
	TokenUntil time.Time `json:"-"`
	LinkUntil  time.Time `json:"-"`

	// What the person has chosen to sign in with, see SignIn.
	Password   string    `json:"-"` // argon2id in its usual notation; "" none
	PasswordAt time.Time `json:"-"`
	App        string    `json:"-"` // secret of the authenticator app, closed to the office's key; "" none
	AppAt      time.Time `json:"-"`
	AppStep    int       `json:"-"` // of the last code that was used
	Recovery   string    `json:"-"` // SHA-256 of the recovery codes that are left, with spaces between

	Keys    Keys     `json:"-"` // that the person works with
	Phrases []Phrase `json:"-"` // that the person writes with

	Searches []Search `json:"-"` // that the person keeps of the board

	// The address at which a program for calendars finds the person's days.
	Calendar      string    `json:"-"` // SHA-256 of its secret, hex; "" none
	CalendarAt    time.Time `json:"-"`
	CalendarPosts string    `json:"-"` // IDs of the roles whose days it has, as of the sign-in in which it was made; "" for every one

	Disabled bool `json:"disabled"`
	Version  int  `json:"version"`
}

// Serves reports whether the user's schemes are all of them, or the one of the key among them.
func (u User) Serves(key string) bool {
	return u.Scheme == "" || slices.Contains(strings.Split(u.Scheme, ","), key)
}

// Role is what a user does here, and so what the policy lets them do (役割).
type Role string

// The roles of users.
const (
	RoleSecretariat Role = "secretariat" // 事務局
	RoleReviewer    Role = "reviewer"    // 一次審査員
	RoleAssessor    Role = "assessor"    // 現地審査員
	RoleMember      Role = "member"      // 審査委員
	RoleApplicant   Role = "applicant"   // 申請者
	RoleResponsible Role = "responsible" // 申請者の責任者: makes declarations and opinions
	RoleClerk       Role = "clerk"       // 受付担当: takes applications in at one intake body
	RoleAccounts    Role = "accounts"    // 経理: records money
	RoleObserver    Role = "observer"    // オブザーバ
	RoleAdmin       Role = "admin"       // 管理者
	RoleCalendar    Role = "calendar"    // acts of the calendar itself, such as a lapse
	RolePublic      Role = "public"
)
