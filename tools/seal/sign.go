package seal

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"

	"golang.org/x/mod/sumdb/note"

	"akashi/values/fault"
)

// signer signs notes (C2SP signed-note) by the Ed25519 key that the office's key gives.
type signer struct {
	name    string
	private ed25519.PrivateKey
}

// ed25519Notes is the algorithm of a note's key, as the format writes it.
const ed25519Notes = 1

// signer is made by exchanging the private half with its own public one, as for Print: the
// office keeps one key, and whoever has its copies has what signs as well.
func (o Office) signer() (signer, error) {
	key, ok := o.Decrypter.(Key)
	if !ok {
		return signer{}, fault.New(fault.Conflict, "office-key.cannot-sign", "")
	}
	shared, err := key.private.ECDH(key.private.PublicKey())
	if err != nil {
		return signer{}, fault.Wrap(fault.Conflict, "office-key.cannot-sign", "", err)
	}
	seed, err := hkdf.Key(sha256.New, shared, nil, "akashi-sign-v1", ed25519.SeedSize)
	return signer{"akashi-" + nameOf(o.Public()), ed25519.NewKeyFromSeed(seed)}, err
}

// public is the key as the format hashes and writes it.
func (s signer) public() []byte {
	return append([]byte{ed25519Notes}, s.private[ed25519.SeedSize:]...)
}

// Name is the office's, by its key.
func (s signer) Name() string { return s.name }

// KeyHash names the key in a signature.
func (s signer) KeyHash() uint32 {
	sum := sha256.Sum256(append([]byte(s.name+"\n"), s.public()...))
	return binary.BigEndian.Uint32(sum[:4])
}

// Sign signs the text of a note.
func (s signer) Sign(text []byte) ([]byte, error) { return ed25519.Sign(s.private, text), nil }

// SignedBy is the name under which the office signs, and the key by which anybody verifies
// it, as a note verifier key.
func (o Office) SignedBy() (name, key string, err error) {
	s, err := o.signer()
	if err != nil {
		return "", "", err
	}
	key, err = note.NewEd25519VerifierKey(s.name, ed25519.PublicKey(s.private[ed25519.SeedSize:]))
	return s.name, key, err
}

// Sign signs a text, which ends with a line, as a note.
func (o Office) Sign(text []byte) ([]byte, error) {
	s, err := o.signer()
	if err != nil {
		return nil, err
	}
	return note.Sign(&note.Note{Text: string(text)}, s)
}

// Signed is the text of a note that a key has signed. A note that cannot be read, or that
// another key has signed, is a fault.Invalid.
func Signed(signed []byte, key string) ([]byte, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", fault.Wrong("note.key", "key"), err)
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", fault.Wrong("note.signature", "note", "name", verifier.Name()), err)
	}
	// The last digits of a signature may have bits that say nothing: written in one way alone,
	// a note has no second form that would pass for another file.
	for _, s := range append(opened.Sigs, opened.UnverifiedSigs...) {
		if _, err := base64.StdEncoding.Strict().DecodeString(s.Base64); err != nil {
			return nil, fmt.Errorf("%w: %w", fault.Wrong("note.signature", "note", "name", verifier.Name()), err)
		}
	}
	return []byte(opened.Text), nil
}

// SignedBy is that of the key in the file.
func (f *File) SignedBy() (name, key string, err error) {
	office, err := f.opened()
	if err != nil {
		return "", "", err
	}
	return office.SignedBy()
}

// Sign signs by the key in the file.
func (f *File) Sign(text []byte) ([]byte, error) {
	office, err := f.opened()
	if err != nil {
		return nil, err
	}
	return office.Sign(text)
}

// Signed is the text of a note that another key has signed; it needs none of the office's.
func (f *File) Signed(note []byte, key string) ([]byte, error) { return Signed(note, key) }

// Signed is that of a key which need not lie in a file.
func (o Office) Signed(note []byte, key string) ([]byte, error) { return Signed(note, key) }
