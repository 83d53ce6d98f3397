package words

import (
	"html/template"
	"strings"
)

// LetterHTML is the text of a letter as a page for readers of mail that show such: the same paragraphs, and nothing from
// elsewhere. A line that is an address of the office's own pages is a button, with the address as text beside it; any other
// address stays text, whoever wrote it.
func (b *Book) LetterHTML(text, site string) (string, error) {
	var page strings.Builder
	var paragraphs [][]letterLine
	for _, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		var lines []letterLine
		for line := range strings.Lines(paragraph) {
			line = strings.TrimRight(line, "\r\n")
			ours := site != "" && strings.HasPrefix(line, strings.TrimSuffix(site, "/")+"/") && !strings.ContainsAny(line, " \t　")
			lines = append(lines, letterLine{line, ours})
		}
		paragraphs = append(paragraphs, lines)
	}
	err := letterPage.Execute(&page, map[string]any{"lang": string(b.lang), "open": b.Say("letter.open"), "paragraphs": paragraphs})
	return page.String(), err
}

// letterLine is a line of a letter.
type letterLine struct {
	Text string
	Ours bool // an address of the office's own pages
}

// letterPage has no picture, script or style sheet: what little it says of its look stands on the elements.
var letterPage = template.Must(template.New("letter").Parse(`<!DOCTYPE html>
<html lang="{{.lang}}"><head><meta charset="utf-8"></head>
<body style="font-family:sans-serif;font-size:16px;line-height:1.7;color:#1a1a1a;max-width:40em">
{{range .paragraphs}}<p>{{range $i, $line := .}}{{if $i}}<br>
{{end}}{{if .Ours}}<a href="{{.Text}}" style="display:inline-block;padding:8px 16px;background:#0017c1;color:#ffffff">{{$.open}}</a><br>
{{.Text}}{{else}}{{.Text}}{{end}}{{end}}</p>
{{end}}</body></html>
`))
