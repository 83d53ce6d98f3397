package paper

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"maps"
	"sync"

	"github.com/signintech/gopdf"
	"github.com/signintech/gopdf/fontmaker/core"
)

//go:embed fonts
var files embed.FS

// face is a font of which some characters are printed.
type face struct {
	name string
	data []byte
	has  map[int]uint
}

// The faces, in the order in which they are asked for a character.
const (
	regular = "regular"
	bold    = "bold"
	rest    = "rest" // what the first two have not
)

// faces are unpacked once, when the first document is printed.
var faces = sync.OnceValues(func() (map[string]face, error) {
	all := map[string]face{}
	for name, file := range map[string]string{regular: "BIZUDPGothic-Regular", bold: "BIZUDPGothic-Bold", rest: "NotoSansJP-rest"} {
		packed, err := files.ReadFile("fonts/" + file + ".ttf.gz")
		if err != nil {
			return nil, err
		}
		unpacked, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return nil, fmt.Errorf("face %s: %w", file, err)
		}
		data, err := io.ReadAll(unpacked)
		if err != nil {
			return nil, fmt.Errorf("face %s: %w", file, err)
		}
		var font core.TTFParser
		if err := font.ParseByReader(bytes.NewReader(data)); err != nil {
			return nil, fmt.Errorf("face %s: %w", file, err)
		}
		has := maps.Clone(font.Chars())
		for _, group := range font.GroupingTables() { // those beyond U+FFFF stand apart
			for c := group.StartCharCode; c <= group.EndCharCode; c++ {
				has[int(c)] = group.GlyphID + c - group.StartCharCode
			}
		}
		all[name] = face{name, data, has}
	}
	return all, nil
})

// parsed are the faces as the library reads them, read once: to read them takes longer than to print a page. Each document makes
// its own subset of them.
var parsed = sync.OnceValues(func() (*gopdf.FontContainer, error) {
	all, err := faces()
	if err != nil {
		return nil, err
	}
	container := &gopdf.FontContainer{}
	for name, f := range all {
		if err := container.AddTTFFontData(name, f.data); err != nil {
			return nil, fmt.Errorf("face %s: %w", name, err)
		}
	}
	return container, nil
})

// of is the face that has a character; "" where none has.
func of(all map[string]face, wanted string, r rune) string {
	for _, name := range []string{wanted, rest} {
		if all[name].has[int(r)] != 0 {
			return name
		}
	}
	return ""
}
