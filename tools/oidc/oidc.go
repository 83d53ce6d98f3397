package oidc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"

	provider "github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"akashi/app/desk"
	"akashi/values/fault"
)

// Clients ask the providers of an office. A provider is first looked up when somebody wants
// to sign in there: one that is away keeps nobody from starting the office.
type Clients struct {
	all []*client
	now func() time.Time
}

// client is one provider as it is asked.
type client struct {
	Provider
	http *http.Client
	now  func() time.Time

	mu    sync.Mutex
	found *provider.Provider
}

// patience is how long a provider may take for one answer, and longest what it may say.
const (
	patience = 10 * time.Second
	longest  = 1 << 20
)

// New makes the clients of the providers, which go by a clock.
func New(s Settings, now func() time.Time) *Clients {
	c := &Clients{now: now}
	for _, one := range s.Providers {
		c.all = append(c.all, &client{Provider: one, now: now, http: &http.Client{Timeout: patience, Transport: only{http.DefaultTransport, hostsOf(one)},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}})
	}
	return c
}

// hostsOf are the hosts that may be called for a provider.
func hostsOf(p Provider) []string {
	hosts := slices.Clone(p.Hosts)
	if at, err := url.Parse(p.Issuer); err == nil {
		hosts = append(hosts, at.Host)
	}
	return hosts
}

// only calls the hosts of a provider, whatever an answer of it names, and reads no more than
// an honest one says.
type only struct {
	http.RoundTripper
	hosts []string
}

// RoundTrip refuses another host.
func (o only) RoundTrip(r *http.Request) (*http.Response, error) {
	if !slices.Contains(o.hosts, r.URL.Host) {
		return nil, fmt.Errorf("%s is no host of the provider", r.URL.Host)
	}
	answer, err := o.RoundTripper.RoundTrip(r)
	if err == nil {
		answer.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(answer.Body, longest), answer.Body}
	}
	return answer, err
}

// Providers lists those of the office.
func (c *Clients) Providers() (all []desk.Provider) {
	if c == nil {
		return nil
	}
	for _, one := range c.all {
		p := desk.Provider{ID: one.ID, Name: one.Name, Issuer: one.Issuer, ByEmail: one.LinkVerifiedEmail,
			IsSecond: len(one.SecondFactor.ACR)+len(one.SecondFactor.AMR) > 0}
		for _, r := range one.Roles {
			p.Roles = append(p.Roles, desk.ClaimedRole(r))
		}
		all = append(all, p)
	}
	return all
}

func (c *Clients) named(id string) (*client, error) {
	if c != nil {
		for _, one := range c.all {
			if one.ID == id {
				return one, nil
			}
		}
	}
	return nil, fault.New(fault.NotFound, "oidc.no-such", id)
}

// look finds the provider's addresses, once.
func (c *client) look(ctx context.Context) (*provider.Provider, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.found != nil {
		return c.found, nil
	}
	found, err := provider.NewProvider(provider.ClientContext(context.WithoutCancel(ctx), c.http), c.Issuer)
	if err != nil {
		return nil, c.away(err)
	}
	c.found = found
	return found, nil
}

func (c *client) away(err error) error {
	return fault.Wrap(fault.Unavailable, "oidc.away", c.ID, err)
}

// Reach reports which providers cannot be reached, by their IDs.
func (c *Clients) Reach(ctx context.Context) (away []string) {
	for _, one := range c.all {
		if _, err := one.look(ctx); err != nil {
			away = append(away, one.ID)
		}
	}
	return away
}

func (c *client) config(found *provider.Provider, back string) oauth2.Config {
	return oauth2.Config{ClientID: c.ClientID, ClientSecret: c.Secret, Endpoint: found.Endpoint(), RedirectURL: back,
		Scopes: append([]string{provider.ScopeOpenID}, c.Scopes...)}
}

// Ask is the address at the provider where a browser is sent, with what its answer has to
// match. anew has the person shown again, whoever is signed in there.
func (c *Clients) Ask(ctx context.Context, id, back string, anew bool, secret func() string) (asked desk.AskedProvider, err error) {
	one, err := c.named(id)
	if err != nil {
		return asked, err
	}
	found, err := one.look(ctx)
	if err != nil {
		return asked, err
	}
	asked = desk.AskedProvider{State: secret(), Nonce: secret(), Verifier: oauth2.GenerateVerifier()}
	options := []oauth2.AuthCodeOption{provider.Nonce(asked.Nonce), oauth2.S256ChallengeOption(asked.Verifier)}
	if anew {
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	}
	config := one.config(found, back)
	asked.URL = config.AuthCodeURL(asked.State, options...)
	return asked, nil
}

// refused is what is said of every answer that is not right: which part is wrong helps nobody
// who is honest, and stands in the log.
func refused(id string, err error) error {
	return fault.Wrap(fault.Forbidden, "oidc.refused", id, err)
}

// Answered exchanges the code that a browser has brought back, and reads who the provider says
// it is: the token is of the issuer, for this office, in time, and answers this question.
func (c *Clients) Answered(ctx context.Context, id, back, code string, asked desk.AskedProvider) (who desk.Identified, err error) {
	one, err := c.named(id)
	if err != nil {
		return who, err
	}
	found, err := one.look(ctx)
	if err != nil {
		return who, err
	}
	ctx = provider.ClientContext(ctx, one.http)
	config := one.config(found, back)
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(asked.Verifier))
	if _, spoke := errors.AsType[*oauth2.RetrieveError](err); spoke {
		return who, refused(id, err)
	}
	if err != nil {
		return who, one.away(err)
	}
	raw, _ := token.Extra("id_token").(string)
	who, err = one.verified(ctx, found, raw, asked.Nonce)
	if err != nil {
		return who, refused(id, err)
	}
	if found.UserInfoEndpoint() == "" {
		return who, nil
	}
	info, err := found.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return who, one.away(err)
	}
	more := map[string]any{}
	if err := info.Claims(&more); err != nil || info.Subject != who.Subject {
		return who, refused(id, errors.Join(errors.New("the user info is of somebody else"), err))
	}
	for name, value := range more {
		if _, said := who.Claims[name]; !said { // the token is signed
			who.Claims[name] = value
		}
	}
	return one.read(who), nil
}

// verified reads a token, whose signature, issuer, audience, time and nonce are right.
func (c *client) verified(ctx context.Context, found *provider.Provider, raw, nonce string) (who desk.Identified, err error) {
	verifier := found.VerifierContext(ctx, &provider.Config{ClientID: c.ClientID, Now: c.now})
	token, err := verifier.Verify(ctx, raw)
	if err != nil {
		return who, err
	}
	if nonce == "" || token.Nonce != nonce {
		return who, errors.New("the token answers another question")
	}
	who = desk.Identified{Provider: c.ID, Issuer: token.Issuer, Subject: token.Subject, Claims: map[string]any{}}
	if err := token.Claims(&who.Claims); err != nil {
		return who, err
	}
	if party, _ := who.Claims["azp"].(string); party != "" && party != c.ClientID {
		return who, errors.New("the token is for another party")
	}
	return c.read(who), nil
}

// read takes what the office asks for out of the claims.
func (c *client) read(who desk.Identified) desk.Identified {
	text := func(name string) string { s, _ := who.Claims[name].(string); return s }
	who.Email = text("email")
	who.Verified, _ = who.Claims["email_verified"].(bool)
	if at, ok := who.Claims["auth_time"].(float64); ok {
		who.At = time.Unix(int64(at), 0).UTC()
	}
	who.Second = slices.Contains(c.SecondFactor.ACR, text("acr")) ||
		slices.ContainsFunc(valuesOf(who.Claims["amr"]), func(way string) bool { return slices.Contains(c.SecondFactor.AMR, way) })
	return who
}

// valuesOf are the words of a claim: one, or a list.
func valuesOf(claim any) (all []string) {
	switch claim := claim.(type) {
	case string:
		return []string{claim}
	case bool:
		return []string{strconv.FormatBool(claim)}
	case []any:
		for _, one := range claim {
			all = append(all, valuesOf(one)...)
		}
	}
	return all
}

// Matches reports whether a claim has a value.
func (c *Clients) Matches(who desk.Identified, claim, value string) bool {
	return slices.Contains(valuesOf(who.Claims[claim]), value)
}
