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
	"syscall"
	"time"

	"akashi/values/fault"
)

// Folder is a Store in a local directory. A file with hash abcd… lies at
// ab/abcd…, readable by the office's own account only. Unfinished files lie in
// tmp until they are cleared.
type Folder struct {
	dir string
}

// OpenFolder makes dir a store if it is not one yet.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(filepath.Join(dir, "tmp"), 0o700); err != nil {
		return nil, fmt.Errorf("open evidence folder: %w", err)
	}
	return &Folder{dir: dir}, nil
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
	receipt, err := f.put(ctx, r)
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

func (f *Folder) put(ctx context.Context, r io.Reader) (Receipt, error) {
	temp, err := os.CreateTemp(filepath.Join(f.dir, "tmp"), "in-*")
	if err != nil {
		return Receipt{}, fmt.Errorf("keep file: %w", err)
	}
	defer os.Remove(temp.Name())
	defer temp.Close()

	sent := sha256.New()
	if _, err := io.Copy(io.MultiWriter(temp, sent), inContext(ctx, r)); err != nil {
		return Receipt{}, fmt.Errorf("keep file: %w", err)
	}
	if err := temp.Sync(); err != nil {
		return Receipt{}, fmt.Errorf("keep file: %w", err)
	}
	receipt, err := readBack(ctx, temp.Name())
	if err != nil {
		return Receipt{}, fmt.Errorf("keep file: %w", err)
	}
	if receipt.Hash != Hash(sent.Sum(nil)) {
		return Receipt{}, fault.New(fault.Conflict, "blob-read-back", receipt.Hash.String())
	}
	return f.settle(ctx, temp.Name(), receipt)
}

// settle gives the finished file its name, unless the same bytes have it.
func (f *Folder) settle(ctx context.Context, temp string, receipt Receipt) (Receipt, error) {
	final := f.path(receipt.Hash)
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
	for _, dir := range []string{filepath.Dir(final), f.dir} {
		if err := syncDir(dir); err != nil {
			return Receipt{}, fmt.Errorf("keep file: %w", err)
		}
	}
	return receipt, nil
}

// Get implements Store.
func (f *Folder) Get(ctx context.Context, h Hash) (io.ReadCloser, error) {
	file, err := os.Open(f.path(h))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Wrap(fault.NotFound, "blob-unknown", h.String(), err)
	}
	if err != nil {
		return nil, fmt.Errorf("fetch file: %w", err)
	}
	return &reading{Reader: inContext(ctx, file), Closer: file, want: h, sum: sha256.New()}, nil
}

// Stat implements Store.
func (f *Folder) Stat(ctx context.Context, h Hash) (Receipt, error) {
	receipt, err := readBack(ctx, f.path(h))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Receipt{}, fault.Wrap(fault.NotFound, "blob-unknown", h.String(), err)
	case err != nil:
		return Receipt{}, fmt.Errorf("check file: %w", err)
	case receipt.Hash != h:
		return receipt, fault.New(fault.Conflict, "blob-altered", h.String())
	}
	return receipt, nil
}

func (f *Folder) path(h Hash) string {
	name := h.String()
	return filepath.Join(f.dir, name[:2], name)
}

func readBack(ctx context.Context, path string) (Receipt, error) {
	file, err := os.Open(path)
	if err != nil {
		return Receipt{}, err
	}
	defer file.Close()
	sum := sha256.New()
	size, err := io.Copy(sum, inContext(ctx, file))
	return Receipt{Hash: Hash(sum.Sum(nil)), Size: size}, err
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
	if errors.Is(err, io.EOF) && Hash(r.sum.Sum(nil)) != r.want {
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
