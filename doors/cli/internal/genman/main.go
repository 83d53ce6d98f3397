// Command genman writes the manual pages of every command into a folder: English
// in man1, and each other language in man1 of a folder of its own, as man(1)
// looks for them. It is no part of the binary, which so carries no writer of them.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra/doc"

	"akashi/doors/cli"
	"akashi/words"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "genman VERSION FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// write writes the pages of all languages. SOURCE_DATE_EPOCH is their date.
func write(version, folder string) error {
	for _, lang := range words.Languages() {
		root := cli.Tree(cli.Parts{Version: version}, lang)
		root.InitDefaultHelpCmd()
		root.InitDefaultCompletionCmd()
		into := section(folder, lang)
		if err := os.MkdirAll(into, 0o755); err != nil {
			return err
		}
		header := &doc.GenManHeader{Section: "1", Source: "Akashi " + version}
		if err := doc.GenManTree(root, header, into); err != nil {
			return err
		}
	}
	return nil
}

func section(folder string, lang words.Language) string {
	if lang == words.English {
		return filepath.Join(folder, "man1")
	}
	return filepath.Join(folder, string(lang), "man1")
}
