package record

import (
	"akashi/civil"
	"akashi/yen"
)

// Charge is a fee that a case owes (料金), as printed in the table that was in force
// on the day it was raised, tax included.
type Charge struct {
	ID      string       `json:"id"`
	CaseID  string       `json:"case_id"`
	MarkID  string       `json:"mark_id"` // for yearly fees of a granted mark
	Code    string       `json:"code"`    // fee line of the scheme
	Amount  yen.Amount   `json:"amount"`
	Tax     yen.Rate     `json:"tax_rate_permille"`
	Basis   string       `json:"basis"` // how it was worked out, JSON
	Raised  civil.Date   `json:"raised"`
	Due     civil.Date   `json:"due"` // zero: before the gate it opens
	Paid    civil.Date   `json:"paid"`
	Status  ChargeStatus `json:"status"`
	Version int          `json:"version"`
}

// ChargeStatus says what has become of a charge.
type ChargeStatus string

// The statuses of a charge. A proposed one (overrun) is owed once confirmed.
const (
	ChargeProposed ChargeStatus = "proposed"
	ChargeOwed     ChargeStatus = "owed"
	ChargePaid     ChargeStatus = "paid"
	ChargeWaived   ChargeStatus = "waived"
)

// Payment is money received, recorded by hand from the bank statement (入金).
type Payment struct {
	ID       string     `json:"id"`
	ChargeID string     `json:"charge_id"`
	CaseID   string     `json:"case_id"`
	Amount   yen.Amount `json:"amount"`
	Received civil.Date `json:"received"`
	Note     string     `json:"note"`
	By       string     `json:"by"`
}
