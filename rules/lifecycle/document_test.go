package lifecycle_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"akashi/rules/lifecycle"
)

var update = flag.Bool("update", false, "write docs/lifecycle.md anew")

const document = "../../docs/lifecycle.md"

func TestDocumentIsDrawnFromTheTable(t *testing.T) {
	t.Parallel()
	want := draw()
	if *update {
		_, acts := kept(t)
		if err := os.WriteFile(document, []byte(want+acts), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := kept(t); got != want {
		t.Errorf("%s is not what the table says; run: go generate ./rules/lifecycle", document)
	}
}

// kept is the page as it is: what is drawn here, and the chapter on acts, which
// package app draws.
func kept(t *testing.T) (tables, acts string) {
	t.Helper()
	page, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	tables, acts, found := strings.Cut(string(page), chapterOfActs)
	if !found {
		t.Fatalf("%s has lost its chapter on acts", document)
	}
	return tables, chapterOfActs + acts
}

const chapterOfActs = "\n## What may be done when\n"

func draw() string {
	var b strings.Builder
	b.WriteString(`# Lifecycle

Drawn from the tables of package ` + "`lifecycle`" + ` by ` + "`go generate ./rules/lifecycle`" + `; do not
edit. Clauses are those of ISO/IEC 17065:2012.

## A case

`)
	drawCase(&b)
	drawWords(&b)
	b.WriteString("\n## A mark\n\nExpired (失効) is worked out from the last day of validity, never stored.\n\n```mermaid\nstateDiagram-v2\n    [*] --> active : granted\n")
	for _, r := range lifecycle.Marks().Rows() {
		fmt.Fprintf(&b, "    %s --> %s : %s\n", r.From, r.To, r.Event)
	}
	b.WriteString("```\n\n| from | event | to | line in the public history |\n|---|---|---|---|\n")
	for _, r := range lifecycle.Marks().Rows() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", r.From, r.Event, r.To, r.Line)
	}
	drawNames(&b, "word", markWords())
	b.WriteString("\n## A session of the committee\n\n| from | event | to |\n|---|---|---|\n")
	for _, r := range lifecycle.Sessions().Rows() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", r.From, r.Event, r.To)
	}
	drawNames(&b, "word", sessionWords())
	b.WriteString("\n## A matter\n\nWhat is brought to the office beside the cases.\n\n| from | event | to |\n|---|---|---|\n")
	for _, r := range lifecycle.Matters().Rows() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", r.From, r.Event, r.To)
	}
	drawNames(&b, "word", matterWords())
	return b.String()
}

func drawCase(b *strings.Builder) {
	var leave []string
	b.WriteString("```mermaid\nstateDiagram-v2\n    [*] --> draft\n")
	for _, r := range lifecycle.Cases().Rows() {
		if r.Event == lifecycle.Withdraw {
			leave = append(leave, string(r.From))
			continue
		}
		fmt.Fprintf(b, "    %s --> %s : %s\n", r.From, r.To, strings.TrimSpace(string(r.Event)+" "+condition(r)))
	}
	for _, s := range lifecycle.States() {
		if lifecycle.Cases().IsFinal(s) {
			fmt.Fprintf(b, "    %s --> [*]\n", s)
		}
	}
	fmt.Fprintf(b, "```\n\nThe picture leaves out the event `withdraw`, which leads to `withdrawn` from %s.\n", strings.Join(leave, ", "))
	b.WriteString("\n### Rows\n\n| from | event | to | schemes | must hold |\n|---|---|---|---|---|\n")
	for _, r := range lifecycle.Cases().Rows() {
		var guards []string
		for _, g := range r.Guards {
			guards = append(guards, string(g))
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", r.From, r.Event, r.To, condition(r), strings.Join(guards, ", "))
	}
}

func condition(r caseRow) string {
	switch {
	case r.Step != "":
		return "with " + string(r.Step)
	case r.Without != "":
		return "without " + string(r.Without)
	}
	return ""
}

func drawWords(b *strings.Builder) {
	b.WriteString("\n### States\n\n| state | 日本語 | clause |\n|---|---|---|\n")
	for _, s := range lifecycle.States() {
		fmt.Fprintf(b, "| %s | %s |\n", s, stateWords()[s])
	}
	b.WriteString("\n### Events\n\n| event | 日本語 | clause |\n|---|---|---|\n")
	var told []lifecycle.Event
	for _, r := range lifecycle.Cases().Rows() {
		if !slices.Contains(told, r.Event) {
			told = append(told, r.Event)
			fmt.Fprintf(b, "| %s | %s |\n", r.Event, eventWords()[r.Event])
		}
	}
	b.WriteString("\n### Guards\n\nA guard for which the scheme has no rule is always open.\n\n| guard | holds when |\n|---|---|\n")
	for _, g := range guardsInOrder() {
		fmt.Fprintf(b, "| %s | %s |\n", g, guardWords()[g])
	}
}

func drawNames(b *strings.Builder, head string, words [][2]string) {
	fmt.Fprintf(b, "\n| %s | 日本語 and clause |\n|---|---|\n", head)
	for _, w := range words {
		fmt.Fprintf(b, "| %s | %s |\n", w[0], w[1])
	}
}

func guardsInOrder() []lifecycle.Guard {
	var all []lifecycle.Guard
	for _, r := range lifecycle.Cases().Rows() {
		for _, g := range r.Guards {
			if !slices.Contains(all, g) {
				all = append(all, g)
			}
		}
	}
	return all
}

// Every constant of the package is in the table, and every word of the table has
// its sentence in the document.
func TestEveryWordIsUsedAndTold(t *testing.T) {
	t.Parallel()
	var states, events, guards []string
	for _, s := range lifecycle.States() {
		states = append(states, string(s))
	}
	for _, r := range lifecycle.Cases().Rows() {
		events = append(events, string(r.Event))
	}
	for _, g := range guardsInOrder() {
		guards = append(guards, string(g))
	}
	same(t, "states", states, constants(t, "State"))
	same(t, "states told", states, slices.Collect(stringKeys(stateWords())))
	same(t, "events", events, constants(t, "Event"))
	same(t, "events told", events, slices.Collect(stringKeys(eventWords())))
	same(t, "guards", guards, constants(t, "Guard"))
	same(t, "guards told", guards, slices.Collect(stringKeys(guardWords())))
}

func stringKeys[K ~string](m map[K]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range maps.Keys(m) {
			if !yield(string(k)) {
				return
			}
		}
	}
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	got, want = slices.Clone(got), slices.Clone(want)
	slices.Sort(got)
	slices.Sort(want)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("%s are\n%v, want\n%v", what, got, want)
	}
}

// constants reads the values of all constants of a type from the source.
func constants(t *testing.T, typ string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "state.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if id, ok := spec.Type.(*ast.Ident); ok && id.Name == typ {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, value)
		}
		return true
	})
	return values
}
