package record

import (
	"time"

	"akashi/values/civil"
	"akashi/values/yen"
)

// Issuer says in whose name, and over which number, documents about money are issued for a scheme
// (発行事業者): the office that runs it, or the body to which a fee of it is paid. What was said last stands.
type Issuer struct {
	ID     string `json:"-"`
	Scheme string `json:"scheme"`
	Payee  string `json:"payee"` // member of the scheme's organisation; the scheme's key for who runs it
	Round  int    `json:"round"`
	Imprint
	Prefix string    `json:"prefix"` // of the numbers of its documents
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// Imprint is what a document about money prints of its issuer.
type Imprint struct {
	Name         string `json:"name"`
	Registration string `json:"registration_number,omitempty"` // T and thirteen digits (登録番号); "" while there is none
	Address      string `json:"address,omitempty"`
	Phone        string `json:"phone,omitempty"`
	Account      string `json:"account"` // where to pay
}

// Invoice is a document about money as it was issued, and never changes (請求書、領収書、適格返還請求書). What
// was wrong on one is put right by another.
type Invoice struct {
	ID       string        `json:"-"`
	No       string        `json:"no"` // SA-2026-0007
	Kind     InvoiceKind   `json:"kind"`
	Scheme   string        `json:"scheme"`
	CaseID   string        `json:"-"`
	Payee    string        `json:"payee"`
	Year     int           `json:"year"`
	Seq      int           `json:"seq"` // in the year, of the kind and payee; from 1, without gaps
	For      string        `json:"for,omitempty"`
	Cause    InvoiceCause  `json:"cause,omitempty"` // of what is not an invoice
	Issuer   Imprint       `json:"issuer"`
	To       Party         `json:"to"`
	Issued   civil.Date    `json:"issued"`
	Due      civil.Date    `json:"due,omitzero"` // last day to pay; none while its event has not come
	DueText  string        `json:"due_text,omitempty"`
	DueEN    string        `json:"due_text_en,omitempty"`
	Received civil.Date    `json:"received,omitzero"` // of a receipt: the day on which the last of the money came in
	Lines    []InvoiceLine `json:"lines"`
	Total    yen.Amount    `json:"total"` // of the lines, tax included
	By       string        `json:"by"`
	At       time.Time     `json:"at"`
}

// InvoiceStanding is what has become of an invoice since it was issued (入金の状況).
type InvoiceStanding struct {
	InvoiceID string     `json:"-"`
	CaseID    string     `json:"-"`
	Paid      yen.Amount `json:"paid"`
	Credited  yen.Amount `json:"credited,omitempty"`
	Open      yen.Amount `json:"open"`             // still to be paid; below nothing when too much came in (過入金)
	Settled   civil.Date `json:"settled,omitzero"` // the day on which nothing was left
	Version   int        `json:"version"`
}

// Party is whom a document is for, as they were called on its day.
type Party struct {
	ID      string `json:"id"` // of the applicant
	Name    string `json:"name"`
	Address string `json:"address,omitempty"`
}

// InvoiceLine is one charge on a document, or what changes of it.
type InvoiceLine struct {
	ChargeID string     `json:"charge"`
	Code     string     `json:"code"`
	Label    string     `json:"label"`
	LabelEN  string     `json:"label_en"`
	Note     string     `json:"note,omitempty"`
	Supplied civil.Date `json:"supplied"` // the day whose table and rate it has
	Amount   yen.Amount `json:"amount"`   // tax included
	Tax      yen.Rate   `json:"tax_rate_permille"`
}

// InvoiceKind says what a document about money is.
type InvoiceKind string

// The kinds.
const (
	Billed   InvoiceKind = "invoice" // 請求書
	Received InvoiceKind = "receipt" // 領収書
	Credited InvoiceKind = "credit"  // 適格返還請求書
)

// InvoiceKinds lists the kinds.
func InvoiceKinds() []InvoiceKind { return []InvoiceKind{Billed, Received, Credited} }

// InvoiceCause says why there is a document beside an invoice.
type InvoiceCause string

// The causes.
const (
	CausePaid      InvoiceCause = "paid"      // all of it came in
	CauseCorrected InvoiceCause = "corrected" // the charge was put right, and came to less
	CauseWaived    InvoiceCause = "waived"    // the charge was let go (免除)
	CauseWithheld  InvoiceCause = "withheld"  // the payer kept a transfer fee back (振込手数料の差引き)
	CauseReversed  InvoiceCause = "reversed"  // the money that was receipted was taken back: the receipt is void
)
