package api

import (
	"net/http"
	"strings"

	"akashi/words"
)

// language is the first language of Accept-Language that the product speaks.
// Programs that ask for none are answered in English.
func language(h http.Header) words.Language {
	for part := range strings.SplitSeq(h.Get("Accept-Language"), ",") {
		tag, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
		for _, lang := range words.Languages() {
			if primary == string(lang) && strings.ReplaceAll(quality, " ", "") != "q=0" {
				return lang
			}
		}
	}
	return words.English
}

// book is the catalogue in the language that the asker wants.
func (c *call) book() *words.Book { return words.In(language(c.r.Header)) }
