package cli

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"

	"akashi/doors/ask"
)

// table prints rows in columns that stand in line on a terminal, where a Japanese
// character is as wide as two others.
func table(w io.Writer, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], displayed(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell + strings.Repeat(" ", widths[i]-displayed(cell)+2))
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

// displayed is how many columns of a terminal a text takes.
func displayed(text string) (n int) {
	for _, c := range text {
		n++
		if kind := width.LookupRune(c).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}

// listed prints a row for each item.
func listed[T any](r *run, w io.Writer, items []T, row func(T) []string, heads ...string) {
	r.rows(w, ask.Each(items, row), heads...)
}

// rows prints rows below what stands in their columns, or that there are none.
func (r *run) rows(w io.Writer, rows [][]string, heads ...string) {
	if len(rows) == 0 {
		fmt.Fprintln(w, r.say.Say("list.none"))
		return
	}
	head := ask.Each(heads, func(key string) string { return r.say.Say("head." + key) })
	table(w, append([][]string{head}, rows...))
}
