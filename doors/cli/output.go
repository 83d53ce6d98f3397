package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"

	"akashi/doors/ask"
	"akashi/record"
)

// emit prints the answer: one JSON object for a script, text for people.
func (r *run) emit(view any, text func(w io.Writer)) error {
	if r.opts.json {
		return r.printJSON(view)
	}
	text(r.Out)
	return nil
}

// judge prints an answer and ends the command with its verdict.
func (r *run) judge(good bool, view any, text func(w io.Writer)) error {
	return cmp.Or(r.emit(view, text), verdict(good))
}

// verdict ends a command with the status of its answer.
func verdict(good bool) error {
	if good {
		return nil
	}
	return errNegative
}

func (r *run) printJSON(view any) error {
	var plain, laidOut bytes.Buffer
	enc := json.NewEncoder(&plain)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(view); err != nil {
		return err
	}
	if err := json.Indent(&laidOut, r.say.WithRowErrors(plain.Bytes()), "", "  "); err != nil {
		return err
	}
	_, err := laidOut.WriteTo(r.Out)
	return err
}

// printReasons prints reason trees, each step below the one it explains.
func (r *run) printReasons(w io.Writer, reasons []record.Reason, depth int) {
	for _, x := range reasons {
		fmt.Fprintf(w, "%s%s %s%s\n", strings.Repeat("  ", depth), sign(x.Holds), r.say.Reason(x), bracketed(x.Clause))
		r.printReasons(w, x.Because, depth+1)
	}
}

func sign(holds bool) string {
	if holds {
		return "✓"
	}
	return "✗"
}

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
