package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"akashi/doors/cli"
	"akashi/words"
)

// TestEveryCommandHasItsPages looks for a page of each command in each language.
func TestEveryCommandHasItsPages(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := write("1.2.3", folder); err != nil {
		t.Fatal(err)
	}
	for _, lang := range words.Languages() {
		pages := 0
		for _, c := range below(cli.Tree(cli.Parts{}, lang)) {
			if !c.IsAvailableCommand() {
				continue
			}
			pages++
			name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
			page, err := os.ReadFile(filepath.Join(section(folder, lang), name))
			if err != nil || !strings.Contains(string(page), "Akashi 1.2.3") {
				t.Errorf("%s in %s: got %v and %d bytes", name, lang, err, len(page))
			}
		}
		if pages < 50 {
			t.Errorf("%d pages in %s, want one a command", pages, lang)
		}
	}
	for folder, word := range map[string]string{section(folder, words.English): "Check the installation", section(folder, words.Japanese): "設置の状態を点検する"} {
		if page, err := os.ReadFile(filepath.Join(folder, "akashi-doctor.1")); !strings.Contains(string(page), word) {
			t.Errorf("%s: got %q, %v, want %q in it", folder, page, err, word)
		}
	}
}

// below returns the command and all under it.
func below(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, child := range c.Commands() {
		all = append(all, below(child)...)
	}
	return all
}
