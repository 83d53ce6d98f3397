package blob

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"akashi/values/fault"
)

// Sealed ends the name of a file that is kept encrypted, in the format of age. Its name
// before that is the SHA-256 of what was received, as with any other.
const Sealed = ".age"

// Seals close files on their way to the disk and open them on their way back. Without Close
// files are kept as they came; without Open none that was closed can be read. Open fails
// with fault.Unavailable where it has not the key.
type Seals struct {
	Close func(io.Writer) (io.WriteCloser, error)
	Open  func(io.Reader) (io.Reader, error)
}

// suffix ends the name of what is written from now on.
func (s Seals) suffix() string {
	if s.Close == nil {
		return ""
	}
	return Sealed
}

func (s Seals) closing(to io.Writer) (io.WriteCloser, error) {
	if s.Close == nil {
		return unchanged{to}, nil
	}
	return s.Close(to)
}

func (s Seals) opening(from io.Reader, suffix string) (io.Reader, error) {
	if suffix == "" {
		return from, nil
	}
	if s.Open == nil {
		return nil, fault.New(fault.Unavailable, "evidence-sealed", "")
	}
	return s.Open(from)
}

// unchanged is a writer that has nothing to end.
type unchanged struct{ io.Writer }

// Close implements io.Closer.
func (unchanged) Close() error { return nil }

// Plain visits every file that is kept as it came.
func (f *Folder) Plain(visit func(h Hash, size int64) error) error {
	names, err := filepath.Glob(filepath.Join(f.dir, "??", "*"))
	for _, name := range names {
		h, other := ParseHash(filepath.Base(name))
		if other != nil { // closed already, or none of ours
			continue
		}
		info, gone := os.Stat(name)
		if errors.Is(gone, fs.ErrNotExist) {
			continue
		}
		if gone == nil {
			gone = visit(h, info.Size())
		}
		if gone != nil {
			return gone
		}
	}
	return err
}

// Seal encrypts a file that is kept as it came. At each moment one of the two is there and
// whole: what a killed program leaves is begun or ended anew. A file that is not what its
// name says is left alone, with fault.Conflict.
func (f *Folder) Seal(ctx context.Context, h Hash) error {
	if f.seals.Close == nil {
		return fault.New(fault.Unavailable, "evidence-sealed", "")
	}
	if err := f.sealCopy(ctx, h); err != nil {
		return fmt.Errorf("encrypt file: %w", later(err))
	}
	plain := f.path(h, "")
	if err := os.Remove(plain); err != nil && !errors.Is(err, fs.ErrNotExist) { // another may be at it too
		return fmt.Errorf("encrypt file: %w", later(err))
	}
	return syncDir(filepath.Dir(plain))
}

// sealCopy makes the encrypted one beside the other.
func (f *Folder) sealCopy(ctx context.Context, h Hash) error {
	from, err := os.Open(f.path(h, ""))
	if errors.Is(err, fs.ErrNotExist) { // another has done it
		return nil
	}
	if err != nil {
		return err
	}
	defer from.Close()
	temp, err := f.write(ctx, from, h)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	err = os.Link(temp, f.path(h, Sealed))
	if errors.Is(err, fs.ErrExist) { // of a killed program; it has to be whole before the other goes
		err = f.matches(ctx, f.path(h, Sealed), Sealed, h)
	}
	return errors.Join(err, syncDir(filepath.Dir(f.path(h, Sealed))))
}

// write writes a file aside as it is kept from now on, forces it to disk and reads it back.
// Where it is not the file that was meant it leaves nothing.
func (f *Folder) write(ctx context.Context, from io.Reader, meant Hash) (name string, err error) {
	temp, receipt, err := f.finished(ctx, from)
	if err == nil && receipt.Hash != meant {
		err = errors.Join(fault.New(fault.Conflict, "blob-altered", meant.String()), os.Remove(temp))
	}
	return temp, err
}

// aside writes what comes into a file of its own and forces it to disk.
func (f *Folder) aside(ctx context.Context, from io.Reader) (name string, size int64, h Hash, err error) {
	temp, err := os.CreateTemp(filepath.Join(f.dir, "tmp"), "in-*")
	if err != nil {
		return "", 0, h, err
	}
	sum := sha256.New()
	out, err := f.seals.closing(temp)
	if err == nil {
		size, err = io.Copy(io.MultiWriter(out, sum), inContext(ctx, from))
		err = errors.Join(err, out.Close(), temp.Sync())
	}
	if err = errors.Join(err, temp.Close()); err != nil {
		return "", 0, h, errors.Join(err, os.Remove(temp.Name()))
	}
	return temp.Name(), size, Hash(sum.Sum(nil)), nil
}

// matches re-reads a file that has to be the one of a name.
func (f *Folder) matches(ctx context.Context, path, suffix string, h Hash) error {
	back, err := f.readBack(ctx, path, suffix)
	if err == nil && back.Hash != h {
		err = fault.New(fault.Conflict, "blob-altered", h.String())
	}
	return err
}

// readBack opens and hashes a file.
func (f *Folder) readBack(ctx context.Context, path, suffix string) (Receipt, error) {
	file, err := os.Open(path)
	if err != nil {
		return Receipt{}, err
	}
	defer file.Close()
	plain, err := f.seals.opening(inContext(ctx, file), suffix)
	if err != nil {
		return Receipt{}, err
	}
	sum := sha256.New()
	size, err := io.Copy(sum, plain)
	return Receipt{Hash: Hash(sum.Sum(nil)), Size: size}, err
}
