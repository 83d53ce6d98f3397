package bank

import (
	"bytes"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/civil"
)

// Office reads the files of the banks of an office.
type Office struct {
	Table func(file []byte) (lines [][]string, err error) // reads a table, in any of the encodings that banks write
}

// Read implements desk.Banks.
func (o Office) Read(file []byte, format string, columns map[string]string, arrived civil.Date) (desk.Statement, error) {
	read, err := o.read(file, format, columns, arrived)
	if err != nil {
		return desk.Statement{}, err
	}
	told := desk.Statement{Format: read.Format, Sum: read.Sum}
	for _, r := range read.Records {
		told.Records = append(told.Records, record.BankRecord{Record: r.Number, Account: spaced(r.Account.Bank, r.Account.Branch, r.Account.Kind, r.Account.Number),
			Day: r.Day, Reference: r.Reference, Amount: r.Amount, Out: r.Out, Payer: r.Payer, PayerCode: r.PayerCode, Sender: spaced(r.Bank, r.Branch),
			EDI: r.EDI, Note: r.Note, Cancels: r.Cancels, Fingerprint: r.Fingerprint})
	}
	return told, nil
}

func spaced(parts ...string) string {
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

func (o Office) read(file []byte, format string, columns map[string]string, arrived civil.Date) (Statement, error) {
	if format == "zengin" || format == "auto" && looksLike(file) {
		return Read(bytes.NewReader(file), arrived)
	}
	lines, err := o.Table(file)
	if err != nil {
		return Statement{}, err
	}
	return readTable(lines, columns, arrived)
}

// looksLike reports whether a file begins as a header of 200-byte records does: a table has no such first line.
func looksLike(file []byte) bool {
	return len(file) > 3 && file[0] == '1' && digits(file[1:3]) && !bytes.ContainsAny(file[:min(size, len(file))], ",\t\"")
}
