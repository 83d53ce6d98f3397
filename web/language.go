package web

import "strings"

// language is one language of the door, by its code.
type language string

const (
	japanese language = "ja"
	english  language = "en"
)

// languages lists the languages of every page; the first has no prefix.
func languages() []language { return []language{japanese, english} }

// prefix stands before the path of a page in the language.
func (l language) prefix() string {
	if l == japanese {
		return ""
	}
	return "/" + string(l)
}

// split takes the language off a path: "/en/help" is "/help" in English.
func split(path string) (language, string) {
	for _, l := range languages()[1:] {
		rest, ok := strings.CutPrefix(path, l.prefix())
		if ok && (rest == "" || strings.HasPrefix(rest, "/")) {
			return l, rest
		}
	}
	return japanese, path
}
