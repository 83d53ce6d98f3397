package schemes

import (
	"slices"
	"strconv"

	"github.com/goccy/go-yaml/ast"

	"akashi/scheme"
	"akashi/values/fault"
	"akashi/values/form"
)

// Decode reads one scheme file. The edition is nil unless the file is without a
// problem; the error is then a fault.Problems that lists all of them.
func Decode(data []byte) (*scheme.Edition, error) {
	root, found := parse(data)
	if root == nil {
		return nil, found.problems().Err()
	}
	f := file{places: places{}}
	f.note("", root, top())
	edition := &scheme.Edition{}
	if err := (form.Paper{Tag: "yaml", Partial: true, Telling: true}).Fill(node{root}, edition); err != nil {
		for _, p := range fault.ProblemsIn(err) {
			f.add(p)
		}
	}
	f.lint(edition)
	if problems := f.found.problems(); len(problems) > 0 {
		return nil, problems
	}
	return edition, nil
}

// file is a parsed scheme file: where everything stands, and what is wrong with it.
type file struct {
	places places
	found  findings
}

// note notes where a value and everything in it stands.
func (f *file) note(path string, value ast.Node, at place) {
	f.places[path] = spot{at, value}
	switch v := value.(type) {
	case ast.MapNode:
		seen := map[string]place{}
		for pair := range pairsOf(value) {
			key, at := pair.Key.GetToken().Value, placeOf(pair.Key)
			if first, twice := seen[key]; twice {
				f.found.add(at, "key-twice", "first", first.line)
				continue
			}
			seen[key] = at
			f.note(path+"/"+form.Pointer(key), pair.Value, at)
		}
	case *ast.SequenceNode:
		for i, item := range v.Values {
			f.note(path+"/"+strconv.Itoa(i), item, placeOf(item))
		}
	}
}

// add adds what the form found, at its place in the file.
func (f *file) add(p fault.Problem) {
	spot := f.places[p.Where]
	if p.Code != "unknown-key" {
		code, figures := codeOf(p, node{spot.value})
		at := placeOf(spot.value)
		f.found = append(f.found, finding{at, fault.Problem{Code: code, Where: at.String(), Data: figures}})
		return
	}
	if p.Data["meant"] != "" {
		delete(p.Data, "allowed") // one guess says more than a long list
	}
	f.found = append(f.found, finding{spot.key, fault.Problem{Code: "key-unknown", Where: spot.key.String(), Data: p.Data}})
}

// lint adds what the edition itself finds wrong, except where the file has been
// found wrong already: what was not read cannot be judged.
func (f *file) lint(edition *scheme.Edition) {
	read := len(f.found)
	for _, p := range scheme.Lint(edition) {
		f.judge(p, read)
	}
}

// judge adds what was found wrong with a value, unless one of the first so many findings
// is about the same.
func (f *file) judge(p fault.Problem, read int) {
	at := f.places.of(p.Where)
	if f.has(p.Where) && slices.ContainsFunc(f.found[:read], func(one finding) bool { return one.at == at }) {
		return
	}
	p.Where = at.String()
	f.found = append(f.found, finding{at, p})
}
