package desk

import "akashi/rules/ledger"

// ExportLayout says how a program for accounts wants entries (会計ソフト用の仕訳データ): a column each of what Fields names,
// or of a text that is always the same. It is data, since such programs differ and change.
type ExportLayout struct {
	Name       string                    `json:"name"`
	Title      string                    `json:"title"`                // what people call it
	Unverified bool                      `json:"unverified,omitempty"` // written from descriptions: nobody has seen the program take it
	Encoding   string                    `json:"encoding"`             // utf-8, utf-8-bom or cp932
	Headless   bool                      `json:"headless,omitempty"`   // without a line of headings
	Day        string                    `json:"day"`                  // how days are written, such as YYYY/MM/DD
	Accounts   map[ledger.Account]string `json:"accounts"`             // their names
	Rates      map[string]string         `json:"rates"`                // what a tax rate in per mille is called on the side of what was sold
	Untaxed    string                    `json:"untaxed"`              // and the other side
	Columns    []ExportColumn            `json:"columns"`
}

// ExportColumn is a column of a layout.
type ExportColumn struct {
	Title string `json:"title"`
	Field string `json:"field,omitempty"` // one of ExportFields
	Text  string `json:"text,omitempty"`
}

// ExportFields are what a column may hold.
func ExportFields() []string {
	return []string{"number", "day", "debit", "credit", "debit_tax_name", "credit_tax_name", "amount", "debit_tax", "credit_tax", "ref", "case", "counterparty", "summary"}
}
