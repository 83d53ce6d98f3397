package web_test

import (
	"context"
	"strings"
	"testing"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// bills are the documents about the money of the cases in these tests: an invoice that is late, one for which too much came
// in, its receipt, and a credit note.
func bills() []app.InvoiceView {
	line := record.InvoiceLine{ChargeID: "h1", Code: "review", Label: "審査料", LabelEN: "Review fee", Supplied: civil.MustOf(2026, 9, 1), Amount: 80000, Tax: 100}
	of := []yen.RateTotal{{Rate: 100, Gross: 80000, Tax: 7272, Net: 72728}}
	by := record.Imprint{Name: "安全・安心マーク推進協議会", Registration: "T7000012050002", Address: "東京都千代田区1-1", Phone: "03-0000-0000", Account: "見本銀行　本店　普通　1234567\nアンゼンアンシンマークスイシンキヨウギカイ"}
	to := record.Party{ID: "a1", Name: "株式会社青葉ネット", Address: "宮城県仙台市1-2-3"}
	one := app.InvoiceView{No: "SA-I2026-0001", Kind: record.Billed, Scheme: "anshin", Case: "SA-2026-0001", Payee: "anshin", Counterparty: to.Name, Issued: civil.MustOf(2026, 9, 1),
		Due: civil.MustOf(2026, 10, 1), Lines: []record.InvoiceLine{line}, ByRate: of, Total: 80000, Paid: 30000, Open: 50000, Late: 51, Issuer: by, To: to}
	over := one
	over.No, over.Paid, over.Open, over.Overpaid, over.Late, over.Others = "SA-I2026-0002", 80953, 0, 953, 0, []string{"SA-R2026-0001"}
	dayless := one
	dayless.No, dayless.Due, dayless.DueText, dayless.DueTextEN, dayless.Late = "SA-I2026-0003", civil.Date{}, "提出のときまで", "By submission", 0
	dayless.Issuer.Registration = ""
	receipt := app.InvoiceView{No: "SA-R2026-0001", Kind: record.Received, Cause: record.CausePaid, For: over.No, Scheme: one.Scheme, Case: one.Case, Payee: one.Payee, Counterparty: to.Name,
		Issued: civil.MustOf(2026, 9, 8), Received: civil.MustOf(2026, 9, 7), Lines: one.Lines, ByRate: of, Total: 80000, Issuer: by, To: to}
	void := receipt
	void.No, void.Cause, void.For, void.Total = "SA-R2026-0002", record.CauseReversed, receipt.No, -80000
	credit := receipt
	credit.No, credit.Kind, credit.Cause, credit.Received = "SA-C2026-0001", record.Credited, record.CauseWaived, civil.Date{}
	return []app.InvoiceView{credit, void, receipt, dayless, over, one}
}

func (o *office) Invoices(_ context.Context, actor access.Actor, q app.InvoiceQuery) (list app.InvoiceList, err error) {
	if !actor.May(access.ViewInvoices) {
		return list, fault.New(fault.Forbidden, "access.role", string(access.ViewInvoices))
	}
	for _, i := range bills() {
		if q.Kind == "" || q.Kind == i.Kind {
			list.Invoices = append(list.Invoices, i)
		}
	}
	list.Total, list.Paid, list.Open, list.Next = 160000, 140953, 100000, "01J"
	return list, nil
}

func (o *office) InvoiceView(_ context.Context, _ access.Actor, no string) (app.InvoiceView, error) {
	for _, i := range bills() {
		if i.No == no {
			return i, nil
		}
	}
	return app.InvoiceView{}, fault.New(fault.NotFound, "invoice.none", no)
}

func (o *office) InvoicePaper(_ context.Context, _ access.Actor, no, lang string) (app.FileView, error) {
	return app.FileView{Name: no + ".pdf", Type: "application/pdf", Content: []byte("%PDF " + lang)}, nil
}

func (o *office) Issuers(_ context.Context, actor access.Actor, key string) (app.IssuerList, error) {
	if err := access.May(actor, access.ViewIssuers, access.Object{Kind: access.KindOffice, Scheme: key}).Err(); err != nil {
		return app.IssuerList{}, err
	}
	said := record.Issuer{Scheme: key, Payee: key, Round: 1, Prefix: "SA", Imprint: bills()[0].Issuer}
	return app.IssuerList{Issuers: []app.IssuerLine{{Payee: key, Title: "推進協議会", EN: "The council", Fees: []string{"review"}, Issuer: &said},
		{Payee: "jipdec", Title: "付与機関", EN: "Granting body", Fees: []string{"mark"}}}}, nil
}

// TestDocumentsAboutMoneyStandOnTheirPages finds on each what it has to say, and what has become of it.
func TestDocumentsAboutMoneyStandOnTheirPages(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for path, want := range map[string][]string{
		"/o/invoices": {"SA-I2026-0001", "50,000円", "953円の過入金", "51日超過", "SA-I2026-0002 の分", "SA-R2026-0001 を取り消す", "提出のときまで", "after=01J"},
		"/o/cases/SA-2026-0001/invoices/SA-I2026-0001":    {"請求書", "株式会社青葉ネット　御中", "T7000012050002", "10%対象", "7,272円", "見本銀行", "番号 SA-I2026-0001 をお書きください", "入金は30,000円、残りは50,000円"},
		"/o/cases/SA-2026-0001/invoices/SA-I2026-0003":    {"登録番号なし", "提出のときまで"},
		"/o/cases/SA-2026-0001/invoices/SA-R2026-0001":    {"領収書", "下記のとおり領収いたしました", "入金日"},
		"/o/cases/SA-2026-0001/invoices/SA-R2026-0002":    {"領収書の取消し", "-80,000円"},
		"/en/o/cases/SA-2026-0001/invoices/SA-C2026-0001": {"Qualified credit note", "a charge was waived", "T7000012050002"},
		"/o/issuers":    {"推進協議会", "番号 SA-…", "支払先が発行", "/do/office/set?", "payee=jipdec"},
		"/en/o/issuers": {"issues its own"},
		"/do/office/set?scheme=anshin&name=x&account=y&prefix=AB": {"登録番号", "振込先", "value=\"AB\""},
	} {
		body := asOfficer(t, d, path).Body.String()
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: %q is not there", path, w)
			}
		}
	}
	for _, path := range []string{"/o/cases/SA-2026-0002/invoices/SA-I2026-0001", "/o/cases/SA-2026-0001/invoices/SA-I2026-9999", "/o/cases/SA-2026-0002/invoices/SA-I2026-0001/pdf"} {
		if got := asOfficer(t, d, path).Code; got != 404 {
			t.Errorf("%s: %d", path, got)
		}
	}
	for path, want := range map[string]string{"/o/invoices?from=soon": "読めません", "/o/invoices?min=much": "読めません", "/o/invoices?state=lost": "一覧はありません"} {
		if got := asOfficer(t, d, path); got.Code != 422 || !strings.Contains(got.Body.String(), want) {
			t.Errorf("%s: %d", path, got.Code)
		}
	}
}
