package record

import "time"

// SignUp is what somebody stated who wishes to begin as an applicant (利用の申込み), until the
// link that was sent is used or has ended. It is no account: nobody signs in with it, and it
// is forgotten when its link ends.
type SignUp struct {
	ID              string // becomes that of the user
	Scheme          string
	Email           string
	Name            string // of the person
	Lang            string // that letters are written in
	Organisation    string
	CorporateNumber string // 13 digits, normalised; "" when it has none
	Region          string
	Link            string // SHA-256 of the one-time link, hex; "" once used, and where the address has an account
	Until           time.Time
	At              time.Time
	Version         int
}

// Waits reports whether the link can still be used.
func (s SignUp) Waits(now time.Time) bool { return s.Link != "" && now.Before(s.Until) }

// Reader is whom letters to the address are for: the user that the sign-up becomes.
func (s SignUp) Reader() User {
	return User{ID: s.ID, Name: s.Name, Email: s.Email, Lang: s.Lang, Role: RoleApplicant, Scheme: s.Scheme}
}

// Particulars are those of the organisation, as far as they were asked for.
func (s SignUp) Particulars() Particulars {
	return Particulars{Name: s.Organisation, CorporateNumber: s.CorporateNumber, Region: s.Region}
}
