package scan

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"strings"

	"akashi/values/fault"
)

// Bounds of a zip, which has to be held to be read.
const (
	maxZip      = 64 << 20 // bytes
	maxZipFiles = 1000
)

// unpack reads the one report in a .gz or .zip; any other file it leaves as it is.
func unpack(r io.Reader) (io.Reader, error) {
	whole := &source{r: r}
	in := bufio.NewReaderSize(whole, headSize)
	head, err := in.Peek(len("PK\x03\x04"))
	if err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case isGzip(head):
		text, err := gzip.NewReader(in)
		if err != nil {
			return nil, whole.broken()
		}
		return once(&unpacked{text, whole})
	case isZip(head):
		return unzip(in, whole)
	}
	return in, nil
}

func isGzip(head []byte) bool { return bytes.HasPrefix(head, []byte("\x1f\x8b")) }

func isZip(head []byte) bool { return string(head) == "PK\x03\x04" || string(head) == "PK\x05\x06" }

// once refuses a container in a container.
func once(text io.Reader) (io.Reader, error) {
	in := bufio.NewReaderSize(text, headSize)
	head, err := in.Peek(len("PK\x03\x04"))
	if err != nil && err != io.EOF {
		return nil, err
	}
	if isGzip(head) || isZip(head) {
		return nil, packed("twice", 1)
	}
	return in, nil
}

// unzip opens the one file of a zip.
func unzip(in io.Reader, whole *source) (io.Reader, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxZip+1))
	switch {
	case err != nil:
		return nil, err
	case len(data) > maxZip:
		return nil, fault.Wrong("report-too-large", "byte 0", "max", maxZip)
	case bytes.Count(data, []byte("PK\x01\x02")) > maxZipFiles:
		return nil, packed("many", maxZipFiles)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, packed("broken", 0)
	}
	var one *zip.File
	files := 0
	for _, f := range archive.File {
		if !besides(f.Name) {
			one, files = f, files+1
		}
	}
	switch {
	case files != 1:
		return nil, packed("files", files)
	case one.Flags&1 != 0:
		return nil, packed("locked", 1)
	}
	text, err := one.Open()
	if err != nil {
		return nil, packed("broken", 1)
	}
	return once(&unpacked{text, whole})
}

// besides reports whether a file in a zip is none that anybody put there: a folder, or
// what a Mac writes beside.
func besides(name string) bool {
	return strings.HasSuffix(name, "/") || strings.HasPrefix(name, "__MACOSX/") || path.Base(name) == ".DS_Store"
}

// packed is the refusal of a container.
func packed(why string, files int) error {
	return fault.Wrong("report-packed", "byte 0", "why", why, "files", files)
}

// source is the file as it came, which remembers what went wrong with it.
type source struct {
	r   io.Reader
	err error
}

// Read implements io.Reader.
func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// broken is the error of the file itself, else that its packing is damaged.
func (s *source) broken() error {
	if s.err != nil {
		return s.err
	}
	return packed("broken", 0)
}

// unpacked is the content of a container; damage to its packing is the sender's fault.
type unpacked struct {
	r     io.Reader
	whole *source
}

// Read implements io.Reader.
func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	if err != nil && err != io.EOF {
		err = u.whole.broken()
	}
	return n, err
}
