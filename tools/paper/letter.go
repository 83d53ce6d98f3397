package paper

import "akashi/app/desk"

// letter prints an official document: whom it is for where a window shows it, number and day on the right, who sends it
// with room for a seal, the title in the middle, then what it says.
func (s *sheet) letter() {
	p := s.said
	const half = inner * 0.52
	for _, line := range p.Head {
		s.toRight(line, width-right, s.y, regular, usual)
		s.y += usual * leading
	}
	s.y += 6
	for _, line := range p.ToLines[:len(p.ToLines)-s.persons()] {
		s.paragraph(line, left, half, regular, 9.5)
	}
	s.paragraph(p.To, left, half, bold, 12)
	for _, line := range p.ToLines[len(p.ToLines)-s.persons():] {
		s.paragraph(line, left, half, bold, 12)
	}
	s.y += 22
	s.from()
	s.y += 26
	if len(p.Parts) > 0 {
		s.mark(p.Title)
	}
	s.middle(p.Title, large)
	s.y += 16
	for _, text := range p.Body {
		s.paragraph(indented(p.Lang, text), left, inner, regular, 11)
		s.y += 6
	}
	if p.Items != "" {
		s.y += 10
		s.text(p.Items, (width-s.wide(p.Items, regular, 11))/2, s.y, regular, 11)
		s.y += 11*leading + 10
	}
	s.facts(p.Facts)
	s.y += 14
	s.table(p.Table)
	s.lists()
	s.signed()
	if p.End != "" {
		s.room(usual * leading)
		s.toRight(p.End, width-right, s.y, regular, usual)
		s.y += usual * leading
	}
}

// lists prints the parts of a letter one below the other, over pages where they are long.
func (s *sheet) lists() {
	for _, part := range s.said.Parts {
		s.room(usual * leading * 3)
		s.mark(part.Title)
		s.paragraph(part.Title, left, inner, bold, usual)
		s.y += 2
		for _, line := range part.Lines {
			s.paragraph(line, left+14, inner-14, regular, usual)
			s.y += 2
		}
		s.y += 10
	}
}

// signed prints where each of the parties signs, side by side, and never over two pages.
func (s *sheet) signed() {
	const gap = 24.0
	if len(s.said.Signed) == 0 {
		return
	}
	wide := (inner - gap) / 2
	s.room(usual * leading * 9)
	from, low := s.y, s.y
	for i, part := range s.said.Signed {
		s.y = from
		x := left + float64(i%2)*(wide+gap)
		s.paragraph(part.Title, x, wide, bold, usual)
		for _, line := range part.Lines {
			s.paragraph(line, x, wide, regular, usual)
			s.y += 6
		}
		s.line(x, x+wide, s.y+14, 0.4)
		low = max(low, s.y+24)
	}
	s.y = low
}

// persons is how many of the lines about whom it is for name who reads it: they stand below the name.
func (s *sheet) persons() int { return min(s.said.ToPersons, len(s.said.ToLines)) }

// indented begins a Japanese paragraph one character in (字下げ).
func indented(lang, text string) string {
	if lang == "ja" {
		return "　" + text
	}
	return text
}

// from prints who sends it, in the right half; a seal has room over the end of its name.
func (s *sheet) from() {
	const at, wide = left + inner*0.52, inner*0.48 - 44
	for i, line := range s.said.From {
		size := 9.5
		if i == 0 {
			size = 11
		}
		s.paragraph(line, at, wide, regular, size)
	}
}

// facts prints names with what they say, one below the other.
func (s *sheet) facts(all []desk.PaperFact) {
	const name, gap = 110.0, 12.0
	for _, f := range all {
		s.room(usual * leading * 2)
		from := s.y
		s.paragraph(f.Name, left+14, name, regular, usual)
		low, page := s.y, s.pages
		s.y = from
		s.paragraph(f.Value, left+14+name+gap, inner-28-name-gap, regular, usual)
		if s.pages == page {
			s.y = max(low, s.y)
		}
		s.y += 4
	}
}

// draft prints across a page, below everything else, that it has not gone out.
func (s *sheet) draft() {
	if s.said.Draft == "" {
		return
	}
	const size = 120.0
	s.pdf.SetGrayFill(0.9)
	s.text(s.said.Draft, (width-s.wide(s.said.Draft, bold, size))/2, height/2-size/2, bold, size)
	s.pdf.SetGrayFill(0)
}
