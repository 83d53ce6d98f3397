package words

import (
	"embed"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// sentences are the catalogues, one folder a language.
//
//go:embed ja/*.txt en/*.txt
var sentences embed.FS

// read reads the catalogue of a language. The files are part of the program: its
// tests prove that each line can be read.
func read(lang Language) *Book {
	b := &Book{lang: lang, text: make(map[string]string, 2048)}
	files, _ := fs.Glob(sentences, path.Join(string(lang), "*.txt"))
	for _, name := range files {
		data, _ := sentences.ReadFile(name)
		for line := range strings.SplitSeq(string(data), "\n") {
			if key, text, ok := entry(line); ok {
				b.text[key] = text
			}
		}
	}
	for key, text := range b.text {
		if other, ok := strings.CutPrefix(text, "="); ok {
			b.text[key] = b.text[other]
		}
	}
	return b
}

// entry reads one line, "key: sentence". A sentence whose blanks at the ends
// count, or that has more lines than one, is quoted as in Go; "=" and a key say that
// two codes share a sentence; # begins a remark.
func entry(line string) (key, text string, ok bool) {
	if strings.HasPrefix(line, "#") {
		return "", "", false
	}
	key, text, ok = strings.Cut(line, ": ")
	if whole, err := strconv.Unquote(text); err == nil && strings.HasPrefix(text, `"`) {
		text = whole
	}
	return key, text, ok
}
