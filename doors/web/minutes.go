package web

import (
	"net/url"
	"strconv"
	"strings"

	"akashi/app"
	"akashi/words"
)

// draftMinutes writes the draft of the minutes into the form that closes a session. Minutes are
// kept in the language of the office, whatever the page speaks.
func (f *paper) draftMinutes(of about) {
	if of.session.Draft == nil {
		return
	}
	say := words.In(words.Japanese).For(of.ed)
	given := url.Values{"minutes": {draftText(say, of.session.Draft.Lines)}}
	for i, part := range of.session.Draft.Parts {
		at := "parts." + strconv.Itoa(i) + "."
		given.Set(at+"key", part.Case)
		given.Set(at+"value", draftText(say, part.Lines))
	}
	for key, values := range f.given {
		given[key] = values
	}
	f.given = given
}

// draftText is a draft in whole sentences, one in a line.
func draftText(say *words.Book, lines []app.MinutesLine) string {
	var text []string
	for _, l := range lines {
		text = append(text, say.Fill("minutes."+l.Code, l.Data))
	}
	return strings.Join(text, "\n")
}
