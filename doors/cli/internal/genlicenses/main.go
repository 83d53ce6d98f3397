// Command genlicenses writes doors/cli/licenses.txt, which `akashi licenses` prints: what
// the program is made of, a line each, and then every licence and notice that must
// travel with it, each text once. It fails at a module whose licence it does not
// know, so that somebody reads that one.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	text, err := licences("../..")
	if err == nil {
		err = os.WriteFile("licenses.txt", text, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "genlicenses:", err)
		os.Exit(1)
	}
}

// part is something that the program is made of.
type part struct {
	path, version string
	files         []string // its licences and notices, the one that decides first
}

// licences returns the file, for the repository at root.
func licences(root string) ([]byte, error) {
	parts, err := partsOf(root)
	if err != nil {
		return nil, err
	}
	var table, texts bytes.Buffer
	for _, p := range parts {
		licence, err := licenceOf(p)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&table, "%s\t%s\t%s\n", p.path, p.version, licence)
	}
	users, order, err := usersOf(parts)
	for _, text := range order {
		rule := strings.Repeat("=", 80)
		fmt.Fprintf(&texts, "\n%s\n%s\n%s\n\n%s\n", rule, strings.Join(users[text], "\n"), rule, text)
	}
	return append(table.Bytes(), texts.Bytes()...), err
}

// usersOf returns every text once, in the order of its first use, and what it
// belongs to.
func usersOf(parts []part) (users map[string][]string, order []string, err error) {
	users = map[string][]string{}
	for _, p := range parts {
		for _, file := range p.files {
			data, err := os.ReadFile(file)
			if err != nil {
				return nil, nil, err
			}
			text := tidied(data)
			if users[text] == nil {
				order = append(order, text)
			}
			users[text] = append(users[text], fmt.Sprintf("%s %s: %s", p.path, p.version, filepath.Base(file)))
		}
	}
	return users, order, nil
}

// tidied leaves out what an editor would: spaces at the end of lines and lines at
// both ends.
func tidied(text []byte) string {
	var lines []string
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		lines = append(lines, strings.TrimRight(line, " \t\r\n\f"))
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// licenceOf names the licence of the part as SPDX does.
func licenceOf(p part) (string, error) {
	if len(p.files) == 0 {
		return "", fmt.Errorf("%s has no licence", p.path)
	}
	data, err := os.ReadFile(p.files[0])
	if err != nil {
		return "", err
	}
	found := known(strings.Join(strings.Fields(string(data)), " "))
	if len(found) == 0 {
		return "", fmt.Errorf("%s: read %s and say in this program what it is", p.path, p.files[0])
	}
	return strings.Join(found, " AND "), nil
}

// known returns the licences whose words are in the text.
func known(text string) (found []string) {
	for _, l := range []struct{ name, words string }{
		{"Apache-2.0", "Apache License"},
		{"MPL-2.0", "Mozilla Public License"},
		{"MIT", "Permission is hereby granted, free of charge"},
		{"ISC", "Permission to use, copy, modify, and"},
		{"BSD-3-Clause", "endorse or promote products derived from"},
		{"BSD-2-Clause", "Redistribution and use in source and binary forms"},
	} {
		if strings.Contains(text, l.words) && !(l.name == "BSD-2-Clause" && slices.Contains(found, "BSD-3-Clause")) {
			found = append(found, l.name)
		}
	}
	return found
}
