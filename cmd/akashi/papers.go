package main

import (
	"akashi/app/desk"
	"akashi/record"
	"akashi/tools/paper"
	"akashi/words"
)

// printer prints documents with their words.
type printer struct{ paper.Office }

// Invoice prints a document about the money of a case.
func (p printer) Invoice(d record.Invoice, caseNo, lang string) ([]byte, error) {
	return p.Print(words.In(words.Language(lang)).InvoicePaper(d, caseNo))
}

// Dispatch prints an official document.
func (p printer) Dispatch(d record.Dispatch) ([]byte, error) {
	return p.Print(words.In(words.Language(d.Lang)).DispatchPaper(d))
}

// Minutes prints the minutes of a session.
func (p printer) Minutes(m desk.Minutes, lang string) ([]byte, error) {
	return p.Print(words.In(words.Language(lang)).MinutesPaper(m))
}

// Pack prints the cases of a session one after another.
func (p printer) Pack(all desk.Pack, lang string) ([]byte, error) {
	return p.Print(words.In(words.Language(lang)).PackPaper(all))
}
