package seal

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// Print tells a text from another to whoever has the key, and nothing of it to anybody
// else: the name of the key, a dot, and an HMAC under a secret that the private half gives
// by exchanging with its own public one. It is "" where a key exchanges nothing.
func (o Office) Print(text []byte) string {
	key, ok := o.Decrypter.(Key)
	if !ok {
		return ""
	}
	shared, err := key.private.ECDH(key.private.PublicKey())
	if err != nil {
		return ""
	}
	secret, err := hkdf.Key(sha256.New, shared, nil, "akashi-print-v1", sha256.Size)
	if err != nil {
		return ""
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write(text)
	return nameOf(o.Public()) + "." + hex.EncodeToString(mac.Sum(nil))
}

// Print is that of the key in the file; "" where its secret was not given.
func (f *File) Print(text []byte) string {
	office, err := f.opened()
	if err != nil {
		return ""
	}
	return office.Print(text)
}
