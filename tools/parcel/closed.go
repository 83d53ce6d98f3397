package parcel

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/tus/tusd/v2/pkg/filestore"
	"github.com/tus/tusd/v2/pkg/handler"
)

// Boxes close a few bytes to the office's key and open them again.
type Boxes interface {
	Seal(text, about []byte) (string, error)
	Open(box string, about []byte) ([]byte, error)
}

// keyOf names, beside what a file is for, the box with the key that its pieces are closed to;
// a file without one lies as it comes.
const keyOf = "key"

// closing keeps files as the library does, their bytes closed to a key of their own. It is a
// stream (AES-256, counter mode) which goes on at any byte, so that a file that was cut off
// has as many bytes on the disk as have come. It hides what is read, and does not say whether
// somebody wrote in it: no more than the file as it came would, and what becomes evidence is
// hashed afterwards.
type closing struct {
	filestore.FileStore
	boxes Boxes
	on    bool // files that begin now are closed
}

// about ties a key to whose file it is, and what for.
func (l label) about() []byte {
	return fmt.Appendf(nil, "file of %s on its way to %s", l.owner, l.purpose)
}

// NewUpload begins a file, with a key of its own.
func (c closing) NewUpload(ctx context.Context, info handler.FileInfo) (handler.Upload, error) {
	if c.on {
		key := make([]byte, 32)
		_, _ = rand.Read(key) // never fails; it ends the program instead
		box, err := c.boxes.Seal(key, labelOf(info).about())
		if err != nil {
			return nil, fmt.Errorf("close a file on its way: %w", err)
		}
		info.MetaData[keyOf] = box
	}
	up, err := c.FileStore.NewUpload(ctx, info)
	return c.closed(ctx, up, err)
}

// GetUpload finds a file.
func (c closing) GetUpload(ctx context.Context, id string) (handler.Upload, error) {
	up, err := c.FileStore.GetUpload(ctx, id)
	return c.closed(ctx, up, err)
}

// AsTerminatableUpload is for giving a file up.
func (c closing) AsTerminatableUpload(up handler.Upload) handler.TerminatableUpload {
	return c.FileStore.AsTerminatableUpload(up.(closedFile).Upload)
}

func (c closing) closed(ctx context.Context, up handler.Upload, err error) (handler.Upload, error) {
	if err != nil {
		return nil, err
	}
	info, err := up.GetInfo(ctx)
	return closedFile{up, info, c.boxes}, err
}

// stream closes and opens the bytes of a file from an offset on.
func stream(boxes Boxes, info handler.FileInfo, from int64) (cipher.Stream, error) {
	key, err := boxes.Open(info.MetaData[keyOf], labelOf(info).about())
	if err != nil {
		return nil, fmt.Errorf("open a file on its way: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("open a file on its way: %w", err)
	}
	var counter [aes.BlockSize]byte
	binary.BigEndian.PutUint64(counter[8:], uint64(from/aes.BlockSize))
	s := cipher.NewCTR(block, counter[:])
	skipped := make([]byte, from%aes.BlockSize)
	s.XORKeyStream(skipped, skipped)
	return s, nil
}

// closedFile is a file on its way.
type closedFile struct {
	handler.Upload
	info  handler.FileInfo
	boxes Boxes
}

// WriteChunk keeps the next piece.
func (f closedFile) WriteChunk(ctx context.Context, offset int64, from io.Reader) (int64, error) {
	if f.info.MetaData[keyOf] == "" {
		return f.Upload.WriteChunk(ctx, offset, from)
	}
	s, err := stream(f.boxes, f.info, offset)
	if err != nil {
		return 0, err
	}
	return f.Upload.WriteChunk(ctx, offset, cipher.StreamReader{S: s, R: from})
}

// GetReader reads what has come.
func (f closedFile) GetReader(ctx context.Context) (io.ReadCloser, error) {
	file, err := f.Upload.GetReader(ctx)
	if err != nil || f.info.MetaData[keyOf] == "" {
		return file, err
	}
	s, err := stream(f.boxes, f.info, 0)
	if err != nil {
		_ = file.Close()
		return nil, err
	}
	return opened{cipher.StreamReader{S: s, R: file}, file}, nil
}

// opened reads a closed file.
type opened struct {
	io.Reader
	io.Closer
}
