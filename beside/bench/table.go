package bench

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"
)

// table is the result of a run.
type table struct {
	machine machine
	load    string
	rounds  int
	rows    []row

	workloads []string // a sentence for each measurement
}

func heading() []string {
	return []string{"What", "Median", "Reference", "Ratio", "Limit", "Verdict", "Second"}
}

func (r row) cells() []string {
	return []string{r.what, r.measured, r.beside, r.ratio, r.limit, string(r.verdict), r.secondary}
}

// publish prints the table, and writes it to a file when one is named.
func (t table) publish(out io.Writer, file string) error {
	text := t.String()
	if _, err := io.WriteString(out, text); err != nil {
		return err
	}
	if file == "" {
		return nil
	}
	return os.WriteFile(file, []byte(text), 0o644)
}

// String is the table in Markdown, its columns in line for a terminal.
func (t table) String() string {
	lines := [][]string{heading()}
	for _, r := range t.rows {
		lines = append(lines, r.cells())
	}
	widths := make([]int, len(heading()))
	for _, cells := range lines {
		for i, cell := range cells {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for i, cells := range lines {
		writeLine(&b, cells, widths, " ")
		if i == 0 {
			writeLine(&b, make([]string, len(widths)), widths, "-")
		}
	}
	m := t.machine
	fmt.Fprintf(&b, "\n%s, %d cores, %s, %s; medians of %d rounds, load %s before.\n",
		m.cpu, m.cores, m.goes, m.at.Format("2006-01-02"), t.rounds, t.load)
	if len(t.workloads) > 0 {
		b.WriteString("\n")
	}
	for _, one := range t.workloads {
		b.WriteString("- " + one + "\n")
	}
	return b.String()
}

func writeLine(b *strings.Builder, cells []string, widths []int, fill string) {
	for i, cell := range cells {
		b.WriteString("|" + fill + cell + strings.Repeat(fill, widths[i]-utf8.RuneCountInString(cell)) + fill)
	}
	b.WriteString("|\n")
}
