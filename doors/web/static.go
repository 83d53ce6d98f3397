package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"akashi/values/fault"
)

//go:embed static
var static embed.FS

// files are the door's own style sheets and pictures. Each is served under a
// name that holds the hash of its content, so that it can be kept for ever.
type files struct {
	names   map[string]string // name to hashed name
	content map[string][]byte // by hashed name
}

func readFiles() (*files, error) {
	f := &files{names: map[string]string{}, content: map[string][]byte{}}
	entries, err := fs.ReadDir(static, "static")
	if err != nil {
		return nil, fmt.Errorf("read static files: %w", err)
	}
	for _, e := range entries {
		data, err := static.ReadFile("static/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("read static files: %w", err)
		}
		f.add(e.Name(), data)
	}
	return f, nil
}

func (f *files) add(name string, data []byte) {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:6]) + ext
	f.names[name] = hashed
	f.content[hashed] = data
}

func (f *files) address(name string) string { return "/static/" + f.names[name] }

// file serves one of the door's own files.
func (d *Door) file(v *visit) error {
	name := v.r.PathValue("file")
	data, ok := d.files.content[name]
	if !ok {
		return fault.New(fault.NotFound, "page-unknown", name)
	}
	h := v.w.Header()
	h.Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(v.w, v.r, name, time.Time{}, bytes.NewReader(data))
	return nil
}

// robots lets search engines read what is public and leaves out what is work.
func (d *Door) robots(v *visit) error {
	v.w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := v.w.Write([]byte("User-agent: *\nDisallow: /o\nDisallow: /en/o\nDisallow: /login\nDisallow: /en/login\n"))
	return err
}

// health says that the door is open.
func (d *Door) health(v *visit) error {
	v.w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	v.w.Header().Set("Cache-Control", "no-store")
	_, err := v.w.Write([]byte("ok\n"))
	return err
}

// ready says whether the office can be asked everything: /healthz says only that the
// program runs, and to start it anew would not bring its database back.
func (d *Door) ready(v *visit) error {
	if d.Ready == nil {
		return d.health(v)
	}
	if err := d.Ready(); err != nil {
		later(v.w, err)
		v.w.Header().Set("Cache-Control", "no-store")
		http.Error(v.w, v.book.Failure(err).Code, v.explain(err).Status)
		return nil
	}
	return d.health(v)
}
