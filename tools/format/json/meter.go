package json

import (
	"bytes"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"akashi/tools/format/refusal"
)

// meter stands between the file and the decoder, which would hold a value of any
// length in memory: it ends the file when one grows too long, and counts lines.
type meter struct {
	r     io.Reader
	d     *jsontext.Decoder
	limit int64 // bytes that may be read ahead of the decoder
	read  int64
	lines int   // line feeds in what was read
	err   error // why the file ended before its end
}

// Read implements io.Reader.
func (m *meter) Read(p []byte) (int, error) {
	if m.read-m.d.InputOffset() > m.limit {
		m.err = refusal.New(refusal.TooLong, m.where(m.d.InputOffset()), "", "max", m.limit)
		return 0, m.err
	}
	n, err := m.r.Read(p)
	m.read += int64(n)
	m.lines += bytes.Count(p[:n], []byte("\n"))
	if n == 0 && err != nil && err != io.EOF {
		m.err = err
	}
	return n, err
}

// where names a place that the decoder has come to or is about to read.
func (m *meter) where(offset int64) string {
	unread := m.d.UnreadBuffer()
	ahead := max(0, min(offset-m.d.InputOffset(), int64(len(unread))))
	line := 1 + m.lines - bytes.Count(unread[ahead:], []byte("\n"))
	return fmt.Sprintf("line %d, byte %d", line, offset)
}
