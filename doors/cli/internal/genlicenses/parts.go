package main

import (
	"bytes"
	"cmp"
	"encoding/json"
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

// dependency is what `go list` says of a package.
type dependency struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir, GoVersion string
		Main                          bool
	}
}

// linkedModules returns the modules of the packages in the program as it is built
// for Linux, and Go's own library. The licence of that is the one which comes with
// golang.org/x too, where it is found without the toolchain's folder.
func linkedModules(root string) (linked []part, goes part, err error) {
	all, err := dependencies(root)
	if err != nil {
		return nil, part{}, err
	}
	found := map[string]*part{}
	goes.path = "std"
	for _, d := range all {
		switch {
		case d.Standard:
		case d.Module == nil:
			return nil, part{}, fmt.Errorf("%s belongs to no module", d.Dir)
		case d.Module.Main:
			goes.version = "go" + d.Module.GoVersion
		default:
			m := found[d.Module.Path]
			if m == nil {
				m = &part{path: d.Module.Path, version: d.Module.Version}
				found[m.path] = m
			}
			if err := m.look(d.Dir, d.Module.Dir); err != nil {
				return nil, part{}, err
			}
		}
	}
	if text := found["golang.org/x/text"]; text != nil {
		goes.files = text.files
	}
	for _, m := range found {
		linked = append(linked, *m)
	}
	slices.SortFunc(linked, func(a, b part) int { return cmp.Compare(a.path, b.path) })
	return linked, goes, nil
}

func dependencies(root string) (all []dependency, err error) {
	list := exec.Command("go", "list", "-deps", "-json=Dir,Standard,Module", "./cmd/akashi")
	list.Dir = root
	list.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var d dependency
		if err := dec.Decode(&d); err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

// look collects the licences and notices from the package's folder up to the
// module's. What stands at the module's root decides.
func (p *part) look(dir, root string) error {
	entries, err := fs.ReadDir(os.DirFS(dir), ".")
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
