package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// partsOf returns what the program is made of: itself, Go's own library, the
// modules that are linked into it by path, and what was taken over by hand.
func partsOf(root string) ([]part, error) {
	linked, goes, err := linkedModules(root)
	if err != nil {
		return nil, err
	}
	own := part{"akashi", "(devel)", []string{filepath.Join(root, "LICENSE"), filepath.Join(root, "NOTICE")}}
	tokens := part{"@digital-go-jp/design-tokens", "1.1.9", []string{filepath.Join(root, "doors/web/static/tokens-LICENSE.txt")}}
	all := append([]part{own, goes}, linked...)
	return append(all, tokens), nil
}

// linkedModules returns the modules of the packages in the program as it is built
// for Linux, and Go's own library. The licence of that is the one which comes with
// golang.org/x too, where it is found without the toolchain's folder.
func linkedModules(root string) (linked []part, goes part, err error) {
	goes.path = "std"
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}\t{{.Version}}\t{{.GoVersion}}\t{{.Dir}}\t{{$.Dir}}{{end}}", "./cmd/akashi")
	list.Dir, list.Stderr = root, os.Stderr
	list.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		return nil, goes, fmt.Errorf("go list: %w", err)
	}
	for line := range strings.Lines(string(out)) {
		of := strings.Split(strings.TrimSpace(line), "\t")
		if len(of) < 5 { // of Go's own library
			continue
		}
		if of[1] == "" { // the program's own
			goes.version = "go" + of[2]
			continue
		}
		i, found := slices.BinarySearchFunc(linked, of[0], func(p part, path string) int { return cmp.Compare(p.path, path) })
		if !found {
			linked = slices.Insert(linked, i, part{path: of[0], version: of[1]})
		}
		if err := linked[i].look(of[4], of[3]); err != nil {
			return nil, goes, err
		}
	}
	if i := slices.IndexFunc(linked, func(p part) bool { return p.path == "golang.org/x/text" }); i >= 0 {
		goes.files = linked[i].files
	}
	return linked, goes, nil
}

// look collects the licences and notices from the package's folder up to the
// module's. What stands at the module's root decides.
func (p *part) look(dir, root string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var here []string
	for _, e := range entries {
		if file := filepath.Join(dir, e.Name()); isNotice(e) && !slices.Contains(p.files, file) {
			here = append(here, file)
		}
	}
	if dir == root {
		p.files = append(here, p.files...)
		return nil
	}
	p.files = append(p.files, here...)
	return p.look(filepath.Dir(dir), root)
}

func isNotice(e fs.DirEntry) bool {
	name := strings.ToUpper(e.Name())
	if ext := filepath.Ext(name); e.IsDir() || !slices.Contains([]string{"", ".TXT", ".MD"}, ext) {
		return false
	}
	return slices.ContainsFunc([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "PATENTS", "UNLICENSE"},
		func(word string) bool { return strings.HasPrefix(name, word) })
}
