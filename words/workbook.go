package words

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"akashi/app/desk"
	"akashi/values/fault"
)

// Workbook is a workbook with its words: the instructions, the names of its pages and
// columns, and what stands in its cells.
func (b *Book) Workbook(w desk.Workbook) desk.Workbook {
	b, own := b.For(w.Edition), "workbook."+w.Kind+"."
	w.Lang = string(b.lang)
	w.Title, w.Lead = b.Say("workbook.lead"), nil
	for n := 1; b.Has(own + "lead." + strconv.Itoa(n)); n++ {
		w.Lead = append(w.Lead, b.Fill(own+"lead."+strconv.Itoa(n), w.Figures))
	}
	w.Pages = slices.Clone(w.Pages)
	for i := range w.Pages {
		p := &w.Pages[i]
		p.Said, p.Columns, p.Rows, p.Example = b.Say(own+"page."+p.Name), slices.Clone(p.Columns), slices.Clone(p.Rows), slices.Clone(p.Example)
		for j := range p.Columns {
			c := &p.Columns[j]
			c.Said, c.Choices = b.Say(own+"column."+c.Name), b.choices(c.Choices)
			if len(p.Example) > 0 {
				if p.Example[j] == desk.Such {
					p.Example[j] = b.Say(own + "such." + c.Name)
				}
				p.Example[j] = b.shown(p.Example[j], c.Choices, j == 0)
			}
		}
		for j := range p.Rows {
			p.Rows[j] = slices.Clone(p.Rows[j])
			for k := range p.Rows[j] {
				cell := &p.Rows[j][k]
				cell.Said, cell.Choices = b.cell(*cell), b.choices(cell.Choices)
			}
		}
	}
	return w
}

func (b *Book) cell(c desk.WorkCell) string {
	var said strings.Builder
	for _, key := range c.Keys {
		said.WriteString(b.Fill(key, c.Figures))
	}
	return cmp.Or(said.String(), b.Text(c.Text))
}

// shown is a cell of an example: a code in its word, and the first as what it is.
func (b *Book) shown(text string, choices []desk.WorkChoice, first bool) string {
	for _, c := range choices {
		if c.Code == text {
			text = c.Said
		}
	}
	if first {
		return b.Say("workbook.example", "text", text)
	}
	return text
}

func (b *Book) choices(all []desk.WorkChoice) []desk.WorkChoice {
	all = slices.Clone(all)
	for i := range all {
		if all[i].Said = b.Text(all[i].Text); all[i].Key != "" {
			all[i].Said = b.Fill(all[i].Key, withCode(all[i]))
		}
	}
	return all
}

// withCode are the figures of a choice, its code among them.
func withCode(c desk.WorkChoice) fault.Data {
	figures := fault.Data{"n": c.Code}
	maps.Copy(figures, c.Figures)
	return figures
}

// SheetValue is what a cell of answers holds, in words.
func (b *Book) SheetValue(what, value string) string {
	switch {
	case value == "":
		return b.Say("none")
	case what != "answer":
		return value
	case strings.Trim(value, "0123456789") == "":
		return b.Say("points.n", "n", value)
	}
	return b.Name("answer", value)
}
