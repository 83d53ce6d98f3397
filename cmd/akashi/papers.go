package main

import (
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
