package web_test

import (
	"context"
	"encoding/csv"
	"io"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/web"
	"akashi/rules/access"
	"akashi/values/civil"
)

// dealings are two documents, a payment, and movements of which the bank or the office has not said all.
func dealings() []app.Dealing {
	day := civil.MustOf(2026, 9, 8)
	return []app.Dealing{
		{Kind: app.DealtMovement, Ref: "r2", Day: day, Amount: 12_345, Scheme: "anshin", File: "f1"},
		{Kind: app.DealtMovement, Ref: "r1", Day: day, Amount: 80_000, Counterparty: "カ）アオバネツト", Scheme: "anshin", Case: "SA-2026-0001", File: "f1"},
		{Kind: app.DealtPayment, Ref: "p1", Day: day, Amount: 80_000, Counterparty: "株式会社青葉ネット", Scheme: "anshin", Case: "SA-2026-0001"},
		{Kind: app.DealtInvoice, Ref: "SA-I2026-0001", Day: day.AddDays(-7), Amount: 80_000, Counterparty: "株式会社青葉ネット", Scheme: "anshin", Case: "SA-2026-0001", Sample: true},
	}
}

func (o *office) Dealings(_ context.Context, actor access.Actor, q app.DealingQuery) (list app.DealingList, err error) {
	if err := access.May(actor, access.ViewBilling, access.Object{Kind: access.KindCase, Scheme: "anshin"}).Err(); err != nil {
		return list, err
	}
	for _, l := range dealings() {
		if q.Kind == "" || q.Kind == l.Kind {
			list.Dealings = append(list.Dealings, l)
		}
	}
	list.Found, list.Cut = 120, q.Limit > 0
	return list, nil
}

func (o *office) DealingArchive(ctx context.Context, actor access.Actor, q app.DealingQuery, _ string, rows func([]app.Dealing, func(app.Dealing) string) ([]byte, error), to io.Writer) error {
	list, err := o.Dealings(ctx, actor, q)
	if err != nil {
		return err
	}
	table, err := rows(list.Dealings, func(l app.Dealing) string { return l.Ref + ".pdf" })
	if err == nil {
		_, err = to.Write(table)
	}
	return err
}

func (o *office) DealingExport(_ context.Context, _ access.Actor, _ app.DealingQuery, l desk.ExportLayout) (app.FileView, int, error) {
	return app.FileView{Name: l.Name + ".csv", Type: "text/csv", Content: []byte("仕訳")}, 0, nil
}

func (o *office) ExportLayouts() ([]desk.ExportLayout, error) {
	return []desk.ExportLayout{{Name: "plain", Title: "一般"}, {Name: "other", Title: "会計", Unverified: true}}, nil
}

func (o *office) ExportLayout(name string, _ []byte) (desk.ExportLayout, error) {
	return desk.ExportLayout{Name: name}, nil
}

// TestDealingsAreFound finds on the page of the books what it has to say, and where it leads.
func TestDealingsAreFound(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d, err := web.New(web.Config{Office: o, Shelf: o.shelf, Now: o.now, WriteSheet: func(w io.Writer, rows [][]string) error { return csv.NewWriter(w).WriteAll(rows) }})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string][]string{
		"/o/dealings": {"取引記録", "120件", "新しい順に4件を表示", "取引先なし", "受付番号なし", "カ）アオバネツト", "/o/payments/f1", "/o/cases/SA-2026-0001/invoices/SA-I2026-0001", "会計（未確認）", "/o/dealings/archive"},
		"/en/o/dealings?kind=movement&from=2026-09-01": {"Books", "Movement at the bank", "No receipt number", `name="from" value="2026-09-01"`},
		"/o/dealings?as=csv":                           {"日付,種類,金額,取引先", "2026-09-08,銀行の明細,12345,,"},
		"/o/dealings/archive?text=青葉":                  {"p1.pdf"},
		"/o/dealings/export?layout=plain":              {"仕訳"},
	} {
		body := asOfficer(t, d, path).Body.String()
		for _, text := range want {
			if !strings.Contains(body, text) {
				t.Errorf("%s says nothing of %q", path, text)
			}
		}
	}
	for path, want := range map[string]string{"/o/dealings?from=soon": "読めません", "/o/dealings/archive?min=much": "読めません"} {
		if got := asOfficer(t, d, path); got.Code != 422 || !strings.Contains(got.Body.String(), want) {
			t.Errorf("%s: %d", path, got.Code)
		}
	}
}
