package web_test

import (
	"context"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/matching"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// bankFile is a file with a movement of each kind.
func bankFile() money.BankFileView {
	line := func(no int, payer string, amount yen.Amount) money.BankLine {
		return money.BankLine{Record: no, Payer: payer, Amount: amount, Received: civil.MustOf(2026, 11, 2), EDI: "X"}
	}
	reading := func(no string, how matching.Certainty, why string) money.BankReading {
		return money.BankReading{Invoice: no, Case: "SA-2026-0001", Owes: "株式会社青葉ネット", Open: 80000, Certainty: how, Reason: why}
	}
	all := reading("SA-I2026-0003", matching.Suggested, "name, all")
	all.Invoices = []string{"SA-I2026-0003", "SA-I2026-0004"}
	return money.BankFileView{BankFile: record.BankFile{ID: "bank1", Scheme: "anshin", Name: "11月の入金", Format: "zengin01", Records: 9, Sum: 332185, At: noon},
		Matched: []money.BankMatch{{BankLine: line(2, "ｶ)ｱｵﾊﾞ", 80000), BankReading: reading("SA-I2026-0001", matching.Sure, "number, sum")},
			{BankLine: line(3, "ﾀﾆﾝ", 79340), BankReading: reading("SA-I2026-0002", matching.Suggested, "name, short"), Others: []money.BankReading{reading("SA-I2026-0003", matching.Suggested, "sum"), all}},
			{BankLine: line(9, "ｱｵﾊﾞ", 160000), BankReading: all, Others: []money.BankReading{reading("SA-I2026-0003", matching.Suggested, "name, over")}}},
		Unmatched: []money.BankLine{line(4, "ｼﾗﾅｲﾋﾄ", 12345)}, Confirmed: []money.BankPaid{{BankLine: line(5, "ﾐﾎﾝ", 79340), Invoice: "SA-I2026-0009", Case: "SA-2026-0002", Withheld: 660},
			{BankLine: line(6, "ﾓﾄﾞﾘ", 0), Invoice: "SA-I2026-0008", Case: "SA-2026-0002", Back: true}},
		Cancelled: []money.BankCancel{{BankLine: line(7, "ﾄﾘｹｼ", 100), By: 8}, {BankLine: line(8, "ﾓﾄﾅｼ", 100)}}, Out: 2, Open: 171685, Can: []desk.Offer{{Action: access.ConfirmPayment}}}
}

func (o *office) BankFiles(_ context.Context, actor access.Actor, _ string) (app.BankFileList, error) {
	if !actor.May(access.ViewBankFile) {
		return app.BankFileList{}, fault.New(fault.Forbidden, actor.WhyNot(access.ViewBankFile), "")
	}
	done := app.BankFileLine{BankFile: record.BankFile{ID: "bank0", Scheme: "anshin", Name: "10月の入金", At: noon.AddDate(0, -1, 0), Sum: 80000}, BankStanding: money.BankStanding{Came: 1}}
	return app.BankFileList{Payments: []app.BankFileLine{{BankFile: bankFile().BankFile, BankStanding: money.BankStanding{Came: 5, Waiting: 4, Open: 171685}}, done}}, nil
}

func (o *office) BankFileView(_ context.Context, actor access.Actor, id string) (money.BankFileView, error) {
	if id != "bank1" || !actor.May(access.ViewBankFile) {
		return money.BankFileView{}, fault.New(fault.NotFound, "store.no-such-bank-file", id)
	}
	return bankFile(), nil
}

// TestABankFileIsReadOnOnePage finds one button for all that is sure, a choice for what is not, and a way for what nothing
// speaks for.
func TestABankFileIsReadOnOnePage(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for path, want := range map[string][]string{
		"/o/payments":          {"11月の入金", "4件（171,685円）", "済み", "/do/payments/import?scheme=anshin"},
		"/o/payments/bank1":    {"1件、80,000円をまとめて消し込む", `name="all_sure"`, "番号が一致", "振込手数料ほど不足", `name="invoice"`, "/do/payments/bank1/confirm-payment?", "record=4", "振込手数料 660円", "取消し済み", "もとの記録が見つかりません", "出金の記録が2件"},
		"/en/o/payments/bank1": {"Confirm all of these: 1", "the number fits", "short by a transfer fee"},
	} {
		body := asOfficer(t, d, path).Body.String()
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: %q is not there", path, w)
			}
		}
	}
}
