package money

import (
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/deadline"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// yearlyBefore is what paper tells of the yearly fees of a mark that was taken over: the
// day of the notice that they are counted from, and the day up to which everything is
// settled that was not listed as unpaid.
type yearlyBefore struct{ Received, Settled civil.Date }

// beforeTheMove finds it in the case that stands for the mark (引継ぎ); none of a mark that
// was granted here, or whose notice nobody told.
func beforeTheMove(w *desk.Work) (before yearlyBefore, told bool) {
	if w.Case.MarkID == "" {
		return before, false
	}
	c, carried := CarriedMark(w, w.Case.MarkID)
	if !carried {
		return before, false
	}
	for _, n := range desk.Read(w, w.Notices, c.ID) {
		before, told = yearlyBefore{n.Received, c.Carried.AsOf}, true // the last stands
	}
	return before, told
}

// CarriedMark is the case that stands for a mark which was granted elsewhere.
func CarriedMark(w *desk.Work, mark string) (record.Case, bool) {
	return desk.First(desk.Read(w, w.Cases, desk.CaseQuery{MarkID: mark, Carried: true, Visible: access.Everything()}),
		func(c record.Case) bool { return c.Carried.State == lifecycle.Granted })
}

// open lists the days through until on which a yearly fee falls due and has not been
// raised: the anniversaries of the first, of which those before the move are settled.
func (y yearlyBefore) open(w *desk.Work, code string, charges []record.Charge, until civil.Date) []civil.Date {
	return deadline.YearlyAfter(code, y.first(w, code), y.Settled, charges, until)
}

// first is the day on which a yearly fee fell due for the first time.
func (y yearlyBefore) first(w *desk.Work, code string) civil.Date {
	line, _ := Quote(w, fees.Request{Date: y.Received, Events: map[scheme.DueEvent]civil.Date{scheme.DueAtNoticeReceived: y.Received}}).Line(code)
	return line.Due
}

// Unpaid is a fee that was asked for before the case was taken over and has not come
// (未納): what it is for, how much is open, and by when it was due.
type Unpaid struct {
	Code   string
	Amount yen.Amount
	Due    civil.Date
}

// Carry keeps an unpaid fee as a charge of the case: owed, and late from the day after its
// last day. Its tax rate is that of the table of its day.
func Carry(w *desk.Work, u Unpaid) error {
	table, covered := desk.First(Priced(w).Fees.Tables, func(t scheme.FeeTable) bool { return t.Covers(u.Due) })
	if !covered {
		return fault.Wrong("move.unpriced", "/due", "given", u.Due, "fee", u.Code)
	}
	line, _ := w.Edition.Fees.Line(u.Code)
	AddCharge(w, record.QuotedFee{Code: u.Code, Label: line.Label.JA, LabelEN: line.Label.EN, Amount: u.Amount, TaxRate: table.Tax,
		DueRule: string(line.Due.Event), DueText: line.Due.Text.JA, DueTextEN: line.Due.Text.EN, Due: u.Due, Yearly: line.Yearly, Source: line.Source, Elsewhere: true})
	return nil
}
