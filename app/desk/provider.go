package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"akashi/record"
)

// Providers ask others who somebody is. A nil one has none.
type Providers interface {
	Providers() []Provider
	// Ask is where a browser is sent, with what the answer has to match; anew has the person
	// show themselves again. A provider that is away is a fault.Unavailable.
	Ask(ctx context.Context, id, back string, anew bool, secret func() string) (AskedProvider, error)
	// Answered is who the provider says it is; an answer that is not right in every part is a
	// fault.Forbidden.
	Answered(ctx context.Context, id, back, code string, asked AskedProvider) (Identified, error)
	// Matches reports whether a claim has a value.
	Matches(who Identified, claim, value string) bool
}

// Provider is one that people may sign in with.
type Provider struct {
	ID       string
	Name     map[string]string // by language
	Issuer   string
	ByEmail  bool          // gives an invited account to who shows its address as verified
	IsSecond bool          // what it says can count as a second factor
	Roles    []ClaimedRole // none: people act in the roles that the office has given
}

// Post is a role with what it belongs to.
type Post struct {
	Role   record.Role `yaml:"role"`
	Scheme string      `yaml:"scheme"` // several with commas between; "" for all
	Body   string      `yaml:"body"`
	Seat   string      `yaml:"seat"`
}

// ClaimedRole is a role in which somebody acts of whom a provider claims something.
type ClaimedRole struct {
	Claim, Value string
	Post
	Grant bool // it is given by the claim, also to whom the office has not given it
}

// Covers reports whether a role that the office has given lies within the post.
func (p Post) Covers(r record.InRole) bool {
	within := func(scheme string) bool {
		return p.Scheme == "" || scheme != "" && !slices.ContainsFunc(strings.Split(scheme, ","), func(key string) bool { return !slices.Contains(strings.Split(p.Scheme, ","), key) })
	}
	return r.Role == p.Role && within(r.Scheme) && (p.Body == "" || p.Body == r.Body) && (p.Seat == "" || p.Seat == r.Seat)
}

// AskedProvider is what a browser was sent to a provider with.
type AskedProvider struct {
	URL      string `json:"-"`
	State    string `json:"state"`
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"`
}

// Identified is who a provider says that somebody is.
type Identified struct {
	Provider, Issuer, Subject string
	Email                     string
	Verified                  bool      // the provider has made sure of the address
	Second                    bool      // what was shown counts as a second factor
	At                        time.Time // when it was shown; the zero moment where the provider does not say
	Claims                    map[string]any
}

// Name is what the issuer calls the person.
func (i Identified) Name() record.IssuedName {
	return record.IssuedName{Issuer: i.Issuer, Subject: i.Subject}
}
