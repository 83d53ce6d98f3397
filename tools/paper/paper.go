package paper

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/rivo/uniseg"
	"github.com/signintech/gopdf"

	"akashi/app/desk"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Office prints its documents.
type Office struct{}

// A4 in points, with its margins, and the sizes of its letters.
const (
	width, height = 595.28, 841.89
	left, right   = 62.0, 62.0
	top, bottom   = 60.0, 64.0
	inner         = width - left - right

	large, usual, small = 18.0, 10.5, 8.5
	leading             = 1.55
)

// sheet is a document that is being printed.
type sheet struct {
	pdf   *gopdf.GoPdf
	faces map[string]face
	said  desk.Paper
	y     float64 // of the top of the next line
	pages int
	err   error
}

// Print gives the document as PDF.
func (Office) Print(p desk.Paper) ([]byte, error) {
	all, err := faces()
	if err != nil {
		return nil, err
	}
	fonts, err := parsed()
	if err != nil {
		return nil, err
	}
	if problems := missing(all, p); len(problems) > 0 {
		return nil, problems
	}
	s := &sheet{pdf: &gopdf.GoPdf{}, faces: all, said: p}
	s.pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: width, H: height}})
	s.pdf.SetInfo(gopdf.PdfInfo{Title: strings.TrimSpace(p.Title + " " + p.Number), Creator: "Akashi", Producer: "Akashi", CreationDate: moment(p.Day)})
	wanted, beyond := needed(all, p)
	for _, name := range wanted {
		s.fail(s.pdf.AddTTFFontFromFontContainer(name, fonts))
	}
	s.page()
	switch {
	case len(p.Sections) > 0:
		s.book()
	case len(p.Head) > 0:
		s.letter()
	default:
		s.body()
	}
	s.foot()
	if s.err != nil {
		return nil, fmt.Errorf("print %s: %w", p.Number, s.err)
	}
	var out bytes.Buffer
	if _, err := s.pdf.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("print %s: %w", p.Number, err)
	}
	if !beyond {
		return out.Bytes(), nil
	}
	return legible(out.Bytes())
}

// needed are the faces that a document is printed in: each that goes along takes its time and its room. beyond reports whether
// there are characters in it that the library cannot name, see legible.
func needed(all map[string]face, p desk.Paper) (names []string, beyond bool) {
	names = []string{regular, bold}
	for _, text := range texts(p) {
		for _, r := range text {
			beyond = beyond || r > 0xFFFF
			if len(names) == 2 && (of(all, regular, r) == rest || of(all, bold, r) == rest) {
				names = append(names, rest)
			}
		}
	}
	return names, beyond
}

// moment is the noon of a day: a document says when it is of, not when it was printed.
func moment(d civil.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return d.Start().Add(12 * time.Hour)
}

func (s *sheet) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// missing are the characters that no face has, each named once.
func missing(all map[string]face, p desk.Paper) (problems fault.Problems) {
	var named []rune
	for _, text := range texts(p) {
		for _, r := range text {
			if r != '\n' && !unseen(r) && of(all, regular, r) == "" && !slices.Contains(named, r) {
				named = append(named, r)
				problems.Add("paper.no-glyph", text, "given", string(r), "code", fmt.Sprintf("U+%04X", r))
			}
		}
	}
	return problems
}

// unseen characters say something of those beside them, and are not printed: a joiner, a selector of variants.
func unseen(r rune) bool { return unicode.In(r, unicode.Cf, unicode.Variation_Selector) }

// texts are everything that a document says.
func texts(p desk.Paper) []string {
	all := append([]string{p.Title, p.Number, p.To, p.Intro, p.Sum.Name, p.Sum.Value, p.PageName, p.Items, p.End, p.Draft}, slices.Concat(p.ToLines, p.Under, p.Table.Head, p.Head, p.From, p.Body)...)
	for _, f := range p.Facts {
		all = append(all, f.Name, f.Value)
	}
	for _, r := range slices.Concat(p.Table.Rows, p.Table.Totals) {
		all = append(append(all, r.Note), r.Cells...)
	}
	for _, part := range slices.Concat(p.Parts, p.Signed) {
		all = append(append(all, part.Title), part.Lines...)
	}
	for _, part := range p.Sections {
		all = append(all, texts(desk.Paper{Title: part.Title, Facts: part.Facts, Table: part.Table, Body: part.Lines})...)
	}
	return all
}

// page begins a page.
func (s *sheet) page() {
	s.pdf.AddPage()
	s.pages++
	s.draft()
	s.y = top
}

// room begins a page where less than so much is left on this one.
func (s *sheet) room(points float64) bool {
	if s.y+points <= height-bottom {
		return false
	}
	s.page()
	return true
}

// body prints what the document says, from above.
func (s *sheet) body() {
	p := s.said
	s.middle(p.Title, large)
	s.y += 14
	s.parties()
	if p.Intro != "" {
		s.paragraph(p.Intro, left, inner, regular, usual)
		s.y += 8
	}
	s.sum()
	for _, line := range p.Under {
		s.paragraph(line, left, inner, regular, usual)
	}
	s.y += 12
	s.table(p.Table)
	s.parts()
}

// parties prints whom it is for on the left, where a window shows it, and the facts on the right.
func (s *sheet) parties() {
	const half = inner * 0.5
	from := s.y
	s.paragraph(s.said.To, left, half, bold, 12)
	s.line(left, left+half, s.y+2, 0.6)
	s.y += 6
	for _, line := range s.said.ToLines {
		s.paragraph(line, left, half, regular, small)
	}
	lower := s.y
	s.y = from
	for _, f := range s.said.Facts {
		s.text(f.Name, left+half+18, s.y, regular, small)
		s.toRight(f.Value, width-right, s.y, regular, 9.5)
		s.y += usual * leading
	}
	s.y = max(lower, s.y) + 16
}

// sum prints in a frame what the document comes to.
func (s *sheet) sum() {
	if s.said.Sum.Value == "" {
		return
	}
	const high = 34
	s.room(high)
	s.pdf.SetLineWidth(0.8)
	s.pdf.RectFromUpperLeft(left, s.y, inner, high)
	s.text(s.said.Sum.Name, left+14, s.y+10, regular, 12)
	s.toRight(s.said.Sum.Value, width-right-14, s.y+7, bold, 16)
	s.y += high + 8
}

// columns are where the columns of the table end: sums are as wide as they have to be, the first has the rest.
func (s *sheet) columns(t desk.PaperTable) (ends []float64) {
	all := append([]desk.PaperRow{{Cells: t.Head}}, slices.Concat(t.Rows, t.Totals)...)
	wide := make([]float64, len(t.Head))
	for _, r := range all {
		for i, cell := range r.Cells {
			if i > 0 && i < len(wide) {
				wide[i] = max(wide[i], s.wide(cell, bold, usual)+18)
			}
		}
	}
	end := width - right
	ends = make([]float64, len(wide))
	for i := len(wide) - 1; i >= 0; i-- {
		ends[i] = end
		end -= wide[i]
	}
	return ends
}

// table prints the table; its head stands on each page that it reaches.
func (s *sheet) table(t desk.PaperTable) {
	if len(t.Head) == 0 {
		return
	}
	ends := s.columns(t)
	head := func() {
		s.pdf.SetGrayFill(0.93)
		s.pdf.RectFromUpperLeftWithStyle(left, s.y, inner, usual*2, "F")
		s.pdf.SetGrayFill(0)
		s.y += 5
		s.row(desk.PaperRow{Cells: t.Head}, ends, bold)
		s.y += 3
	}
	s.room(usual * 6)
	head()
	for i, r := range slices.Concat(t.Rows, t.Totals) {
		if s.room(s.high(r, ends) + 8) {
			head()
		}
		s.y += 4
		s.row(r, ends, map[bool]string{true: bold, false: regular}[i >= len(t.Rows)])
		s.y += 3
		s.line(left, width-right, s.y, 0.3)
	}
	s.y += 18
}

// high is how high a row is.
func (s *sheet) high(r desk.PaperRow, ends []float64) float64 {
	lines := float64(len(s.broken(first(r.Cells), ends[0]-left-12, bold, usual)))
	if r.Note != "" {
		lines += float64(len(s.broken(r.Note, ends[0]-left-12, regular, small)))
	}
	return lines * usual * leading
}

func first(cells []string) string {
	if len(cells) == 0 {
		return ""
	}
	return cells[0]
}

func (s *sheet) row(r desk.PaperRow, ends []float64, face string) {
	from := s.y
	for i, cell := range r.Cells {
		if i > 0 && i < len(ends) {
			s.toRight(cell, ends[i]-6, from, face, usual)
		}
	}
	s.paragraph(first(r.Cells), left+6, ends[0]-left-12, face, usual)
	if r.Note != "" {
		s.paragraph(r.Note, left+6, ends[0]-left-12, regular, small)
	}
}

// parts prints what stands below the table, side by side where there are two.
func (s *sheet) parts() {
	const gap = 24
	wide := inner
	if len(s.said.Parts) > 1 {
		wide = (inner - gap) / 2
	}
	s.room(usual * leading * 6)
	from, low := s.y, s.y
	for i, part := range s.said.Parts {
		if i%2 == 0 {
			from = low
		}
		s.y = from
		x := left + float64(i%2)*(wide+gap)
		s.paragraph(part.Title, x, wide, bold, small)
		for _, line := range part.Lines {
			s.paragraph(line, x, wide, regular, usual)
		}
		low = max(low, s.y+10)
	}
	s.y = low
}

// foot prints on each page of several which it is.
func (s *sheet) foot() {
	if s.pages < 2 {
		return
	}
	for n := 1; n <= s.pages; n++ {
		s.fail(s.pdf.SetPage(n))
		text := strings.NewReplacer("{page}", strconv.Itoa(n), "{of}", strconv.Itoa(s.pages)).Replace(s.said.Number + "　" + s.said.PageName)
		s.text(text, (width-s.wide(text, regular, small))/2, height-bottom+20, regular, small)
	}
}

// middle prints a line in the middle.
func (s *sheet) middle(text string, size float64) {
	s.text(text, (width-s.wide(text, bold, size))/2, s.y, bold, size)
	s.y += size * leading
}

func (s *sheet) toRight(text string, end, y float64, face string, size float64) {
	s.text(text, end-s.wide(text, face, size), y, face, size)
}

func (s *sheet) line(from, to, y, thick float64) {
	s.pdf.SetLineWidth(thick)
	s.pdf.Line(from, y, to, y)
}

// paragraph prints text within a width, line by line as Japanese is broken (禁則), and moves on below it.
func (s *sheet) paragraph(text string, x, wide float64, face string, size float64) {
	for _, line := range s.broken(text, wide, face, size) {
		s.room(size * leading)
		s.text(line, x, s.y, face, size)
		s.y += size * leading
	}
}

// broken breaks text into lines: no line begins with what may not begin one.
func (s *sheet) broken(text string, wide float64, face string, size float64) (lines []string) {
	line, state := "", -1
	for text != "" {
		var segment string
		var must bool
		segment, text, must, state = uniseg.FirstLineSegmentInString(text, state)
		if line != "" && s.wide(strings.TrimRight(line+segment, " 　\n"), face, size) > wide {
			lines, line = append(lines, strings.TrimRight(line, " 　\n")), ""
		}
		for line == "" && s.wide(strings.TrimRight(segment, " 　\n"), face, size) > wide { // a word longer than a line
			cut := s.fits(segment, wide, face, size)
			lines, segment = append(lines, segment[:cut]), segment[cut:]
		}
		line += segment
		if must && text != "" {
			lines, line = append(lines, strings.TrimRight(line, " 　\n")), ""
		}
	}
	if line = strings.TrimRight(line, " 　\n"); line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

// fits is how many bytes of a text have room, a character at least.
func (s *sheet) fits(text string, wide float64, face string, size float64) int {
	end := 0
	for at, r := range text {
		if next := at + len(string(r)); end > 0 && s.wide(text[:next], face, size) > wide {
			return end
		} else {
			end = next
		}
	}
	return end
}

// run is a stretch of a text that one face prints.
type run struct{ face, text string }

// runs tells which face prints which stretch of a text.
func (s *sheet) runs(text, face string) (all []run) {
	for _, r := range text {
		name := of(s.faces, face, r)
		if unseen(r) || name == "" {
			continue
		}
		if n := len(all); n > 0 && all[n-1].face == name {
			all[n-1].text += string(r)
			continue
		}
		all = append(all, run{name, string(r)})
	}
	return all
}

func (s *sheet) wide(text, face string, size float64) (sum float64) {
	for _, r := range s.runs(text, face) {
		s.fail(s.pdf.SetFont(r.face, "", size))
		w, err := s.pdf.MeasureTextWidth(r.text)
		s.fail(err)
		sum += w
	}
	return sum
}

// text prints a line whose top is at y.
func (s *sheet) text(text string, x, y float64, face string, size float64) {
	for _, r := range s.runs(text, face) {
		s.fail(s.pdf.SetFont(r.face, "", size))
		s.pdf.SetXY(x, y+size)
		s.fail(s.pdf.Text(r.text))
		w, err := s.pdf.MeasureTextWidth(r.text)
		s.fail(err)
		x += w
	}
}
