package blob

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"akashi/values/fault"
)

// Folder is a Store in a local directory. A file with hash abcd… lies at
// ab/abcd…, or encrypted at ab/abcd….age, readable by the office's own account only.
// Unfinished files lie in tmp until they are cleared.
type Folder struct {
	dir    string
	seals  Seals
	spread func() bool // every folder that a file can lie in is there, and will be after a power cut
}

// OpenFolder makes dir a store if it is not one yet.
func OpenFolder(dir string, seals Seals) (*Folder, error) {
	if err := os.MkdirAll(filepath.Join(dir, "tmp"), 0o700); err != nil {
		return nil, fmt.Errorf("open evidence folder: %w", err)
	}
	return &Folder{dir, seals, sync.OnceValue(func() bool { return spread(dir) })}, nil
}

// spread makes the 256 folders in which files lie before the first file is kept, so that no
// later one has to wait for its folder's own name to be on the disk. Most commands keep no
// file, and making the folders took half of an office's first start. Where they cannot be
// made now, each is with its file.
func spread(dir string) bool {
	for i := range 256 {
		if err := os.Mkdir(filepath.Join(dir, fmt.Sprintf("%02x", i)), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return false
		}
	}
	return syncDir(dir) == nil
}

// Abandoned is how old an unfinished file is when nobody can be at it any more.
const Abandoned = time.Hour

// Clear removes the unfinished files that killed programs have left.
func (f *Folder) Clear(now time.Time) error {
	left, err := os.ReadDir(filepath.Join(f.dir, "tmp"))
	for _, file := range left {
		info, gone := file.Info()
		if errors.Is(gone, fs.ErrNotExist) || gone == nil && now.Sub(info.ModTime()) < Abandoned {
			continue
		}
		if gone = os.Remove(filepath.Join(f.dir, "tmp", file.Name())); !errors.Is(gone, fs.ErrNotExist) { // another may clear too
			err = errors.Join(err, gone)
		}
	}
	return err
}

// Put implements Store. The bytes are written aside, forced to disk, hashed as
// read back and only then linked to their name: a link, unlike a rename, never
// replaces what is there.
func (f *Folder) Put(ctx context.Context, r io.Reader) (Receipt, error) {
	return f.PutIf(ctx, r, func() error { return nil })
}

// PutIf implements Store.
func (f *Folder) PutIf(ctx context.Context, r io.Reader, sound func() error) (Receipt, error) {
	receipt, err := f.put(ctx, r, sound)
	return receipt, later(err)
}

// later tells what the disk cannot take now and will take later, in the codes of the store
// on the same disk.
func later(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fault.Wrap(fault.Unavailable, "store.full", "", err)
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fault.Wrap(fault.Unavailable, "store.read-only", "", err)
	}
	return err
}

func (f *Folder) put(ctx context.Context, r io.Reader, sound func() error) (Receipt, error) {
	var temp string
	var receipt Receipt
	var err error
	ctx, stop := context.WithCancel(ctx)
	written := make(chan struct{})
	go func() {
		defer close(written)
		temp, receipt, err = f.finished(ctx, r)
	}()
	defer func() { // after a panic of the caller's, too
		stop()
		<-written
		if err == nil {
			_ = os.Remove(temp)
		}
	}()
	if refused := sound(); refused != nil {
		return Receipt{}, refused
	}
	if <-written; err != nil {
		return Receipt{}, fmt.Errorf("keep file: %w", err)
	}
	return f.settle(ctx, temp, receipt)
}

// finished writes what comes aside, as it will be kept, and reads it back.
func (f *Folder) finished(ctx context.Context, r io.Reader) (temp string, receipt Receipt, err error) {
	temp, size, hash, err := f.aside(ctx, r)
	if err != nil {
		return "", Receipt{}, err
	}
	receipt, err = f.readBack(ctx, temp, f.seals.suffix())
	if err == nil && receipt != (Receipt{Hash: hash, Size: size}) {
		err = fault.New(fault.Conflict, "blob-read-back", receipt.Hash.String())
	}
	if err != nil {
		return "", Receipt{}, errors.Join(err, os.Remove(temp))
	}
	return temp, receipt, nil
}

// settle gives the finished file its name, unless the same bytes have it.
func (f *Folder) settle(ctx context.Context, temp string, receipt Receipt) (Receipt, error) {
	if known, err := f.Stat(ctx, receipt.Hash); !errors.Is(err, fault.NotFound) {
		known.Known = true
		return known, err
	}
	final := f.path(receipt.Hash, f.seals.suffix())
	if err := os.MkdirAll(filepath.Dir(final), 0o700); err != nil {
		return Receipt{}, fmt.Errorf("keep file: %w", err)
	}
	err := os.Link(temp, final)
	if errors.Is(err, fs.ErrExist) {
		known, err := f.Stat(ctx, receipt.Hash)
		known.Known = true
		return known, err
	}
	if err != nil {
		return Receipt{}, fmt.Errorf("keep file: %w", err)
	}
	err = syncDir(filepath.Dir(final))
	if !f.spread() {
		err = errors.Join(err, syncDir(f.dir))
	}
	if err != nil {
		return Receipt{}, fmt.Errorf("keep file: %w", err)
	}
	return receipt, nil
}

// find opens the file of a hash, in whichever of its two forms it is kept. One that is being
// encrypted meanwhile is in one of them at each moment, and goes from the second to the first.
func (f *Folder) find(h Hash) (file *os.File, suffix string, err error) {
	for _, suffix = range []string{Sealed, "", Sealed} {
		file, err = os.Open(f.path(h, suffix))
		if !errors.Is(err, fs.ErrNotExist) {
			return file, suffix, err
		}
	}
	return nil, "", fault.Wrap(fault.NotFound, "blob-unknown", h.String(), err)
}

// Get implements Store.
func (f *Folder) Get(ctx context.Context, h Hash) (io.ReadCloser, error) {
	file, suffix, err := f.find(h)
	if err != nil {
		return nil, fmt.Errorf("fetch file: %w", err)
	}
	plain, err := f.seals.opening(inContext(ctx, file), suffix)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("fetch file: %w", altered(h, err)), file.Close())
	}
	return &reading{Reader: plain, Closer: file, want: h, sum: sha256.New()}, nil
}

// Stat implements Store.
func (f *Folder) Stat(ctx context.Context, h Hash) (Receipt, error) {
	plain, err := f.Get(ctx, h)
	if err != nil {
		return Receipt{}, fmt.Errorf("check file: %w", err)
	}
	size, err := io.Copy(io.Discard, plain)
	if err = errors.Join(err, plain.Close()); err != nil {
		return Receipt{}, fmt.Errorf("check file: %w", err)
	}
	return Receipt{Hash: h, Size: size}, nil
}

// Erase implements Store. Both forms go, the one that is kept encrypted and the one as it came.
func (f *Folder) Erase(ctx context.Context, h Hash) error {
	gone := false
	for _, suffix := range []string{Sealed, "", Sealed} { // one that is being encrypted goes from the second to the first
		err := errors.Join(ctx.Err(), os.Remove(f.path(h, suffix)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("erase file: %w", later(err))
		}
		gone = gone || err == nil
	}
	if !gone {
		return nil
	}
	return syncDir(filepath.Dir(f.path(h, "")))
}

func (f *Folder) path(h Hash, suffix string) string {
	name := h.String()
	return filepath.Join(f.dir, name[:2], name+suffix)
}

// altered is what an error says of a kept file: that it is not what was received, unless the
// disk, the key or whoever asked is the cause.
func altered(h Hash, err error) error {
	_, disk := errors.AsType[*fs.PathError](err)
	if disk || errors.Is(err, fault.Unavailable) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fault.Wrap(fault.Conflict, "blob-altered", h.String(), err)
}

func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// reading hashes what it reads. It ends with fault.Conflict, and never with io.EOF, when
// that is not what was kept.
type reading struct {
	io.Reader
	io.Closer
	want Hash
	sum  hash.Hash
}

// Read implements io.Reader.
func (r *reading) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.sum.Write(p[:n])
	switch {
	case err == nil:
	case !errors.Is(err, io.EOF):
		err = altered(r.want, err)
	case Hash(r.sum.Sum(nil)) != r.want:
		err = fault.New(fault.Conflict, "blob-altered", r.want.String())
	}
	return n, err
}

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func inContext(ctx context.Context, r io.Reader) io.Reader { return contextReader{ctx, r} }

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
