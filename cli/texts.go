package cli

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"akashi/fault"
)

// The sentences of this door, one file a language.
//
//go:embed messages/*.json
var messages embed.FS

// texts are the sentences of one language, by code.
type texts struct {
	lang  string
	words map[string]string
}

// languages lists the languages of the door, the default first.
func languages() []string { return []string{"ja", "en"} }

func loadTexts(lang string) (texts, error) {
	data, err := messages.ReadFile("messages/" + lang + ".json")
	if err != nil {
		return texts{}, usage{fmt.Errorf("--lang %q: choose one of %s", lang, strings.Join(languages(), ", "))}
	}
	t := texts{lang: lang}
	if err := json.Unmarshal(data, &t.words); err != nil {
		return texts{}, fmt.Errorf("read messages/%s.json: %w", lang, err)
	}
	return t, nil
}

// of returns the sentence of a code, or the code itself.
func (t texts) of(code string) string {
	if s, ok := t.words[code]; ok {
		return s
	}
	return code
}

// named returns the word for a name of one kind, such as "state." and "draft",
// or the name itself.
func named[N ~string](t texts, kind string, name N) string {
	if s, ok := t.words[kind+string(name)]; ok {
		return s
	}
	return string(name)
}

// knows reports whether there is a sentence for the code.
func (t texts) knows(code string) bool { return t.words[code] != "" }

// sentence returns the sentence of a code with its {placeholders} filled in. A
// code without a sentence is shown with all its figures.
func (t texts) sentence(code string, detail map[string]string) string {
	s, ok := t.words[code]
	if !ok {
		return strings.TrimSpace(code + " " + figures(detail))
	}
	for name, value := range detail {
		s = strings.ReplaceAll(s, "{"+name+"}", value)
	}
	return s
}

// failure returns the sentence of a failure: that of its code, else that of its
// kind.
func (t texts) failure(f *fault.Error) string {
	code := f.Code
	if !t.knows(code) {
		code = "kind." + string(f.Kind)
	}
	return t.sentence(code, map[string]string{"what": f.What, "code": f.Code})
}

func figures(detail map[string]string) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(detail)) {
		if detail[name] != "" {
			parts = append(parts, name+"="+detail[name])
		}
	}
	return strings.Join(parts, " ")
}
