package bank

import (
	"akashi/values/civil"
	"akashi/values/yen"
)

// The forms of a file.
const (
	Notice    = "zengin01" // notices of credit (振込入金通知)
	Movements = "zengin03" // account statement (入出金取引明細)
)

// Statement is what a bank gave in one file.
type Statement struct {
	Format  string
	Records []Record
	Sum     yen.Amount // of what came in and was not cancelled by a record of its own kind
}

// Record is one movement on an account.
type Record struct {
	Number      int        // place of the record in the file, from 1, header included
	Account     Account    // on which it was booked
	Day         civil.Date // on which the bank booked it (勘定日)
	Reference   string     // the bank's own number (照会番号), not unique across days
	Amount      yen.Amount
	Out         bool   // money that left the account
	Payer       string // as given, in half-width kana
	PayerCode   string // 振込依頼人コード: a code of the payer or of a virtual account
	Bank        string // from which it was sent
	Branch      string
	EDI         string // text of the payer
	Note        string // 摘要
	Cancels     bool   // it takes an earlier record back (取消)
	Cancelled   int    // number of the record in this file that it takes back; 0 for one of an earlier file
	CancelledBy int    // number of the record in this file that takes this one back
	Fingerprint string // the same for the same record in another file
}

// Account is where the money is kept.
type Account struct {
	Bank, BankName     string
	Branch, BranchName string
	Kind, Number       string
	Holder             string
}
