package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"io/fs"
	"os"
	"sync"

	"akashi/values/fault"
)

// File is an office's key in a file: the public half in the clear, so that boxes can be
// closed without the secret, and the private half encrypted where there is one. The file
// is read when it is first needed.
type File struct {
	path   string
	block  func() (*pem.Block, error)
	opened func() (Office, error)
}

const (
	kind       = "AKASHI OFFICE KEY"
	publicHead = "Public"
	saltHead   = "Salt"
	rounds     = 600_000 // of PBKDF2 with SHA-256
)

// InFile is the key in a file, opened by a secret where it is encrypted.
func InFile(path, secret string) *File {
	f := &File{path: path}
	f.block = sync.OnceValues(f.read)
	f.opened = sync.OnceValues(func() (Office, error) { return f.open(secret) })
	return f
}

// Make writes a new key into a file that only its owner reads, encrypted when there is a
// secret. A file that is there is left alone.
func Make(path, secret string) error {
	private, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	block := &pem.Block{Type: kind, Bytes: private.Bytes(),
		Headers: map[string]string{publicHead: base64.StdEncoding.EncodeToString(private.PublicKey().Bytes())}}
	if secret != "" {
		salt := make([]byte, 16)
		_, _ = rand.Read(salt) // never fails; it ends the program instead
		block.Headers[saltHead] = base64.StdEncoding.EncodeToString(salt)
		lock, err := lockOf(secret, salt)
		if err != nil {
			return err
		}
		block.Bytes = lock.Seal(nil, nil, private.Bytes(), nil)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = file.Write(pem.EncodeToMemory(block))
	return errors.Join(err, file.Sync(), file.Close())
}

// lockOf is the cipher under a secret. It makes its nonces itself.
func lockOf(secret string, salt []byte) (cipher.AEAD, error) {
	key, err := pbkdf2.Key(sha256.New, secret, salt, rounds, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

func (f *File) read() (*pem.Block, error) {
	body, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Wrap(fault.Conflict, "office-key.missing", "", err)
	}
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(body)
	if block == nil || block.Type != kind {
		return nil, fault.New(fault.Conflict, "office-key.malformed", "")
	}
	return block, nil
}

func (f *File) open(secret string) (Office, error) {
	block, err := f.block()
	if err != nil {
		return Office{}, err
	}
	bytes := block.Bytes
	if salt, locked := block.Headers[saltHead]; locked {
		given, err := base64.StdEncoding.DecodeString(salt)
		if err != nil {
			return Office{}, fault.Wrap(fault.Conflict, "office-key.malformed", "", err)
		}
		lock, err := lockOf(secret, given)
		if err == nil {
			bytes, err = lock.Open(nil, nil, bytes, nil)
		}
		if err != nil {
			return Office{}, fault.Wrap(fault.Conflict, "office-key.secret", "", err)
		}
	}
	private, err := ecdh.X25519().NewPrivateKey(bytes)
	if err != nil {
		return Office{}, fault.Wrap(fault.Conflict, "office-key.malformed", "", err)
	}
	return Office{NewKey(private)}, nil
}

// Seal closes a text about something in a box; it needs no secret.
func (f *File) Seal(text, about []byte) (string, error) {
	block, err := f.block()
	if err != nil {
		return "", err
	}
	given, err := base64.StdEncoding.DecodeString(block.Headers[publicHead])
	if err != nil {
		return "", fault.Wrap(fault.Conflict, "office-key.malformed", "", err)
	}
	public, err := ecdh.X25519().NewPublicKey(given)
	if err != nil {
		return "", fault.Wrap(fault.Conflict, "office-key.malformed", "", err)
	}
	return sealTo(public, text, about)
}

// Open opens a box about something.
func (f *File) Open(box string, about []byte) ([]byte, error) {
	office, err := f.opened()
	if err != nil {
		return nil, err
	}
	return office.Open(box, about)
}
