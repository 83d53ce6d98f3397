package app_test

import (
	"testing"
)

// A receipt lists each file as it is read back, and is none for what cannot be.
func TestAReceiptIsOfWhatIsKept(t *testing.T) {
	t.Parallel()
	o, files := newPmarkOffice(t), cabinet{}
	o.app.Files = files
	no := o.pmarkDraft("見本卸株式会社", "10000000", "6", "new")
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("pmark", "2006")+`}`)
	o.papers(no)
	if r, err := o.app.Receipt(t.Context(), secretariat(), no); err != nil || !r.Filed.IsZero() || len(r.Files) > 0 {
		t.Errorf("of a draft: %+v, %v", r, err)
	}
	o.do(secretariat(), "submit", no, `{}`)
	receipt, err := o.app.Receipt(t.Context(), secretariat(), no)
	if err != nil || receipt.Filed.IsZero() || len(receipt.Files) == 0 || !receipt.Whole() || receipt.Files[0].Size == 0 {
		t.Fatalf("of what was handed in: %+v, %v", receipt, err)
	}
	for _, lose := range []func(){func() { files[receipt.Files[0].SHA256] = []byte("something else") }, func() { delete(files, receipt.Files[0].SHA256) }} {
		lose()
		if r, err := o.app.Receipt(t.Context(), secretariat(), no); err != nil || r.Whole() || r.Files[0].Kept || len(r.Files) != len(receipt.Files) {
			t.Errorf("of a file that is not there as received: %+v, %v", r, err)
		}
	}
}
