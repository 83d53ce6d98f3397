package record

import (
	"time"

	"akashi/values/civil"
	"akashi/values/yen"
)

// Charge is a fee that a case owes (料金), as printed in the table that was in force
// on the day it was raised, tax included.
type Charge struct {
	ID      string       `json:"id"`
	CaseID  string       `json:"case_id"`
	MarkID  string       `json:"mark_id"`         // for yearly fees of a granted mark
	Code    string       `json:"code"`            // fee line of the scheme
	Amount  yen.Amount   `json:"amount,omitzero"` // none while no table of fees prices it
	Tax     yen.Rate     `json:"tax_rate_permille"`
	Basis   QuotedFee    `json:"basis"` // how it was worked out
	Raised  civil.Date   `json:"raised"`
	Due     civil.Date   `json:"due"` // zero: before the gate it opens
	Paid    civil.Date   `json:"paid"`
	Status  ChargeStatus `json:"status"`
	Version int          `json:"version"`
}

// QuotedFee is one fee as the fee rule quotes it: how much, by which line of which
// table, and when it falls due.
type QuotedFee struct {
	Code      string     `json:"code"`
	Label     string     `json:"label"` // Japanese, as in the scheme file
	LabelEN   string     `json:"label_en"`
	Amount    yen.Amount `json:"amount"` // tax included
	TaxRate   yen.Rate   `json:"tax_rate_permille"`
	DueRule   string     `json:"due_rule"` // "submission", "notice_received within 1 month, first day counted"
	DueText   string     `json:"due_text,omitempty"`
	DueTextEN string     `json:"due_text_en,omitempty"`
	Due       civil.Date `json:"due"`                // null until the day of the event is known
	Yearly    bool       `json:"yearly,omitempty"`   // falls due again on each anniversary
	Proposed  bool       `json:"proposed,omitempty"` // charged only when the secretariat confirms it
	Source    string     `json:"source"`
	Note      string     `json:"note,omitempty"`      // what it was for, of travel and lodging
	Supplied  civil.Date `json:"supplied,omitzero"`   // day of the supply, where it is not the day on which the fee was raised
	Elsewhere bool       `json:"elsewhere,omitempty"` // it was asked for before the case was taken over (引継ぎ)

	// While no table of fees covers the day (料金表未登録), a fee has no amount. What it is
	// going to be priced by stands here instead.
	Unpriced civil.Date `json:"unpriced,omitzero"` // the day that no table covers
	Minutes  int        `json:"minutes,omitempty"` // of a repeated review
	Persons  int        `json:"persons,omitempty"` // at it
}

// ChargeStatus says what has become of a charge.
type ChargeStatus string

// The statuses of a charge. A proposed one (overrun) is owed once confirmed, and one
// without a price (料金表未登録) once a table of fees covers its day.
const (
	ChargeUnpriced ChargeStatus = "unpriced"
	ChargeProposed ChargeStatus = "proposed"
	ChargeOwed     ChargeStatus = "owed"
	ChargePaid     ChargeStatus = "paid"
	ChargeWaived   ChargeStatus = "waived"
)

// ChargeCorrection says that a charge followed what it was worked out from when that
// was corrected (料金の訂正): what it was, and what it is.
type ChargeCorrection struct {
	ID         string     `json:"id"`
	ChargeID   string     `json:"charge_id"`
	CaseID     string     `json:"case_id"`
	Round      int        `json:"round"` // of the charge, from 1
	FromAmount yen.Amount `json:"from_amount"`
	FromDue    civil.Date `json:"from_due"`
	Amount     yen.Amount `json:"amount"`
	Due        civil.Date `json:"due"`
	Reason     string     `json:"reason"` // of the correction that it followed; "" when it was the price of the filing
	By         string     `json:"by"`
	At         time.Time  `json:"at"`
}

// Payment is money received, recorded by hand from the bank statement (入金), or taken
// back from what was recorded (入金の取消し): then its amount is below nothing, and it
// names the payment that it reverses and why.
type Payment struct {
	ID       string     `json:"id"`
	ChargeID string     `json:"charge_id"`
	CaseID   string     `json:"case_id"`
	Amount   yen.Amount `json:"amount"`
	Received civil.Date `json:"received"`
	Note     string     `json:"note"`
	By       string     `json:"by"`
	Reverses string     `json:"reverses,omitempty"` // ID of the payment that it takes back
	Reason   string     `json:"reason,omitempty"`   // why

	Kind   PaymentKind `json:"kind,omitempty"`   // what it was, where it was no money received
	Record string      `json:"record,omitempty"` // ID of the bank's record that it rests on
}

// PaymentKind says what a payment was, where it was not money received.
type PaymentKind string

// The kinds.
const (
	PaidIn   PaymentKind = ""         // money received, or taken back from that
	Withheld PaymentKind = "withheld" // a transfer fee that the payer kept back (振込手数料の差引き): nothing came in, and the invoice is credited
	Refunded PaymentKind = "refunded" // money returned to the payer (返金): its amount is below nothing
)
