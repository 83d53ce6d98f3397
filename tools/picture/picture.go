// Package picture draws the pages of evidence as pictures (頁の画像), so that a reviewer sees
// a document beside the criterion and no viewer of theirs opens it.
//
// A PDF is read by poppler in a process of its own, which has no network, no other file than
// what it is handed, and bounds for memory and time. A photograph is decoded here and
// written anew: nothing of what was received reaches the reader but its pixels.
package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // photographs
	"image/png"
	"regexp"
	"strconv"
	"sync"

	"golang.org/x/sync/semaphore"

	"akashi/values/fault"
)

// What one picture may cost, and how many are drawn at once.
const (
	longSide  = 1400     // pixels of the longer side of a page
	maxPixels = 16 << 20 // of a photograph
	atOnce    = 2
	kept      = 4096 // files of which the number of pages is remembered
)

// Maker draws pictures. It is for many goroutines.
type Maker struct {
	turns *semaphore.Weighted
	works func() error

	lock  sync.Mutex
	pages map[string]int // by the hash of the file
}

// New makes one.
func New() *Maker {
	return &Maker{turns: semaphore.NewWeighted(atOnce), works: sync.OnceValue(trial), pages: map[string]int{}}
}

// Works reports whether PDFs can be drawn here; the error says what is missing.
func (m *Maker) Works() error { return m.works() }

// drawn reports whether a type of file has pictures at all.
func drawn(kind string) bool { return kind == "pdf" || kind == "png" || kind == "jpeg" }

// Pages counts the pages of a file of a type, known by its hash and read where it is not
// known yet. There are none of what cannot be drawn.
func (m *Maker) Pages(ctx context.Context, kind, hash string, read func() ([]byte, error)) (int, error) {
	m.lock.Lock()
	n, known := m.pages[hash]
	m.lock.Unlock()
	if known {
		return n, nil
	}
	if !drawn(kind) {
		return 0, missing(errors.New(kind))
	}
	content, err := read()
	if err == nil {
		n, err = m.count(ctx, kind, content)
	}
	if err != nil {
		return 0, err
	}
	m.lock.Lock()
	defer m.lock.Unlock()
	if len(m.pages) >= kept {
		clear(m.pages)
	}
	m.pages[hash] = n
	return n, nil
}

func (m *Maker) count(ctx context.Context, kind string, content []byte) (int, error) {
	if kind != "pdf" {
		_, err := photograph(kind, content)
		return 1, err
	}
	said, err := m.draw(ctx, content, "pdfinfo", "-")
	if err != nil {
		return 0, err
	}
	found := pagesSaid.FindSubmatch(said)
	if found == nil {
		return 0, missing(errors.New("no number of pages"))
	}
	return strconv.Atoi(string(found[1]))
}

var pagesSaid = regexp.MustCompile(`(?m)^Pages:\s+(\d{1,9})$`)

// Page draws one page, the first is 1, as PNG.
func (m *Maker) Page(ctx context.Context, kind, hash string, content []byte, n int) ([]byte, error) {
	all, err := m.Pages(ctx, kind, hash, func() ([]byte, error) { return content, nil })
	if err != nil {
		return nil, err
	}
	if n < 1 || n > all {
		return nil, missing(fmt.Errorf("page %d of %d", n, all))
	}
	if kind != "pdf" {
		return photograph(kind, content)
	}
	page := strconv.Itoa(n)
	made, err := m.draw(ctx, content, "pdftoppm", "-png", "-f", page, "-l", page, "-scale-to", strconv.Itoa(longSide), "-")
	if err == nil && !bytes.HasPrefix(made, []byte("\x89PNG")) {
		err = missing(errors.New("no picture"))
	}
	return made, err
}

// draw has a program read a file, when it is its turn.
func (m *Maker) draw(ctx context.Context, content []byte, program string, args ...string) ([]byte, error) {
	if err := m.Works(); err != nil {
		return nil, missing(err)
	}
	if err := m.turns.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer m.turns.Release(1)
	drawn, err := run(ctx, content, program, args...)
	if err != nil {
		return nil, missing(err)
	}
	return drawn, nil
}

// photograph writes a photograph anew.
func photograph(kind string, content []byte) ([]byte, error) {
	if kind != "png" && kind != "jpeg" {
		return nil, missing(errors.New(kind))
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err == nil && size.Width*size.Height > maxPixels {
		err = fmt.Errorf("%d × %d pixels", size.Width, size.Height)
	}
	if err != nil {
		return nil, missing(err)
	}
	seen, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, missing(err)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, seen); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// missing is that there is no picture, and why: the file itself can be had all the same.
func missing(why error) error {
	return &fault.Error{Kind: fault.NotFound, Code: "picture.none", Err: why}
}

// trial draws a page of our own.
func trial() error {
	_, err := run(context.Background(), []byte(blank), "pdfinfo", "-")
	if err == nil {
		_, err = run(context.Background(), []byte(blank), "pdftoppm", "-png", "-scale-to", "8", "-")
	}
	return err
}

const blank = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n"
