package oidc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"regexp"
	"slices"

	"github.com/goccy/go-yaml"

	"akashi/app/desk"
	"akashi/values/fault"
)

// Settings are the providers of an office, as their file has them.
type Settings struct {
	Providers []Provider `yaml:"providers"`
}

// Provider is one of them.
type Provider struct {
	ID       string            `yaml:"id"`   // in addresses
	Name     map[string]string `yaml:"name"` // for people, by language
	Issuer   string            `yaml:"issuer"`
	ClientID string            `yaml:"client_id"`
	Secret   string            `yaml:"-"` // AKASHI_OIDC_ID_SECRET, or the file that AKASHI_OIDC_ID_SECRET_FILE names
	Scopes   []string          `yaml:"scopes"`
	// Hosts are those beside the issuer's that it has its addresses on; no other is called.
	Hosts []string `yaml:"hosts"`
	// LinkVerifiedEmail gives an invited account that nobody has used yet to who shows its
	// address as verified.
	LinkVerifiedEmail bool `yaml:"link_verified_email"`
	// SecondFactor are the acr and amr that count as a second factor.
	SecondFactor struct {
		ACR []string `yaml:"acr"`
		AMR []string `yaml:"amr"`
	} `yaml:"second_factor"`
	// Roles says in which roles people act, by what the provider claims; without any, in those
	// that the office has given.
	Roles []Role `yaml:"roles"`
}

// Role is one line of the map from claims to roles.
type Role struct {
	Claim     string `yaml:"claim"`
	Value     string `yaml:"value"`
	desk.Post `yaml:",inline"`
	Grant     bool `yaml:"grant"` // the claim gives the role, also to whom the office has not
}

var (
	shortID = regexp.MustCompile(`^[a-z][a-z0-9-]{0,30}$`)
	usual   = []string{"email", "profile"}
)

// Read reads the file, with the secret of each provider from where secrets are kept. Every
// problem is found at once, with its place.
func Read(file []byte, secret func(id string) (string, error)) (s Settings, err error) {
	if len(bytes.TrimSpace(file)) == 0 {
		return s, nil
	}
	if err := yaml.NewDecoder(bytes.NewReader(file), yaml.Strict()).Decode(&s); err != nil && !errors.Is(err, io.EOF) {
		where := "oidc"
		if e, ok := errors.AsType[yaml.Error](err); ok && e.GetToken() != nil {
			where = fmt.Sprintf("oidc: line %d, column %d", e.GetToken().Position.Line, e.GetToken().Position.Column)
		}
		return s, fault.Problems{{Code: "oidc.unread", Where: where}}
	}
	var p fault.Problems
	seen := map[string]bool{}
	for i := range s.Providers {
		one, at := &s.Providers[i], fmt.Sprintf("/providers/%d", i)
		p.Want(shortID.MatchString(one.ID) && !seen[one.ID], "oidc.id", at+"/id", "given", one.ID)
		seen[one.ID] = true
		p.Want(isIssuer(one.Issuer), "oidc.issuer", at+"/issuer", "given", one.Issuer)
		p.Want(one.ClientID != "", "oidc.client", at+"/client_id")
		for j, r := range one.Roles {
			p.Want(r.Claim != "" && r.Value != "" && r.Role != "", "oidc.role", fmt.Sprintf("%s/roles/%d", at, j), "given", string(r.Role))
		}
		if len(one.Scopes) == 0 {
			one.Scopes = slices.Clone(usual)
		}
		if one.Secret, err = secret(one.ID); err != nil {
			return s, err
		}
	}
	return s, p.Err()
}

// isIssuer reports whether an address can be an issuer's: https, or this machine.
func isIssuer(text string) bool {
	at, err := url.Parse(text)
	if err != nil || at.Host == "" || at.RawQuery != "" || at.Fragment != "" {
		return false
	}
	ip, _ := netip.ParseAddr(at.Hostname())
	return at.Scheme == "https" || at.Scheme == "http" && (at.Hostname() == "localhost" || ip.IsLoopback())
}
