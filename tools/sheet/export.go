package sheet

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/japanese"

	"akashi/app/desk"
	"akashi/rules/ledger"
	"akashi/values/civil"
	"akashi/values/fault"
)

//go:embed exports.json
var knownExports []byte

// Exports are the layouts for programs of accounts that come along.
func (Office) Exports() (all []desk.ExportLayout, err error) {
	return all, json.Unmarshal(knownExports, &all)
}

// ExportLayout reads a layout that somebody wrote: fault.Problems with each place of it that is not right.
func (Office) ExportLayout(file []byte) (l desk.ExportLayout, err error) {
	read := json.NewDecoder(bytes.NewReader(file))
	read.DisallowUnknownFields()
	if err := read.Decode(&l); err != nil {
		return l, fault.Wrong("export.file", "", "why", err.Error())
	}
	return l, soundExport(l)
}

func soundExport(l desk.ExportLayout) error {
	var p fault.Problems
	fault.OneOf(&p, "export.encoding", "/encoding", l.Encoding, []string{"utf-8", "utf-8-bom", "cp932"})
	p.Want(strings.Contains(l.Day, "YYYY") && strings.Contains(l.Day, "M") && strings.Contains(l.Day, "D"), "export.day", "/day", "given", l.Day)
	for _, a := range ledger.Accounts() {
		p.Want(l.Accounts[a] != "", "export.account", "/accounts/"+string(a), "given", a)
	}
	for a := range l.Accounts {
		fault.OneOf(&p, "export.account-unknown", "/accounts", a, ledger.Accounts())
	}
	p.Want(len(l.Columns) > 0, "export.columns", "/columns")
	for i, c := range l.Columns {
		if where := fmt.Sprintf("/columns/%d", i); c.Field != "" {
			fault.OneOf(&p, "export.field", where+"/field", c.Field, desk.ExportFields())
			p.Want(c.Text == "", "export.both", where, "given", c.Field)
		}
	}
	return p.Err()
}

// Export writes entries by a layout. A rate that the layout has no name for is told with its document, and nothing is written;
// replaced counts the characters that CP932 does not have, which stand as 〓.
func (Office) Export(l desk.ExportLayout, entries []ledger.Entry) (file []byte, replaced int, err error) {
	var rows [][]string
	row := func(cell func(desk.ExportColumn) string) {
		cells := make([]string, len(l.Columns))
		for i, c := range l.Columns {
			text, n := legible(cell(c), l.Encoding)
			cells[i], replaced = text, replaced+n
		}
		rows = append(rows, cells)
	}
	if !l.Headless {
		row(func(c desk.ExportColumn) string { return c.Title })
	}
	var p fault.Problems
	for i, e := range entries {
		name, known := l.Rates[strconv.Itoa(int(e.Rate))]
		p.Want(known || !e.Taxed, "export.rate", e.Ref, "given", int(e.Rate))
		row(exported{l, e, i + 1, name}.cell)
	}
	if len(p) > 0 {
		return nil, 0, p
	}
	var b bytes.Buffer
	err = Write(&b, rows, l.Encoding)
	return b.Bytes(), replaced, err
}

// legible is a text in which each character that CP932 does not have is 〓, as printers set it, and how many these are. A program
// for accounts needs the entry though its encoding has no such name.
func legible(text, to string) (string, int) {
	if named(to) != CP932 {
		return text, 0
	}
	n := 0
	return strings.Map(func(r rune) rune {
		if _, err := japanese.ShiftJIS.NewEncoder().String(toCP932(string(r))); err != nil {
			n++
			return '〓'
		}
		return r
	}, text), n
}

// exported is an entry on its way into a table.
type exported struct {
	desk.ExportLayout
	ledger.Entry
	number int
	rate   string // what its rate is called
}

func (x exported) cell(c desk.ExportColumn) string {
	switch c.Field {
	case "number":
		return strconv.Itoa(x.number)
	case "day":
		return written(x.Entry.Day, x.ExportLayout.Day)
	case "debit":
		return x.Accounts[x.Debit]
	case "credit":
		return x.Accounts[x.Credit]
	case "debit_tax_name":
		return x.taxName(x.Debit)
	case "credit_tax_name":
		return x.taxName(x.Credit)
	case "amount":
		return strconv.FormatInt(int64(x.Amount), 10)
	case "debit_tax":
		return x.tax(x.Debit)
	case "credit_tax":
		return x.tax(x.Credit)
	case "ref":
		return x.Ref
	case "case":
		return x.Case
	case "counterparty":
		return x.Counterparty
	case "summary":
		return strings.Join(slices.DeleteFunc([]string{x.Counterparty, x.Case, x.Ref}, func(s string) bool { return s == "" }), " ")
	}
	return c.Text
}

// sold reports whether a side of the entry is that of what was sold, which has the tax.
func (x exported) sold(a ledger.Account) bool {
	return x.Taxed && slices.Contains([]ledger.Account{ledger.Sales, ledger.Returns, ledger.Withheld}, a)
}

func (x exported) taxName(a ledger.Account) string {
	if x.sold(a) {
		return x.rate
	}
	return x.Untaxed
}

func (x exported) tax(a ledger.Account) string {
	if x.sold(a) {
		return strconv.FormatInt(int64(x.Tax), 10)
	}
	return "0"
}

// written is a day in a pattern of YYYY, MM or M, DD or D.
func written(d civil.Date, pattern string) string {
	return strings.NewReplacer("YYYY", fmt.Sprintf("%04d", d.Year()), "MM", fmt.Sprintf("%02d", d.Month()), "DD", fmt.Sprintf("%02d", d.Day()),
		"M", strconv.Itoa(int(d.Month())), "D", strconv.Itoa(d.Day())).Replace(pattern)
}
