package record

import (
	"strings"
	"time"
)

// SignIn is one browser in which a user is signed in, or was (サインイン中の端末).
type SignIn struct {
	ID      string
	UserID  string
	Secret  string    // SHA-256 of what the browser shows, hex
	Way     SignInWay // by which it began; of a link until a password was chosen there
	Agent   string    // kind of browser and machine, such as "Firefox/Windows"
	Begun   time.Time
	Until   time.Time // ended, or ends by itself, then
	Second  time.Time // when the second factor was last shown; the zero moment: not yet
	RoleID  string    // further role in which the user acts there; "" is that of the account
	Version int

	Provider string // by which it began; "" where it was none
	Posts    string // IDs of the roles that it lets in, each between commas; "" for every one
}

// Allows reports whether the user may act there in a role.
func (s SignIn) Allows(role string) bool {
	return s.Posts == "" || strings.Contains(s.Posts, ","+role+",")
}

// Stands reports whether the browser is signed in at the moment.
func (s SignIn) Stands(at time.Time) bool { return at.Before(s.Until) }

// SignInWay is what a person has shown to sign in.
type SignInWay string

// The ways in.
const (
	ByLink     SignInWay = "link"
	ByPassword SignInWay = "password"
	ByPasskey  SignInWay = "passkey"
	ByProvider SignInWay = "provider"
)
