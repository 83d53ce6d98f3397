package web

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"strings"

	"akashi/app"
	"akashi/values/civil"
	"akashi/words"
)

// verdictSVG gives the live badge (マーク画像) that a holder's page shows: an
// image that says what the mark is worth at the moment it is looked at.
func (d *Door) verdictSVG(w http.ResponseWriter, r *http.Request, number string) {
	lang := words.Japanese
	if r.URL.RawQuery != "" && r.URL.Query().Get("lang") == string(words.English) {
		lang = words.English
	}
	if r.URL.RawQuery != "" && r.URL.Query().Get("on") != "" {
		d.datedSVG(w, r, number, lang)
		return
	}
	q := asked{"svg-" + string(lang), number}
	a, ok := d.passing.get(q)
	if !ok {
		var err error
		if a, err = d.freshSVG(r.Context(), number, civil.Date{}, lang); err != nil {
			d.problem(w, err)
			return
		}
		d.passing.put(q, a)
	}
	a.give(w, r, a.made)
}

// datedSVG gives the badge for the day that the address names, which says what the
// mark is worth today too.
func (d *Door) datedSVG(w http.ResponseWriter, r *http.Request, number string, lang language) {
	day, err := dayOf(r.URL.Query().Get("on"))
	if err != nil {
		d.problem(w, err)
		return
	}
	a, err := d.freshSVG(r.Context(), number, day, lang)
	if err != nil {
		d.problem(w, err)
		return
	}
	a.give(w, r, a.made)
}

func (d *Door) freshSVG(ctx context.Context, number string, day civil.Date, lang language) (*answer, error) {
	version := d.Office.RegisterVersion()
	view, err := d.ask(ctx, number, day)
	if err != nil {
		return nil, err
	}
	body := d.badge(view, lang)
	return &answer{status: statusOf(view), body: body, etag: [1]string{hashTag(body)}, version: version, made: d.Now(), headers: badgeHeaders}, nil
}

var badgeHeaders = append(publicHeaders("image/svg+xml; charset=utf-8"), header{"Content-Security-Policy", []string{"default-src 'none'"}})

// Measures of a badge, in its own units.
const (
	badgeHeight = 32
	badgeFont   = 14
	badgePad    = 10
	badgeSign   = 16
)

// badge draws the badge: the scheme and the number, the sign, the standing. A
// number that the register does not know is not repeated: nobody gets an image
// with words of their own from here.
func (d *Door) badge(view app.MarkView, lang language) []byte {
	book := words.In(lang)
	left, title := book.Say("badge.unknown"), book.Say("badge.unknown")
	if view.Mark != nil {
		name := view.Mark.SchemeName
		if view.Edition != nil && !view.Edition.ShortName.IsZero() {
			name = view.Edition.ShortName
		}
		left = name.In(string(lang)) + " " + view.Number
		title = left + " " + view.Mark.Holder
	}
	standing := book.Say("standing." + string(view.Standing))
	if view.Mark != nil && view.Mark.Sample {
		standing += book.Say("badge.sample")
	}
	look := lookOf(view.Standing)
	if view.Today != nil {
		look = anotherDay
		standing = book.Say("badge.on", "day", book.Day(view.AsOf), "standing", standing, "now", book.Name("standing", view.Today.Standing))
	}
	leftWidth := width(left) + 2*badgePad
	rightWidth := width(standing) + 2*badgePad + badgeSign + 6
	var b strings.Builder
	full := leftWidth + rightWidth
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" lang="%s" aria-label="%s">`,
		full, badgeHeight, full, badgeHeight, lang, html.EscapeString(title+" "+standing))
	fmt.Fprintf(&b, `<title>%s</title>`, html.EscapeString(title+" "+standing))
	fmt.Fprintf(&b, `<rect width="%d" height="%d" rx="4" fill="%s"/>`, full, badgeHeight, look.paint())
	fmt.Fprintf(&b, `<path d="M5 1h%dv30H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4z" fill="#fff"/>`, leftWidth-5)
	fmt.Fprintf(&b, `<g font-family="'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic UI',Meiryo,sans-serif" font-size="%d">`, badgeFont)
	badgeText(&b, badgePad, left, "#1a1a1a", "normal")
	fmt.Fprintf(&b, `<svg x="%d" y="%d" width="%d" height="%d" viewBox="0 0 56 56">%s</svg>`,
		leftWidth+badgePad, (badgeHeight-badgeSign)/2, badgeSign, badgeSign, sign(look.Icon))
	badgeText(&b, leftWidth+badgePad+badgeSign+6, standing, "#fff", "bold")
	b.WriteString(`</g></svg>`)
	return []byte(b.String())
}

func badgeText(b *strings.Builder, x int, text, fill, weight string) {
	fmt.Fprintf(b, `<text x="%d" y="21" fill="%s" font-weight="%s" textLength="%d" lengthAdjust="spacingAndGlyphs">%s</text>`,
		x, fill, weight, width(text), html.EscapeString(text))
}

// width is how wide a text is set: a character of Japanese fills the square, one
// of Latin a little more than half of it.
func width(text string) int {
	tenths := 0
	for _, r := range text {
		switch {
		case r > 0x2e7f:
			tenths += 10
		case r >= 'A' && r <= 'Z', r == 'm', r == 'w':
			tenths += 7
		case r == ' ', r == 'i', r == 'l', r == '(', r == ')':
			tenths += 4
		default:
			tenths += 6
		}
	}
	return (tenths*badgeFont + 9) / 10
}
