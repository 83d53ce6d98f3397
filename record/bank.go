package record

import (
	"time"

	"akashi/values/civil"
	"akashi/values/yen"
)

// BankFile is a file in which a bank told what came in (入金データ), as far as it brought anything new.
type BankFile struct {
	ID      string     `json:"id"`
	Scheme  string     `json:"scheme"` // whose invoices are paid to the account; "" for all
	Name    string     `json:"name"`
	Format  string     `json:"format"`
	SHA256  string     `json:"sha256"`
	Records int        `json:"records"` // movements that the file told
	Sum     yen.Amount `json:"sum"`     // of what came in and was not cancelled by the file itself
	By      string     `json:"by"`
	At      time.Time  `json:"at"`
	Version int        `json:"version"`
}

// BankRecord is one movement on an account of the office, as the bank told it. It is written once: that it was
// cancelled is another record, and which invoices it was for are payments that name it.
type BankRecord struct {
	ID          string     `json:"id"`
	FileID      string     `json:"file_id"`
	Scheme      string     `json:"scheme"`
	Record      int        `json:"record"`  // its place in the file, from 1
	Account     string     `json:"account"` // bank, branch and number
	Day         civil.Date `json:"day"`     // on which the bank booked it (勘定日)
	Reference   string     `json:"reference,omitempty"`
	Amount      yen.Amount `json:"amount"`
	Out         bool       `json:"out,omitempty"` // money that left the account
	Payer       string     `json:"payer"`         // as given, in kana
	PayerCode   string     `json:"payer_code,omitempty"`
	Sender      string     `json:"sender,omitempty"` // bank and branch from which it was sent
	EDI         string     `json:"edi,omitempty"`    // text of the payer
	Note        string     `json:"note,omitempty"`   // 摘要
	Cancels     bool       `json:"cancels,omitempty"`
	Takes       string     `json:"takes,omitempty"` // ID of the record that it cancels; "" where none is known
	Fingerprint string     `json:"fingerprint"`     // the same for the same record in another file
}

// PaidBefore is who was found to have paid under a name or code of the bank's, from payments that stand.
type PaidBefore struct {
	ApplicantID string
	Payer       string
	PayerCode   string
}
