package factor

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
)

// party is the office as devices know it. Whoever shows a passkey is asked for finger, face
// or PIN by the device, so that it is worth two factors; which make of device it is, nobody
// asks.
func party(at desk.Site) (*webauthn.WebAuthn, error) {
	return webauthn.New(&webauthn.Config{RPID: at.Host, RPDisplayName: at.Name, RPOrigins: []string{at.Origin},
		AttestationPreference:  protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired}})
}

// owner is a user as devices know one: by a handle that tells nobody who it is.
type owner struct {
	user record.User
	keys []record.Passkey
}

// WebAuthnID is the handle.
func (o owner) WebAuthnID() []byte {
	sum := sha256.Sum256([]byte("passkey of " + o.user.ID))
	return sum[:]
}

// WebAuthnName is the name under which a device lists the key.
func (o owner) WebAuthnName() string { return o.user.ID }

// WebAuthnDisplayName is the person's.
func (o owner) WebAuthnDisplayName() string { return o.user.Name }

// WebAuthnCredentials are the keys that stand.
func (o owner) WebAuthnCredentials() (all []webauthn.Credential) {
	for _, k := range o.keys {
		all = append(all, webauthn.Credential{ID: bytesOf(k.Credential), PublicKey: bytesOf(k.Key),
			Flags: webauthn.CredentialFlags{UserVerified: true, BackupEligible: k.Synced}, Authenticator: webauthn.Authenticator{SignCount: uint32(k.Count)}})
	}
	return all
}

func bytesOf(text string) []byte {
	data, _ := base64.RawURLEncoding.DecodeString(text) // what we have written ourselves
	return data
}

// NewPasskey asks a device to make a key for a user who has some already.
func (Factors) NewPasskey(at desk.Site, u record.User, have []record.Passkey) (desk.Ceremony, error) {
	p, err := party(at)
	if err != nil {
		return desk.Ceremony{}, err
	}
	o := owner{u, have}
	creation, session, err := p.BeginRegistration(o, webauthn.WithExclusions(webauthn.Credentials(o.WebAuthnCredentials()).CredentialDescriptors()))
	if err != nil {
		return desk.Ceremony{}, err
	}
	options, err := json.Marshal(creation.Response)
	return desk.Ceremony{Options: string(options), Challenge: session.Challenge}, err
}

// MadePasskey is the key that a device has made.
func (Factors) MadePasskey(at desk.Site, u record.User, challenge, answer string) (k record.Passkey, err error) {
	p, err := party(at)
	if err != nil {
		return k, err
	}
	o := owner{user: u}
	made, err := protocol.ParseCredentialCreationResponseBytes([]byte(answer))
	if err != nil {
		return k, wrongKey(err)
	}
	got, err := p.CreateCredential(o, webauthn.SessionData{Challenge: challenge, RelyingPartyID: at.Host, UserID: o.WebAuthnID(),
		UserVerification: protocol.VerificationRequired, CredParams: webauthn.CredentialParametersDefault()}, made)
	if err != nil {
		return k, wrongKey(err)
	}
	text := base64.RawURLEncoding.EncodeToString
	return record.Passkey{UserID: u.ID, Credential: text(got.ID), Key: text(got.PublicKey), Synced: got.Flags.BackupEligible, Count: int(got.Authenticator.SignCount)}, nil
}

// AskPasskey asks a browser for a passkey, whoever is there.
func (Factors) AskPasskey(at desk.Site) (desk.Ceremony, error) {
	p, err := party(at)
	if err != nil {
		return desk.Ceremony{}, err
	}
	assertion, session, err := p.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return desk.Ceremony{}, err
	}
	options, err := json.Marshal(assertion.Response)
	return desk.Ceremony{Options: string(options), Challenge: session.Challenge}, err
}

// ShownPasskey is the key with which a device has answered, counted on; find looks it up.
func (Factors) ShownPasskey(at desk.Site, challenge, answer string, find func(credential string) (record.Passkey, error)) (k record.Passkey, err error) {
	p, err := party(at)
	if err != nil {
		return k, err
	}
	shown, err := protocol.ParseCredentialRequestResponseBytes([]byte(answer))
	if err != nil {
		return k, wrongKey(err)
	}
	if k, err = find(base64.RawURLEncoding.EncodeToString(shown.RawID)); err != nil {
		return k, err
	}
	by := func([]byte, []byte) (webauthn.User, error) {
		return owner{record.User{ID: k.UserID}, []record.Passkey{k}}, nil
	}
	got, err := p.ValidateDiscoverableLogin(by, webauthn.SessionData{Challenge: challenge, RelyingPartyID: at.Host, UserVerification: protocol.VerificationRequired}, shown)
	if err != nil {
		return k, wrongKey(err)
	}
	if got.Authenticator.CloneWarning { // it has counted backwards: somebody has a copy
		return k, wrongKey(fmt.Errorf("the passkey has counted backwards"))
	}
	k.Count = int(got.Authenticator.SignCount)
	return k, nil
}

func wrongKey(err error) error { return fault.Wrap(fault.Forbidden, "access.passkey-wrong", "", err) }
