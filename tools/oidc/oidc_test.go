package oidc

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"akashi/app/desk"
	"akashi/values/fault"
)

// noon is the moment of every test.
var noon = time.Date(2026, 11, 27, 3, 0, 0, 0, time.UTC)

// issuer signs what it is told, right or wrong; an honest one is asked in cmd/akashi.
type issuer struct {
	*httptest.Server
	signer jose.Signer
	token  string         // answered for any code
	info   map[string]any // of whom the token of access is
	called []string
}

func sign(t *testing.T, key any, alg jose.SignatureAlgorithm) jose.Signer {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: key}, (&jose.SignerOptions{}).WithHeader("kid", "k"))
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

func openIssuer(t *testing.T, more map[string]any) *issuer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	i := &issuer{signer: sign(t, key, jose.RS256), info: map[string]any{"sub": "person"}}
	answer := func(w http.ResponseWriter, v any) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(v)
	}
	i.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i.called = append(i.called, r.URL.Path)
		switch r.URL.Path {
		case "/.well-known/openid-configuration":
			found := map[string]any{"issuer": i.URL, "authorization_endpoint": i.URL + "/auth", "token_endpoint": i.URL + "/token", "jwks_uri": i.URL + "/keys", "userinfo_endpoint": i.URL + "/info",
				"id_token_signing_alg_values_supported": []string{"RS256"}}
			for name, value := range more {
				found[name] = value
			}
			answer(w, found)
		case "/keys":
			answer(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: "k", Algorithm: "RS256", Use: "sig"}}})
		case "/token":
			answer(w, map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": i.token})
		case "/info":
			answer(w, i.info)
		}
	}))
	t.Cleanup(i.Close)
	return i
}

func (i *issuer) signed(t *testing.T, by jose.Signer, claims map[string]any) string {
	t.Helper()
	text, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	done, err := by.Sign(text)
	if err != nil {
		t.Fatal(err)
	}
	out, err := done.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (i *issuer) clients(p Provider) *Clients {
	p.ID, p.Issuer, p.ClientID = "mihon", i.URL, "akashi"
	return New(Settings{[]Provider{p}}, func() time.Time { return noon })
}

// TestWhatATokenHasToSay changes one thing at a time of a token that is right.
func TestWhatATokenHasToSay(t *testing.T) {
	t.Parallel()
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(i *issuer, claims map[string]any){
		"right":                  func(*issuer, map[string]any) {},
		"several audiences":      func(_ *issuer, c map[string]any) { c["aud"] = []string{"x", "akashi"} },
		"wrong nonce":            func(_ *issuer, c map[string]any) { c["nonce"] = "another" },
		"no nonce":               func(_ *issuer, c map[string]any) { delete(c, "nonce") },
		"wrong audience":         func(_ *issuer, c map[string]any) { c["aud"] = "another" },
		"another party":          func(_ *issuer, c map[string]any) { c["azp"] = "another" },
		"expired":                func(_ *issuer, c map[string]any) { c["exp"] = noon.Add(-time.Second).Unix() },
		"no end":                 func(_ *issuer, c map[string]any) { delete(c, "exp") },
		"not yet":                func(_ *issuer, c map[string]any) { c["nbf"] = noon.Add(time.Hour).Unix() },
		"another issuer":         func(_ *issuer, c map[string]any) { c["iss"] = "https://elsewhere.example" },
		"user info of another":   func(i *issuer, _ map[string]any) { i.info["sub"] = "another" },
		"signed by another":      func(i *issuer, _ map[string]any) { i.signer = sign(t, other, jose.RS256) },
		"signed with the secret": func(i *issuer, _ map[string]any) { i.signer = sign(t, []byte(strings.Repeat("s", 32)), jose.HS256) },
		"not signed":             func(i *issuer, _ map[string]any) { i.signer = nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			i := openIssuer(t, nil)
			claims := map[string]any{"iss": i.URL, "sub": "person", "aud": "akashi", "nonce": "n", "exp": noon.Add(time.Minute).Unix(), "iat": noon.Unix()}
			change(i, claims)
			if i.signer != nil {
				i.token = i.signed(t, i.signer, claims)
			} else {
				text, _ := json.Marshal(claims)
				i.token = "eyJhbGciOiJub25lIn0." + encoded(text) + "."
			}
			who, err := i.clients(Provider{}).Answered(t.Context(), "mihon", "http://x", "code", desk.AskedProvider{Nonce: "n", Verifier: "v"})
			good := name == "right" || name == "several audiences"
			if good != (err == nil) || err != nil && !errors.Is(err, fault.Forbidden) {
				t.Errorf("got %v", err)
			}
			if good && (who.Subject != "person" || who.Issuer != i.URL) {
				t.Errorf("got %+v", who)
			}
		})
	}
}

func encoded(text []byte) string { return base64.RawURLEncoding.EncodeToString(text) }

// TestWhatIsReadOfClaims: the second factor counts where it is configured, and the user info
// overrules nothing that is signed.
func TestWhatIsReadOfClaims(t *testing.T) {
	t.Parallel()
	i := openIssuer(t, nil)
	i.info = map[string]any{"sub": "person", "email": "signed-over@mihon.example", "email_verified": true, "groups": []any{"office", "x"}}
	i.token = i.signed(t, i.signer, map[string]any{"iss": i.URL, "sub": "person", "aud": "akashi", "nonce": "n", "exp": noon.Add(time.Minute).Unix(),
		"email": "a@mihon.example", "amr": []string{"pwd", "otp"}, "acr": "loa2", "auth_time": noon.Add(-time.Minute).Unix()})
	var amr, acr, none Provider
	amr.SecondFactor.AMR, acr.SecondFactor.ACR, none.SecondFactor.AMR = []string{"otp"}, []string{"loa2"}, []string{"hwk"}
	for want, of := range map[*Provider]bool{&amr: true, &acr: true, &none: false, {}: false} {
		c := i.clients(*want)
		who, err := c.Answered(t.Context(), "mihon", "http://x", "code", desk.AskedProvider{Nonce: "n"})
		if err != nil || who.Second != of || who.Email != "a@mihon.example" || !who.Verified || !who.At.Equal(noon.Add(-time.Minute)) {
			t.Errorf("got %+v, %v", who, err)
		}
		if !c.Matches(who, "groups", "office") || c.Matches(who, "groups", "off") || c.Matches(who, "email_verified", "false") {
			t.Error("claims are matched wrongly")
		}
	}
}

// TestOnlyTheProvidersHostsAreCalled, whatever it names.
func TestOnlyTheProvidersHostsAreCalled(t *testing.T) {
	t.Parallel()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("another host was called") }))
	t.Cleanup(elsewhere.Close)
	for _, place := range []string{"token_endpoint", "jwks_uri", "userinfo_endpoint"} {
		i := openIssuer(t, map[string]any{place: elsewhere.URL + "/x"})
		i.token = i.signed(t, i.signer, map[string]any{"iss": i.URL, "sub": "person", "aud": "akashi", "nonce": "n", "exp": noon.Add(time.Minute).Unix()})
		if _, err := i.clients(Provider{}).Answered(t.Context(), "mihon", "http://x", "code", desk.AskedProvider{Nonce: "n"}); err == nil {
			t.Errorf("%s of another host is taken", place)
		}
	}
}

// TestSettings finds every problem of the file at once.
func TestSettings(t *testing.T) {
	t.Parallel()
	secret := func(id string) (string, error) { return "of-" + id, nil }
	s, err := Read([]byte("providers:\n- id: mihon\n  issuer: https://id.example/\n  client_id: akashi\n  roles:\n  - {claim: groups, value: office, role: secretariat, scheme: anshin, grant: true}\n"), secret)
	if err != nil || s.Providers[0].Secret != "of-mihon" || s.Providers[0].Roles[0].Scheme != "anshin" || !s.Providers[0].Roles[0].Grant {
		t.Errorf("got %+v, %v", s, err)
	}
	_, err = Read([]byte("providers:\n- id: Mihon\n  issuer: http://id.example\n  roles: [{claim: groups}]\n- id: a\n  issuer: https://a.example?x=1\n  client_id: c\n"), secret)
	var codes []string
	for _, p := range fault.ProblemsIn(err) {
		codes = append(codes, p.Where+" "+p.Code)
	}
	if want := "/providers/0/id oidc.id, /providers/0/issuer oidc.issuer, /providers/0/client_id oidc.client, /providers/0/roles/0 oidc.role, /providers/1/issuer oidc.issuer"; strings.Join(codes, ", ") != want {
		t.Errorf("got %s", strings.Join(codes, ", "))
	}
	if _, err = Read([]byte("providers:\n- id: a\n  secret: x\n"), secret); fault.ProblemsIn(err)[0].Where != "oidc: line 3, column 3" {
		t.Errorf("got %v", err)
	}
	if s, err := Read(nil, secret); err != nil || len(s.Providers) != 0 {
		t.Errorf("got %+v, %v", s, err)
	}
}
