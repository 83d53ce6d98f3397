package seal

import (
	"crypto"
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"akashi/values/fault"
)

// About is what a box is about: it opens under the same words only. It is the option of
// Key.Decrypt.
type About []byte

// Key is an office's key as a crypto.Decrypter. What exchanges keys for it may be a key in
// memory or a hardware module.
type Key struct{ private ecdh.KeyExchanger }

// NewKey is the key that exchanges by private.
func NewKey(private ecdh.KeyExchanger) Key { return Key{private} }

// Fresh makes a key that is kept nowhere.
func Fresh() (Key, error) {
	private, err := ecdh.X25519().GenerateKey(rand.Reader)
	return Key{private}, err
}

// Public returns the *ecdh.PublicKey to which anybody can close a box.
func (k Key) Public() crypto.PublicKey { return k.private.PublicKey() }

// Decrypt opens a sealed text; opts is what it is about.
func (k Key) Decrypt(_ io.Reader, text []byte, opts crypto.DecrypterOpts) ([]byte, error) {
	about, ok := opts.(About)
	if !ok {
		return nil, errors.New("seal: a box is about something")
	}
	private, err := hpke.NewDHKEMPrivateKey(k.private)
	if err != nil {
		return nil, err
	}
	return hpke.Open(private, hpke.HKDFSHA256(), hpke.AES256GCM(), about, text)
}

// Office closes and opens boxes by a key, wherever that lies.
type Office struct{ crypto.Decrypter }

// Seal closes a text about something in a box: the name of the key, a dot, and the
// ciphertext in base64.
func (o Office) Seal(text, about []byte) (string, error) { return sealTo(o.Public(), text, about) }

// Open opens a box about something. One of another key is a fault.Conflict.
func (o Office) Open(box string, about []byte) ([]byte, error) {
	named, body, _ := strings.Cut(box, ".")
	if mine := nameOf(o.Public()); named != mine {
		return nil, fault.New(fault.Conflict, "office-key.another", "", "key", named, "own", mine)
	}
	text, err := base64.RawURLEncoding.DecodeString(body)
	if err == nil {
		text, err = o.Decrypt(nil, text, About(about))
	}
	if err != nil {
		return nil, fault.Wrap(fault.Conflict, "office-key.box", "", err)
	}
	return text, nil
}

func sealTo(to crypto.PublicKey, text, about []byte) (string, error) {
	public, ok := to.(*ecdh.PublicKey)
	if !ok {
		return "", fmt.Errorf("seal: no box can be closed to a %T", to)
	}
	recipient, err := hpke.NewDHKEMPublicKey(public)
	if err != nil {
		return "", err
	}
	body, err := hpke.Seal(recipient, hpke.HKDFSHA256(), hpke.AES256GCM(), about, text)
	return nameOf(public) + "." + base64.RawURLEncoding.EncodeToString(body), err
}

// nameOf is the short name of a key: the beginning of the SHA-256 of its public half.
func nameOf(public crypto.PublicKey) string {
	key, ok := public.(*ecdh.PublicKey)
	if !ok {
		return ""
	}
	sum := sha256.Sum256(key.Bytes())
	return hex.EncodeToString(sum[:4])
}
