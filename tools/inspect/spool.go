package inspect

import (
	"errors"
	"fmt"
	"io"
	"os"

	"akashi/values/fault"
)

// inMemory is how much of a file a Spool keeps in memory before it moves to a
// temporary file.
const inMemory = 1 << 20

// Spool holds the bytes of a file on their way in, so that they can be looked
// at in any order and then kept: the first mebibyte in memory, a larger file in
// the system's temporary directory, gone with Close.
type Spool struct {
	head []byte
	file *os.File
	size int64
}

// Receive reads r to its end. A file of more than limit bytes is refused with
// fault.Invalid as soon as the next byte arrives.
func Receive(r io.Reader, limit int64) (*Spool, error) {
	s := &Spool{}
	err := s.fill(io.LimitReader(r, limit+1))
	if err == nil && s.size > limit {
		err = fault.New(fault.Invalid, string(tooLarge), "file")
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Spool) fill(r io.Reader) error {
	head, err := io.ReadAll(io.LimitReader(r, inMemory))
	s.head, s.size = head, int64(len(head))
	if err != nil || len(head) < inMemory {
		return err
	}
	if s.file, err = os.CreateTemp("", "akashi-spool-*"); err != nil {
		return fmt.Errorf("hold file: %w", err)
	}
	n, err := io.Copy(s.file, r)
	s.size += n
	return err
}

// Size is the number of bytes received.
func (s *Spool) Size() int64 { return s.size }

// ReadAt implements io.ReaderAt.
func (s *Spool) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 || off >= s.size {
		return 0, io.EOF
	}
	n := 0
	if off < int64(len(s.head)) {
		n = copy(p, s.head[off:])
	}
	if n == len(p) {
		return n, nil
	}
	if s.file == nil {
		return n, io.EOF
	}
	m, err := s.file.ReadAt(p[n:], off+int64(n)-int64(len(s.head)))
	return n + m, err
}

// Reader starts again at the first byte.
func (s *Spool) Reader() io.Reader { return io.NewSectionReader(s, 0, s.size) }

// Close forgets the bytes and removes the temporary file.
func (s *Spool) Close() error {
	if s.file == nil {
		return nil
	}
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}
