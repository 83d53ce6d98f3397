package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"akashi/doors/cli"
)

// members are the paths of everything in JSON and what stands there: string,
// number, boolean, array, object, or null where nothing else was seen.
type members map[string]string

// missing lists what is pinned and not in m. A string that holds JSON may have
// become an object, and null may have become anything.
func (m members) missing(pinned []string) (gone []string) {
	for _, line := range pinned {
		path, was, _ := strings.Cut(line, " ")
		if is := m[path]; is != was && was != "null" && (was != "string" || is != "object") || is == "" {
			gone = append(gone, fmt.Sprintf("%s (now %q)", line, is))
		}
	}
	return gone
}

func (m members) lines() []string {
	var all []string
	for _, path := range slices.Sorted(maps.Keys(m)) {
		all = append(all, path+" "+m[path])
	}
	return all
}

// see notes what stands at the path, and everything below it.
func (m members) see(path string, v any) {
	m.note(path, kindOfJSON(v))
	switch v := v.(type) {
	case map[string]any:
		for key, inside := range v {
			m.see(path+"."+memberName(key), inside)
		}
	case []any:
		for _, entry := range v {
			m.see(path+"[]", entry)
		}
	}
}

func (m members) note(path, kind string) {
	if kind != "null" || m[path] == "" {
		m[path] = kind
	}
}

func kindOfJSON(v any) string {
	switch v.(type) {
	case map[string]any:
		return "object"
	case []any:
		return "array"
	case string:
		return "string"
	case bool:
		return "boolean"
	case nil:
		return "null"
	}
	return "number"
}

// memberName is a name of ours; a key that is data, such as the id of a
// criterion, is a star.
func memberName(key string) string {
	if regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(key) {
		return key
	}
	return "*"
}

func TestMembersMayOnlyGrow(t *testing.T) {
	t.Parallel()
	pinned := []string{".a string", ".b number", ".c null", ".d[].e string"}
	for name, row := range map[string]struct {
		now  string
		gone int
	}{
		"as it was":             {`{"a":"x","b":1,"c":null,"d":[{"e":"x"}]}`, 0},
		"more":                  {`{"a":"x","b":1,"c":"now","d":[{"e":"x","f":2}],"g":1}`, 0},
		"a string that is JSON": {`{"a":{"x":1},"b":1,"c":1,"d":[{"e":{}}]}`, 0},
		"one gone":              {`{"a":"x","c":null,"d":[{"e":"x"}]}`, 1},
		"another type":          {`{"a":"x","b":"1","c":null,"d":[{"e":"x"}]}`, 1},
		"a string that is not":  {`{"a":["x"],"b":1,"c":null,"d":[{"e":3}]}`, 2},
	} {
		v, err := readJSON([]byte(row.now))
		if err != nil {
			t.Fatal(err)
		}
		m := members{}
		m.see("", v)
		if gone := m.missing(pinned); len(gone) != row.gone {
			t.Errorf("%s: missing %v, want %d", name, gone, row.gone)
		}
	}
}

// demoDay is the day on which the tour of the README takes place.
const demoDay = "2026-11-21T01:00:00Z"

// TestPinsAnswers pins every member that the commands about cases, sessions,
// marks, the register and users print of the demonstration.
func TestPinsAnswers(t *testing.T) {
	t.Parallel()
	d := demonstration{t, t.TempDir()}
	d.json("demo", "--fill-only")
	cases := d.json("case", "list")
	seen := members{}
	seen.see("case-list", cases)
	for _, no := range d.every(cases, "cases/*/no") {
		seen.see("case-show", d.json("case", "show", no))
		seen.see("case-export", d.json("case", "export", no))
	}
	for _, id := range d.every(d.json("session", "list"), "sessions/*/id") {
		seen.see("session-show", d.json("session", "show", id))
	}
	for _, number := range []string{"J0001", "D0002", "T0003", "J0005", "L2014-07-055", "J9999"} {
		seen.see("mark-show", d.json("mark", "show", number))
	}
	seen.see("register-search", d.json("register", "search", "見本"))
	seen.see("user-add", d.json("user", "add", "--id", "later", "--name", "Later", "--role", "secretariat", "--scheme", "pmark"))
	growsJSON(t, "answers", seen)
}

// growsJSON compares members with those pinned under the name.
func growsJSON(t *testing.T, name string, seen members) {
	t.Helper()
	pinned := pinnedLines(t, name)
	for _, gone := range seen.missing(pinned) {
		t.Errorf("%s: gone from the program: %s", name, gone)
	}
	known := members{}
	for _, line := range pinned {
		path, kind, _ := strings.Cut(line, " ")
		known[path] = kind
	}
	fresh := maps.Clone(seen)
	maps.DeleteFunc(fresh, func(path, _ string) bool { return known[path] != "" && known[path] != "null" })
	maps.DeleteFunc(known, func(path, _ string) bool { return fresh[path] != "" })
	repin(t, name, known.lines(), fresh.lines())
}

// demonstration is a store of its own that commands look at on the day of the tour.
type demonstration struct {
	t   *testing.T
	dir string
}

func (d demonstration) json(args ...string) any {
	d.t.Helper()
	var out, errs bytes.Buffer
	p := parts()
	p.Out, p.Err, p.Schemes.Shipped = &out, &errs, shippedOnce
	p.Env = func(string) (string, bool) { return "", false }
	status := cli.Run(context.Background(), p, append([]string{"--json", "--now", demoDay, "--data", filepath.Join(d.dir, "office")}, args...))
	if status != cli.ExitDone && status != cli.ExitNegative {
		d.t.Fatalf("akashi %v: status %d\n%s%s", args, status, &out, &errs)
	}
	answer, err := readJSON(out.Bytes())
	if err != nil {
		d.t.Fatal(err)
	}
	return answer
}

func (d demonstration) every(answer any, path string) []string {
	d.t.Helper()
	text, err := lookUp(answer, path)
	if err != nil || text == "" {
		d.t.Fatalf("nothing at %s: %v", path, err)
	}
	return strings.Fields(text)
}
