package web

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed messages/*.json
var messages embed.FS

// words is the message catalogue of one language.
type words struct {
	lang language
	text map[string]string
}

// readWords reads the catalogues. A key that one language lacks is an error: a
// page that is half translated does not open.
func readWords(catalogue fs.FS) (map[language]*words, error) {
	all := map[language]*words{}
	for _, l := range languages() {
		data, err := fs.ReadFile(catalogue, "messages/"+string(l)+".json")
		if err != nil {
			return nil, fmt.Errorf("read messages: %w", err)
		}
		w := &words{lang: l}
		if err := json.Unmarshal(data, &w.text); err != nil {
			return nil, fmt.Errorf("read messages of %s: %w", l, err)
		}
		all[l] = w
	}
	return all, sameKeys(all)
}

func sameKeys(all map[language]*words) error {
	for _, a := range all {
		for _, b := range all {
			for key := range a.text {
				if b.text[key] == "" {
					return fmt.Errorf("messages of %s: no words for %s", b.lang, key)
				}
			}
		}
	}
	return nil
}

// has reports whether there are words for the key.
func (w *words) has(key string) bool { return w.text[key] != "" }

// say returns the words for a key. Each {name} in them is replaced by the value
// that follows the name in pairs; braces in a value stay as they are. A key without words is printed as it is, so
// that the gap is seen.
func (w *words) say(key string, pairs ...string) string {
	text, ok := w.text[key]
	if !ok {
		return key
	}
	if len(pairs) == 0 {
		return text
	}
	inBraces := make([]string, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		inBraces[i], inBraces[i+1] = "{"+pairs[i]+"}", pairs[i+1]
	}
	return strings.NewReplacer(inBraces...).Replace(text)
}
