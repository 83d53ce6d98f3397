package cli

import (
	"errors"
	"io"
	"io/fs"
	"path"

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

// baseName is the name of a file without its folders; "-" has none.
func baseName(name string) string {
	if name == "-" {
		return "stdin"
	}
	return path.Base(name)
}
