package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"akashi/app/desk"
	"akashi/tools/sheet"
	"akashi/values/fault"
)

// form is a workbook of two lines, in its words.
func form(lang string) desk.Workbook {
	word := map[string][]string{"en": {"Answers", "Yes", "No"}, "ja": {"回答", "はい", "いいえ"}}[lang]
	choices := []desk.WorkChoice{{Code: "met", Said: word[1]}, {Code: "unmet", Said: word[2]}}
	row := func(id, note string) []desk.WorkCell {
		return []desk.WorkCell{{Said: id}, {Said: "text of " + id}, {Choices: choices}, {Said: note}, {Said: "was"}}
	}
	return desk.Workbook{Kind: "t", Lang: lang, Title: "Read me", Lead: []string{"=1+1"}, Pins: map[string]string{"case": "SA-1"},
		Pages: []desk.WorkPage{{Name: "answers", Said: word[0], Columns: []desk.WorkColumn{{Name: "id", Said: "No.", Width: 8}, {Name: "text", Said: "Text", Width: 30},
			{Name: "answer", Said: "Answer", Width: 10, Open: true}, {Name: "note", Said: "Note", Width: 20, Open: true}, {Name: "was", Said: "Was", Hidden: true}},
			Rows: [][]desk.WorkCell{row("1", "=HYPERLINK(\"http://evil.example\")"), row("2", "@SUM(A1)")}}}}
}

// office speaks the two languages of form.
func office() sheet.Office {
	in := func(lang string) func(desk.Workbook) desk.Workbook {
		return func(desk.Workbook) desk.Workbook { return form(lang) }
	}
	return sheet.Office{Words: []func(desk.Workbook) desk.Workbook{in("ja"), in("en")}}
}

// changed writes the form, changes it as somebody does who fills it in, and reads it back.
func changed(t *testing.T, lang string, change func(*excelize.File)) (desk.Filled, error) {
	t.Helper()
	file, err := office().Write(desk.Workbook{Kind: "t"}, lang)
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	change(book)
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	cells, err := office().Read(out.Bytes())
	if err != nil {
		return desk.Filled{}, err
	}
	return office().Match(cells, func(map[string]string) (desk.Workbook, error) { return desk.Workbook{Kind: "t"}, nil })
}

// A workbook tells what it is, shows no formula, and comes back as it was written.
func TestAWorkbookComesBack(t *testing.T) {
	t.Parallel()
	filled, err := changed(t, "ja", func(b *excelize.File) {
		_ = b.SetCellStr("回答", "C2", "ＭＥＴ")
		_ = b.SetCellStr("回答", "C3", "No")
	})
	if err != nil {
		t.Fatal(err)
	}
	if filled.Pins["case"] != "SA-1" || filled.Pins["lang"] != "ja" {
		t.Errorf("pins %v", filled.Pins)
	}
	rows := filled.Pages["answers"]
	if len(rows) != 2 || rows[0].Cells["answer"].Value != "met" || rows[1].Cells["answer"].Value != "unmet" || rows[1].Cells["answer"].Where != "回答!C3" {
		t.Errorf("rows %+v", rows)
	}
	if got := rows[0].Cells["note"].Value; got != `=HYPERLINK("http://evil.example")` {
		t.Errorf("a text that looks like a formula came back as %q", got)
	}
}

func TestAWorkbookHasNoFormulaAndOnlyOpenCells(t *testing.T) {
	t.Parallel()
	file, err := office().Write(desk.Workbook{Kind: "t"}, "en")
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	guarded := 0
	for _, f := range z.File {
		part, _ := f.Open()
		text, _ := io.ReadAll(part)
		if strings.Contains(string(text), "<f>") || strings.Contains(string(text), "<f ") {
			t.Errorf("%s has a formula", f.Name)
		}
		if strings.Contains(string(text), "<sheetProtection") {
			guarded++
		}
	}
	if guarded != 3 { // instructions, table, hidden page
		t.Errorf("%d protected pages, want 3", guarded)
	}
	book, _ := excelize.OpenReader(bytes.NewReader(file))
	for cell, open := range map[string]bool{"A2": false, "B2": false, "C2": true, "D3": true, "E2": false} {
		id, _ := book.GetCellStyle("Answers", cell)
		style, _ := book.GetStyle(id)
		if locked := style.Protection == nil || style.Protection.Locked; locked == open {
			t.Errorf("%s: locked %t", cell, locked)
		}
	}
	if visible, _ := book.GetSheetVisible("_akashi"); visible {
		t.Error("the page for programs is seen")
	}
	if names := book.GetDefinedName(); len(names) < 3 || names[0].Name != "akashi_case" {
		t.Errorf("names %v", names)
	}
}

// Everything wrong is told at once, each by its cell.
func TestWhatIsWrongWithAWorkbook(t *testing.T) {
	t.Parallel()
	_, err := changed(t, "en", func(b *excelize.File) {
		_ = b.SetCellStr("Answers", "B2", "other")
		_ = b.SetCellStr("Answers", "C2", "perhaps")
		_ = b.SetCellFormula("Answers", "D2", "1+1")
		_ = b.SetCellStr("Answers", "A3", "9")
	})
	got := map[string]string{}
	for _, p := range fault.ProblemsIn(err) {
		got[p.Where] = p.Code
	}
	want := map[string]string{"Answers!B2": "workbook.changed", "Answers!C2": "workbook.word", "Answers!D2": "workbook.formula", "Answers!A3": "workbook.row-unknown", "Answers": "workbook.rows-gone"}
	for where, code := range want {
		if got[where] != code {
			t.Errorf("%s: %q, want %q", where, got[where], code)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %v", got)
	}
	_, err = changed(t, "en", func(b *excelize.File) { _ = b.SetCellStr("Answers", "C1", "x") })
	if p := fault.ProblemsIn(err); len(p) != 1 || p[0].Where != "Answers!C1" {
		t.Errorf("another head: %v", err)
	}
	_, err = changed(t, "en", func(b *excelize.File) { _ = b.SetCellStr("Answers", "A3", "1") })
	if p := fault.ProblemsIn(err); len(p) != 2 || p[0].Code != "workbook.row-twice" {
		t.Errorf("a row twice: %v", err)
	}
}

// What no workbook of ours can be is refused before much of it is read.
func TestHostileWorkbooks(t *testing.T) {
	t.Parallel()
	packed := func(parts map[string]string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, text := range parts {
			w, _ := z.Create(name)
			_, _ = io.WriteString(w, text)
		}
		_ = z.Close()
		return b.Bytes()
	}
	many := func(rows, columns int) []byte {
		book := excelize.NewFile()
		stream, _ := book.NewStreamWriter("Sheet1")
		line := make([]any, columns)
		for i := range line {
			line[i] = "x"
		}
		for i := range rows {
			_ = stream.SetRow(fmt.Sprintf("A%d", i+1), line)
		}
		_ = stream.Flush()
		var b bytes.Buffer
		_ = book.Write(&b)
		return b.Bytes()
	}
	for name, c := range map[string]struct {
		file []byte
		code string
	}{
		"no workbook":      {[]byte("x"), "sheet.xlsx"},
		"a bomb":           {packed(map[string]string{"xl/workbook.xml": strings.Repeat(" ", 40<<20)}), "sheet.xlsx"},
		"too many rows":    {many(3001, 2), "sheet.too-many-rows"},
		"too many columns": {many(2, 61), "sheet.too-many-columns"},
		"too large":        {make([]byte, 9<<20), "sheet.too-large"},
	} {
		if _, err := office().Read(c.file); len(fault.ProblemsIn(err)) == 0 || fault.ProblemsIn(err)[0].Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}
