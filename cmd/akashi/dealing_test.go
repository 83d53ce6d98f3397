package main

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"akashi/app"
	"akashi/beside/testkit"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/ledger"
	"akashi/values/yen"
)

// TestTheBooksAreHandedOverWhole holds the archive of all dealings against the list of documents, and the entries for accounts
// against what is owed.
func TestTheBooksAreHandedOverWhole(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	f := openFilled(t)
	office := access.Actor{ID: "jimukyoku", Role: record.RoleSecretariat}
	var packed bytes.Buffer
	var listed []string
	index := func(all []app.Dealing, file func(app.Dealing) string) ([]byte, error) {
		for _, l := range all {
			if name := file(l); name != "" {
				listed = append(listed, name)
			}
		}
		return []byte("index"), nil
	}
	if err := f.office.DealingArchive(t.Context(), office, app.DealingQuery{}, "ja", index, &packed); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatal(err)
	}
	documents, err := f.office.Invoices(t.Context(), office, app.InvoiceQuery{})
	if err != nil || len(documents.Invoices) == 0 {
		t.Fatalf("%d documents, %v", len(documents.Invoices), err)
	}
	content := map[string][]byte{}
	for _, file := range z.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		if content[file.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range listed {
		if content[name] == nil {
			t.Errorf("%s stands in the index and not in the archive", name)
		}
	}
	for _, i := range documents.Invoices {
		name := string(i.Kind) + "/" + strings.ReplaceAll(i.Issued.String(), "-", "") + "_" + strings.ReplaceAll(i.Total.String(), ",", "") + "_" + i.Counterparty + "_" + i.No + ".pdf"
		paper, err := f.office.InvoicePaper(t.Context(), office, i.No, "ja")
		if err != nil || !bytes.Equal(content[name], paper.Content) {
			t.Errorf("%s is not the document, %v", name, err)
		}
	}

	books, err := f.office.Dealings(t.Context(), office, app.DealingQuery{})
	if err != nil {
		t.Fatal(err)
	}
	var owed yen.Amount
	for _, i := range documents.Invoices {
		owed += i.Open - i.Overpaid
	}
	if left := ledger.Balance(app.Entries(books.Dealings), ledger.Receivable); left != owed {
		t.Errorf("by the entries %s are owed, by the documents %s", left, owed)
	}
}
