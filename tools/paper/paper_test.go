package paper_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/tools/paper"
	"akashi/values/civil"
	"akashi/values/fault"
)

// invoice is a document with so many lines.
func invoice(to string, lines int) desk.Paper {
	p := desk.Paper{Lang: "ja", Title: "請　求　書", Number: "SA-I2026-0001", Day: civil.MustOf(2026, 4, 1), To: to + "　御中", ToLines: []string{"〒980-0811 宮城県仙台市青葉区一番町1-2-3 葛城ビル5階"},
		Facts: []desk.PaperFact{fact("番号", "SA-I2026-0001"), fact("発行日", "2026年4月1日（令和8年4月1日）"), fact("受付番号", "SA-2026-0001")}, Intro: "下記のとおりご請求申し上げます。",
		Sum: desk.PaperFact{Name: "ご請求金額", Value: "80,000円"}, Under: []string{"お支払い期限：使用許諾申請書の提出時まで"}, PageName: "{page}／{of}ページ",
		Table: desk.PaperTable{Head: []string{"料金", "税率", "金額（税込み）"}, Totals: []desk.PaperRow{{Cells: []string{"10%対象（税込）　うち消費税 7,272円", "", "80,000円"}}}},
		Parts: []desk.PaperPart{{Title: "振込先", Lines: []string{"見本銀行　本店営業部", "普通　1234567", "お振込みの際は、番号 SA-I2026-0001 をお書きください。"}}, {Title: "発行者", Lines: []string{"安全・安心マーク推進協議会（見本）", "登録番号：T1234567890123"}}}}
	for i := range lines {
		p.Table.Rows = append(p.Table.Rows, desk.PaperRow{Cells: []string{fmt.Sprintf("審査料金 %d", i+1), "10%", "80,000円"}, Note: "提供の日 2026年4月1日"})
	}
	return p
}

func fact(name, value string) desk.PaperFact { return desk.PaperFact{Name: name, Value: value} }

// read is what a reader of PDF finds in a document, without its blanks.
func read(t *testing.T, document []byte) (text string, pages int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, document, 0o600); err != nil {
		t.Fatal(err)
	}
	var complaint bytes.Buffer
	command := exec.CommandContext(t.Context(), "pdftotext", "-raw", path, "-")
	command.Stderr = &complaint
	out, err := command.Output()
	if err != nil || complaint.Len() > 0 {
		t.Fatalf("pdftotext: %v %s", err, complaint.String())
	}
	return strings.Join(strings.Fields(string(out)), ""), strings.Count(string(out), "\f")
}

// TestHardNamesAreReadAsTheyWereWritten prints names whose characters other programs lose, and reads them back.
func TestHardNamesAreReadAsTheyWereWritten(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"髙﨑商店", "株式会社𠮷野家", "𩸽と𠮟る①㈱", "葛󠄀城ネット", "ｶﾅ・ｶﾞ株式会社", "Łódź & Søn Œuvre", "（有）「ー」々〆〇", "\u8fbb本\u69ea", strings.Repeat("日本北海道個人情報保護", 6)} {
		document, err := paper.Office{}.Print(invoice(name, 1))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text, pages := read(t, document)
		want := strings.Join(strings.Fields(strings.ReplaceAll(name, "\U000E0100", "")), "")
		if !strings.Contains(text, want+"御中") {
			t.Errorf("%s is read as %s", name, text)
		}
		if pages != 1 || !strings.Contains(text, "7,272円") || !strings.Contains(text, "令和8年4月1日") {
			t.Errorf("%s: %d pages, %s", name, pages, text)
		}
	}
}

func TestADocumentIsTheSameBytesEachTime(t *testing.T) {
	t.Parallel()
	one, err := paper.Office{}.Print(invoice("株式会社𠮷野", 3))
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if again, err := (paper.Office{}).Print(invoice("株式会社𠮷野", 3)); err != nil || !bytes.Equal(one, again) {
			t.Fatalf("other bytes, %v", err)
		}
	}
}

// TestAMissingGlyphStopsADocument names each character once, with what it stands in.
func TestAMissingGlyphStopsADocument(t *testing.T) {
	t.Parallel()
	p := invoice("見本\U0001F600商店\U0001F600", 1)
	p.Intro = "\u0E01"
	_, err := paper.Office{}.Print(p)
	problems, ok := errors.AsType[fault.Problems](err)
	if !ok || len(problems) != 2 || problems[0].Code != "paper.no-glyph" || problems[0].Data["code"] != "U+1F600" {
		t.Errorf("got %v", err)
	}
}

// TestALongTableGoesOverPages has its head on each, no line lost, and the number of pages at the foot.
func TestALongTableGoesOverPages(t *testing.T) {
	t.Parallel()
	document, err := paper.Office{}.Print(invoice("見本商店", 60))
	if err != nil {
		t.Fatal(err)
	}
	text, pages := read(t, document)
	if pages < 3 || strings.Count(text, "金額（税込み）") < 3 || !strings.Contains(text, fmt.Sprintf("1／%dページ", pages)) {
		t.Errorf("%d pages: %s", pages, text)
	}
	for i := range 60 {
		if !strings.Contains(text, fmt.Sprintf("審査料金%d", i+1)) {
			t.Errorf("line %d is lost", i+1)
		}
	}
}
