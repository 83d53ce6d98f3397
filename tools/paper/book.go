package paper

import (
	"strings"

	"akashi/app/desk"
)

// book prints a document with several parts, each of which the outline of the file leads to.
func (s *sheet) book() {
	p := s.said
	s.mark(p.Title)
	s.middle(p.Title, large)
	s.y += 12
	s.facts(p.Facts)
	s.y += 8
	for _, text := range p.Body {
		s.paragraph(text, left, inner, regular, usual)
		s.y += 4
	}
	for _, part := range p.Sections {
		s.section(part)
	}
}

// section prints one part: on a page of its own, or below what stands before it.
func (s *sheet) section(part desk.PaperSection) {
	const heading = 13.0
	if part.Apart {
		s.page()
	} else {
		s.y += 14
		s.room(heading*leading + usual*leading*3)
	}
	s.mark(part.Title)
	s.paragraph(part.Title, left, inner, bold, heading)
	s.line(left, width-right, s.y+2, 0.6)
	s.y += 10
	s.facts(part.Facts)
	if len(part.Facts) > 0 {
		s.y += 8
	}
	for _, text := range part.Lines {
		s.paragraph(text, left, inner, regular, usual)
		s.y += 3
	}
	s.y += 6
	s.table(part.Table)
}

// mark puts a title into the outline of the file (しおり), at the place where it is printed. The library writes titles in
// units of four digits: a character beyond them stands there as 〓.
func (s *sheet) mark(title string) {
	s.pdf.SetXY(left, s.y)
	s.pdf.AddOutlineWithPosition(strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return '\u3013'
		}
		return r
	}, title))
}
