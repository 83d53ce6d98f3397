package web

import (
	"fmt"
	"strconv"
	"strings"

	eastasian "golang.org/x/text/width"

	"akashi/app"
	"akashi/scheme"
)

// figure draws who reviews, decides and grants (審査・付与適格決定のしくみ): one box for
// each, in the order in which an application comes to them.
type figure struct {
	Boxes  []figureBox
	Height int
}

// meter is a score as it is drawn, along 1000 of its own units.
type meter struct{ Certain, Reach, Pass, Max int }

func meterOf(s app.VoiceScore) meter {
	return meter{s.Outlook.PointsCertain, s.Outlook.PointsReachable, s.Result.PointsPass, s.Result.PointsMax}
}

// at is where so many points stand.
func (m meter) at(points int) string { return strconv.Itoa(1000 * points / m.Max) }

// figureBox is one body, and what it does.
type figureBox struct {
	Who    []string
	Does   string
	Y      int
	Height int
	Lines  []figureLine
	Last   bool
}

// figureLine is one line of text in a box.
type figureLine struct {
	Text string
	Y    int
	Does bool
}

// The measures of a figure, in its own units: a line of text, what is around it, the way
// of an arrow, and how many narrow letters stand in a line.
const (
	figureWidth  = 400
	figureLead   = 22
	figurePad    = 12
	figureArrow  = 34
	figureColumn = 42
)

// roles makes the figure of a scheme from its rule book.
func (p page) roles(ed *scheme.Edition) figure {
	f := figure{}
	f.add(p.Label(ed, scheme.TermApplication), p.Label(ed, scheme.TermApplicant))
	reviewers := []string{p.Text(ed.Organisation.Operator)}
	if bodies := ed.Organisation.Taking(p.today); len(bodies) > 0 {
		reviewers = nil
		for _, b := range bodies {
			reviewers = append(reviewers, p.Text(b.Name))
		}
	}
	steps := ""
	for _, s := range ed.Process.Steps {
		switch {
		case s == scheme.StepCommittee || s == scheme.StepAgreement:
		case steps == "":
			steps = p.Label(ed, string(s))
		default:
			steps = p.T("figure.then", "steps", steps, "step", p.Term(ed, string(s)))
		}
	}
	f.add(steps, reviewers...)
	if ed.Process.Takes(scheme.StepCommittee) {
		f.add(p.Label(ed, scheme.TermDecision), p.Text(ed.Committee.Name))
	}
	f.add(p.Label(ed, scheme.TermGrant), p.Text(ed.Organisation.Owner))
	f.Boxes[len(f.Boxes)-1].Last = true
	return f
}

// add draws a further box below the others.
func (f *figure) add(does string, who ...string) {
	if f.Height > 0 {
		f.Height += figureArrow
	}
	b := figureBox{Who: who, Does: does, Y: f.Height, Height: 2 * figurePad}
	write := func(text string, does bool) {
		for _, line := range folded(text, figureColumn) {
			b.Lines = append(b.Lines, figureLine{line, b.Y + b.Height - figurePad + figureLead*3/4, does})
			b.Height += figureLead
		}
	}
	for _, name := range who {
		write(name, false)
	}
	write(does, true)
	f.Boxes, f.Height = append(f.Boxes, b), b.Y+b.Height
}

// ViewBox is the room that the figure takes.
func (f figure) ViewBox() string { return fmt.Sprintf("-1 -1 %d %d", figureWidth+2, f.Height+2) }

// Arrow is the way from a box to the next one.
func (b figureBox) Arrow() string {
	return fmt.Sprintf("M%d %dv%dm-6 -8l6 8l6 -8", figureWidth/2, b.Y+b.Height+4, figureArrow-8)
}

// folded breaks a text into lines of so many narrow letters: between words where it has
// blanks, else where the line is full.
func folded(text string, column int) (lines []string) {
	line, wide := "", 0
	for _, piece := range pieces(text) {
		n := columns(piece)
		if wide+n > column && line != "" {
			lines = append(lines, strings.TrimSpace(line))
			line, wide = "", 0
		}
		line, wide = line+piece, wide+n
	}
	return append(lines, strings.TrimSpace(line))
}

// pieces are what may not be broken: words with the blank after them, and single letters
// of a script without blanks.
func pieces(text string) (all []string) {
	word := ""
	for _, r := range text {
		switch wide := columns(string(r)) == 2; {
		case wide:
			all, word = append(all, word, string(r)), ""
		case r == ' ':
			all, word = append(all, word+" "), ""
		default:
			word += string(r)
		}
	}
	return append(all, word)
}

// columns is how wide a text is, in narrow letters.
func columns(text string) (n int) {
	for _, r := range text {
		n++
		if k := eastasian.LookupRune(r).Kind(); k == eastasian.EastAsianWide || k == eastasian.EastAsianFullwidth {
			n++
		}
	}
	return n
}
