package desk

import (
	"akashi/record"
	"akashi/values/civil"
	"akashi/values/yen"
)

// Banks reads the files in which a bank tells what came in (入金データ).
type Banks interface {
	// Read reads a file that arrived on the day, whole or not at all: what does not add up is fault.Problems, by record.
	// format is one of the words of BankFormats; columns say what those of a CSV of any shape hold, beside those that are known.
	Read(file []byte, format string, columns map[string]string, arrived civil.Date) (Statement, error)
}

// BankFormats are the words by which the form of a bank's file is said: found by content, 200-byte records, or a table.
func BankFormats() []string { return []string{"auto", "zengin", "csv"} }

// Statement is what a bank told in one file. Its records have no identifiers yet.
type Statement struct {
	Format  string
	Sum     yen.Amount // of what came in and was not cancelled by the file itself
	Records []record.BankRecord
}
