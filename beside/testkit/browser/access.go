package browser

import (
	"context"
	_ "embed" // axe
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axe is axe-core, unchanged; axe/LICENSE says under which terms.
//
//go:embed axe/axe.min.js
var axe string

// askAxe runs the rules of WCAG up to 2.2 AA and the best practices, and gives a sentence
// for each that the document breaks, with the first element that does.
const askAxe = `axe.run(document, {resultTypes: ["violations"], preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
	.then((r) => r.violations.map((v) => v.id + ": " + v.help + " (" + v.nodes.length + ", first " + v.nodes[0].target.join(" ") + ")"))`

// Violations returns what axe-core finds wrong with the document.
func (p *Page) Violations() []string {
	p.t.Helper()
	var there bool
	p.Eval("typeof axe === 'object'", &there)
	if !there {
		p.do("load axe", chromedp.Evaluate(axe+"\n;true", &there))
	}
	var found []string
	p.do("ask axe", chromedp.Evaluate(askAxe, &found, func(how *runtime.EvaluateParams) *runtime.EvaluateParams { return how.WithAwaitPromise(true) }))
	return found
}

// told are the roles that a tree names: what somebody steers by who hears the page.
var told = []string{"RootWebArea", "alert", "banner", "button", "checkbox", "columnheader", "combobox", "complementary", "contentinfo", "DisclosureTriangle", "form",
	"group", "heading", "image", "link", "main", "navigation", "radio", "radiogroup", "region", "rowheader", "search", "searchbox", "status", "table", "textbox"}

// Tree returns the document as a screen reader is told of it: a line for each landmark,
// heading, link, field and table, with its role, its name and what is said of its state.
func (p *Page) Tree() string {
	p.t.Helper()
	var nodes []*accessibility.Node
	p.do("read the tree", chromedp.ActionFunc(func(ctx context.Context) (err error) {
		nodes, err = accessibility.GetFullAXTree().Do(ctx)
		return err
	}))
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range nodes {
		byID[n.NodeID] = n
	}
	var b strings.Builder
	var tell func(n *accessibility.Node, depth int)
	tell = func(n *accessibility.Node, depth int) {
		if !n.Ignored && slices.Contains(told, word(n.Role)) {
			name := word(n.Name)
			if name != "" {
				name = " “" + name + "”"
			}
			fmt.Fprintf(&b, "%s%s%s%s\n", strings.Repeat("  ", depth), word(n.Role), name, stateOf(n))
			depth++
		}
		for _, id := range n.ChildIDs {
			if child := byID[id]; child != nil {
				tell(child, depth)
			}
		}
	}
	if len(nodes) > 0 {
		tell(nodes[0], 0)
	}
	return b.String()
}

// stateOf is what a node is besides its name.
func stateOf(n *accessibility.Node) (said string) {
	for _, q := range n.Properties {
		v := word(q.Value)
		switch q.Name {
		case accessibility.PropertyNameLevel:
			said += " " + v
		case accessibility.PropertyNameChecked, accessibility.PropertyNameRequired, accessibility.PropertyNameExpanded, accessibility.PropertyNameDisabled:
			if v != "false" {
				said += " " + string(q.Name)
			}
		case accessibility.PropertyNameInvalid:
			if v != "false" {
				said += " invalid"
			}
		}
	}
	if d := word(n.Description); d != "" {
		said += fmt.Sprintf(" (%s)", d)
	}
	return said
}

// word is a value without its quotes.
func word(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var text string
	if json.Unmarshal(v.Value, &text) != nil { // a number, or yes and no
		return string(v.Value)
	}
	return text
}
