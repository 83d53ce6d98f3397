package record

import "time"

// Identity is what another provider knows a user by (外部認証): who shows it signs in as the user.
type Identity struct {
	ID       string
	UserID   string
	Provider string // as the office calls it
	Issuer   string
	Subject  string // as the issuer calls the person
	By       string // who tied it to the account
	At       time.Time
	Ended    time.Time // the zero moment: it stands
	Version  int
}

// IssuedName is what an issuer calls a person.
type IssuedName struct{ Issuer, Subject string }
