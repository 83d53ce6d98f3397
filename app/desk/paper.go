package desk

import (
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// Paper is a document as it is printed on A4, in one language: who has the words has filled it in (帳票).
type Paper struct {
	Lang     string // of its words
	Title    string
	Number   string
	Day      civil.Date // of the document
	To       string     // whom it is for, with the form of address
	ToLines  []string   // where they are
	Facts    []PaperFact
	Intro    string
	Sum      PaperFact // what it comes to, in a frame
	Under    []string  // what belongs to the sum
	Table    PaperTable
	Parts    []PaperPart
	PageName string // of the foot, with {page} and {of}

	// Of what has several parts, each in the outline of the file:
	Sections []PaperSection

	// Of a letter:
	ToPersons int         // last of ToLines that name who reads it
	Head      []string    // number, day and case, on the right
	From      []string    // who sends it, with room for a seal
	Body      []string    // its paragraphs
	Items     string      // the word above the facts: 記
	End       string      // the last word: 以上
	Signed    []PaperPart // where each of the parties signs, side by side
	Draft     string      // word across each page of what has not gone out
}

// PaperFact is a name with what it says.
type PaperFact struct{ Name, Value string }

// PaperTable is a table whose last columns are sums.
type PaperTable struct {
	Head   []string
	Rows   []PaperRow
	Totals []PaperRow
}

// PaperRow is a row of a table; Note stands small below its first cell.
type PaperRow struct {
	Cells []string
	Note  string
}

// PaperPart is lines below a heading.
type PaperPart struct {
	Title string
	Lines []string
}

// PaperSection is a part of a document that stands for itself: its lines, its facts and its table below one another.
type PaperSection struct {
	Title string
	Apart bool // on a page of its own
	Facts []PaperFact
	Lines []string
	Table PaperTable
}

// Minutes are the approved minutes of a session, as far as a reader is told of them (議事録).
type Minutes struct {
	Session           record.Session // its minutes are "" where the reader is not told of them
	Scheme, Committee scheme.Text
	Seat              scheme.Text // that approved
	Approved          civil.Date
	Parts             []MinutesPart
	Withheld          int // parts that the reader is not told of
}

// MinutesPart is what the minutes say of one case.
type MinutesPart struct{ Case, Text string }

// Pack is what the committee reads before a session, as far as a reader is told of it (審査資料).
type Pack struct {
	Session           record.Session
	Scheme, Committee scheme.Text
	Items             []PackItem
	Withheld          int // cases that the reader has still to declare itself in
}

// PackItem is one case of it.
type PackItem struct {
	No                       int
	Case, Applicant, Service string
	Type                     scheme.Text
	Filed                    civil.Date
	Report                   *record.Report // "" or none where the reader is not told of it
	PointsPass               int
	Verdicts                 []PackVerdict // those that are not met, or left to the committee
	Findings                 []record.Finding
}

// PackVerdict is what the review found of a criterion.
type PackVerdict struct {
	Place string
	First record.Verdict
	Note  string
}

// Papers prints documents as PDF, in a language, the same bytes each time. A character that no face has is a
// fault.Problems that names it: nothing is printed with a hole in it.
type Papers interface {
	// Invoice prints a document about the money of a case.
	Invoice(d record.Invoice, caseNo, lang string) ([]byte, error)
	// Dispatch prints an official document; one without a number is a draft, and says so across the page.
	Dispatch(d record.Dispatch) ([]byte, error)
	// Minutes prints the minutes of a session.
	Minutes(m Minutes, lang string) ([]byte, error)
	// Pack prints the cases of a session one after another.
	Pack(p Pack, lang string) ([]byte, error)
}
