package words

import (
	"encoding/json"

	"akashi/record"
	"akashi/scheme"
)

// Letter is what a letter says, from the words of its template, about an edition or none:
// subject and text. Beside the figures it was written with it names its reader, the page of
// what it is about where that has one, and a link that is for its reader alone.
func (b *Book) Letter(o record.Outgoing, ed *scheme.Edition, name, page, link string) (subject, text string) {
	b = b.For(ed)
	from := b.Say("brand")
	if ed != nil {
		from = ed.ShortName.In(string(b.lang))
	}
	figures := map[string]string{}
	_ = json.Unmarshal([]byte(o.Data), &figures) // the office has written it
	figures["link"] = link
	subject = b.Say("letter.subject", "scheme", from, "subject", b.Fill("letter."+o.Template+".subject", figures))
	return subject, b.Say("letter.frame", "name", name, "text", b.Fill("letter."+o.Template+".text", figures), "url", page, "from", from)
}

// LetterRead is Letter for who reads it in the office: without what is for its reader alone.
func (b *Book) LetterRead(o record.Outgoing, ed *scheme.Edition, name string) (subject, text string) {
	return b.Letter(o, ed, name, "", b.Say("letter.link-hidden"))
}

// LetterState is what has become of a letter.
func (b *Book) LetterState(o record.Outgoing) string {
	state := b.Name("letterstate", o.State)
	if o.Unsure {
		return b.Say("letter.unsure", "state", state)
	}
	return state
}
