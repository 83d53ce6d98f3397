package cli

import (
	_ "embed"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

//go:generate go run ./internal/genlicenses

// licencesText names what the program is made of, a line each up to the first
// empty one, and then holds every licence and notice.
//
//go:embed licenses.txt
var licencesText string

// licensed is a part of the program and the licence by which it may be used.
type licensed struct {
	Path    string `json:"path"`
	Version string `json:"version"`
	Licence string `json:"licence"` // as SPDX names it
}

// licenses prints the licences and notices of everything in the program.
func (r *run) licenses() *cobra.Command {
	return r.command("licenses", "licenses", cobra.NoArgs, func(*cobra.Command, []string) error {
		all := licensedParts()
		all[0].Version = r.Version
		return r.emit(map[string]any{"modules": all}, func(w io.Writer) {
			listed(r, w, all, func(l licensed) []string { return []string{l.Path, l.Version, l.Licence} }, "part", "version", "licence")
			_, texts, _ := strings.Cut(licencesText, "\n\n")
			_, _ = io.WriteString(w, "\n"+texts) // a terminal that is gone cannot be told so
		})
	})
}

// licensedParts lists what the program is made of, itself first.
func licensedParts() (all []licensed) {
	named, _, _ := strings.Cut(licencesText, "\n\n")
	for line := range strings.Lines(named) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		all = append(all, licensed{cells[0], cells[1], cells[2]})
	}
	return all
}
