package web

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"

	"akashi/values/fault"
)

// sentFile is a file that came with a form, or before it.
type sentFile struct {
	name  string
	size  int64  // bytes
	whole []byte // where it is in memory as it came; else it is opened
	open  func() (io.ReadCloser, error)
}

// read is what is in it, which nobody changes; nil where none came.
func (f sentFile) read() ([]byte, error) {
	if f.name == "" || f.whole != nil {
		return f.whole, nil
	}
	file, err := f.open()
	if err != nil {
		return nil, err
	}
	var content bytes.Buffer
	content.Grow(int(f.size) + bytes.MinRead) // once, to its size
	_, err = content.ReadFrom(file)
	return content.Bytes(), errors.Join(err, file.Close())
}

// formFiles are the files of a form, by the names of their fields.
type formFiles = map[string]sentFile

// read takes a filled-in form in, of at most so many bytes.
func (v *visit) read(limit int64) (url.Values, formFiles, error) {
	const inMemory = 4 << 20 // bytes: what people hand in is seldom larger, and how much comes at once is limited
	length := v.r.ContentLength
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, limit)
	read := func(r *http.Request) (formFiles, error) { return inPieces(r, inMemory) }
	if length > 0 && length <= min(limit, inMemory) {
		read = atOnce
	}
	files, err := read(v.r)
	if err == http.ErrNotMultipart {
		files, err = formFiles{}, v.r.ParseForm()
	}
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return nil, nil, fault.New(fault.Invalid, "form-too-large", "", "max", limit)
	}
	if err != nil {
		return nil, nil, fault.Wrap(fault.Invalid, "form-malformed", "", err)
	}
	v.sent = files
	return v.r.PostForm, files, nil
}

// inPieces reads a form of any length, with its files on the disk when they are more than fits in
// so many bytes.
func inPieces(r *http.Request, inMemory int64) (formFiles, error) {
	if err := r.ParseMultipartForm(inMemory); err != nil {
		return nil, err
	}
	files := formFiles{}
	for name, came := range r.MultipartForm.File {
		files[name] = sentFile{name: came[0].Filename, size: came[0].Size, open: func() (io.ReadCloser, error) { return came[0].Open() }}
	}
	return files, nil
}

// mostParts is how many fields a form may have, as many as the library lets one have.
const mostParts = 1000

// atOnce reads a form whose length is told, and small, into one piece of memory. The library
// doubles a buffer until a file has room in it, and copies it once more: most of a tenth of what
// it took to hand in a file of 1 MiB.
func atOnce(r *http.Request) (formFiles, error) {
	if err := r.ParseForm(); err != nil { // what stands in the address
		return nil, err
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	files, room := formFiles{}, make([]byte, 0, r.ContentLength)
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if err == io.EOF {
			return files, nil
		}
		if err == nil && n == mostParts {
			err = multipart.ErrMessageTooLarge
		}
		if err != nil {
			return nil, err
		}
		from := len(room)
		if room, err = appendTo(room, part); err != nil {
			return nil, err
		}
		content := room[from:len(room):len(room)]
		field, name := part.FormName(), part.FileName()
		if _, known := files[field]; name != "" && field != "" && !known {
			files[field] = sentFile{name: name, size: int64(len(content)), whole: content}
		}
		if name == "" && field != "" {
			r.PostForm.Add(field, string(content))
			r.Form.Add(field, string(content))
		}
	}
}

// appendTo reads all of a part into the room that is left; more is made only where the length that
// was told is too short.
func appendTo(room []byte, from io.Reader) ([]byte, error) {
	for {
		if len(room) == cap(room) {
			room = append(room, 0)[:len(room)]
		}
		n, err := from.Read(room[len(room):cap(room)])
		room = room[:len(room)+n]
		if err == io.EOF {
			return room, nil
		}
		if err != nil {
			return room, err
		}
	}
}
