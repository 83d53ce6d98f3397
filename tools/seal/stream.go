package seal

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"

	"akashi/values/fault"
)

// Boxes are closed and opened by an office's key, wherever that lies.
type Boxes interface {
	Seal(text, about []byte) (string, error)
	Open(box string, about []byte) ([]byte, error)
}

// Files closes files of any size in the format of age (age-encryption.org/v1): each under a
// key of its own, which lies in a box of the office's key at its head and, where the office
// names others, is closed to them as age does it. Every 64 KiB prove themselves as they are
// read.
type Files struct {
	Key    Boxes
	Others []age.Recipient
}

// Recipients reads the public keys, with commas or spaces between, that age and its plugins
// print.
func Recipients(given string) ([]age.Recipient, error) {
	lines := strings.Join(strings.FieldsFunc(given, func(c rune) bool { return c == ',' || c == ' ' || c == '\n' }), "\n")
	if lines == "" {
		return nil, nil
	}
	all, err := age.ParseRecipients(strings.NewReader(lines))
	if err != nil {
		return nil, fault.Wrong("evidence-recipients", "evidence_recipients", "given", given)
	}
	return all, nil
}

// Close closes what is written. The file is whole when the writer has been closed.
func (f Files) Close(to io.Writer) (io.WriteCloser, error) {
	return age.Encrypt(to, append([]age.Recipient{wrapping{f.Key}}, f.Others...)...)
}

// Open opens a file. Where the key is not there, or is another, that is a fault.Unavailable:
// the file may be as it was.
func (f Files) Open(from io.Reader) (io.Reader, error) {
	opened, err := age.Decrypt(from, wrapping{f.Key})
	if none, ok := errors.AsType[*age.NoIdentityMatchError](err); ok {
		err = locked(none)
	}
	return opened, err
}

func locked(why error) error { return fault.Wrap(fault.Unavailable, "evidence-sealed", "", why) }

// inOfficeBox is the kind of stanza in which the key of a file lies in a box of the office's,
// and what every such box is about.
const (
	inOfficeBox = "akashi-office"
	aboutAFile  = "akashi-evidence-v1"
)

// wrapping is an office's key as age knows keys.
type wrapping struct{ key Boxes }

// Wrap implements age.Recipient.
func (w wrapping) Wrap(fileKey []byte) ([]*age.Stanza, error) {
	box, err := w.key.Seal(fileKey, []byte(aboutAFile))
	if err != nil {
		return nil, err
	}
	name, text, _ := strings.Cut(box, ".")
	body, err := base64.RawURLEncoding.DecodeString(text)
	return []*age.Stanza{{Type: inOfficeBox, Args: []string{name}, Body: body}}, err
}

// Unwrap implements age.Identity.
func (w wrapping) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	for _, s := range stanzas {
		if s.Type != inOfficeBox || len(s.Args) != 1 {
			continue
		}
		fileKey, err := w.key.Open(s.Args[0]+"."+base64.RawURLEncoding.EncodeToString(s.Body), []byte(aboutAFile))
		if problem, ok := errors.AsType[*fault.Error](err); ok && problem.Code != "office-key.box" {
			return nil, locked(err)
		}
		return fileKey, err
	}
	return nil, fmt.Errorf("no box of the office's: %w", age.ErrIncorrectIdentity)
}
