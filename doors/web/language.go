package web

import (
	"strings"

	"akashi/words"
)

// language is one language of the door.
type language = words.Language

// prefix stands before the path of a page in the language.
func prefix(l language) string {
	if l == words.Japanese {
		return ""
	}
	return "/" + string(l)
}

// split takes the language off a path: "/en/help" is "/help" in English.
func split(path string) (language, string) {
	for _, l := range words.Languages()[1:] {
		rest, ok := strings.CutPrefix(path, prefix(l))
		if ok && (rest == "" || strings.HasPrefix(rest, "/")) {
			return l, rest
		}
	}
	return words.Japanese, path
}
