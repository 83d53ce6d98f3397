package matching

import (
	_ "embed"
	"slices"
	"strings"

	"akashi/values/kana"
)

// forms.csv are the abbreviations of legal forms as the Japanese banks' association
// publishes them for transfers.
//
//go:embed forms.csv
var formsFile string

// forms are the bracketed abbreviations, the longest first.
func forms() (list []string) {
	for line := range strings.Lines(formsFile) {
		if cells := strings.Split(line, ","); cells[0] == "legal" || cells[0] == "office" {
			list = append(list, kana.Fold(cells[2]))
		}
	}
	slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(list)
}

// reader writes names without their legal form.
type reader struct{ forms []string }

// bare is a name without its legal form, spaces and dots.
func (r reader) bare(name string) string {
	name = strings.ReplaceAll(strings.ReplaceAll(kana.Fold(name), " ", ""), ".", "")
	if !strings.ContainsAny(name, "()") {
		return name
	}
	for _, f := range r.forms {
		for {
			short, cut := strings.CutPrefix(name, f+")")
			if !cut {
				short, cut = strings.CutSuffix(name, "("+f)
			}
			if !cut {
				if short = strings.Replace(name, "("+f+")", "", 1); short == name {
					break
				}
			}
			name = short
		}
	}
	return name
}

// plain is a number of an invoice as it is sought: capitals and digits alone.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, kana.Fold(text))
}
