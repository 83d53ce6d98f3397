package cli

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"path"
	"unicode/utf16"
	"unicode/utf8"

	"akashi/values/fault"
)

// maxText is the longest text input that a command reads, in bytes: far above any
// file of answers or facts.
const maxText = 8 << 20

// maxFile is the longest file that a command takes in whole, in bytes.
const maxFile = 64 << 20

// open opens the input that an argument names; "-" is the standard input.
func (r *run) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(r.In), nil
	}
	f, err := r.Open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Wrong("file-not-found", name, "given", name)
	case err != nil:
		return nil, fault.Wrong("file-unreadable", name, "given", name)
	}
	return f, nil
}

// read returns a whole input, refusing one longer than limit without reading its
// rest.
func (r *run) read(name string, limit int64) ([]byte, error) {
	f, err := r.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fault.Wrong("file-unreadable", name, "given", name)
	}
	if int64(len(data)) > limit {
		return nil, fault.Wrong("input-too-large", name, "max", limit>>20)
	}
	return data, nil
}

// text is read without what editors put before a text: the mark of UTF-8, and of
// UTF-16, which PowerShell writes.
func (r *run) text(name string, limit int64) ([]byte, error) {
	data, err := r.read(name, limit)
	if err != nil || len(data) < 2 {
		return data, err
	}
	switch {
	case data[0] == 0xff && data[1] == 0xfe:
		return fromUTF16(data[2:], binary.LittleEndian), nil
	case data[0] == 0xfe && data[1] == 0xff:
		return fromUTF16(data[2:], binary.BigEndian), nil
	}
	return bytes.TrimPrefix(data, []byte("\ufeff")), nil
}

// fromUTF16 reads a text in UTF-16; half a character at its end stays one that is none.
func fromUTF16(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, 0, len(data)/2+1)
	for ; len(data) > 1; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	if len(data) > 0 {
		units = append(units, utf8.RuneError)
	}
	return []byte(string(utf16.Decode(units)))
}

// baseName is the name of a file without its folders; "-" has none.
func baseName(name string) string {
	if name == "-" {
		return "stdin"
	}
	return path.Base(name)
}
