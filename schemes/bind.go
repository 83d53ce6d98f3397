package schemes

import (
	"iter"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"akashi/values/fault"
	"akashi/values/form"
	"akashi/values/yen"
)

// node is one value of a scheme file, as a form takes it.
type node struct{ ast.Node }

// Kind tells what the file says the value is. Quotes make words of anything.
func (n node) Kind() form.Kind {
	switch n.Node.(type) {
	case nil, *ast.NullNode:
		return form.Null
	case *ast.BoolNode:
		return form.Truth
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return form.Number
	case ast.MapNode:
		return form.Object
	case *ast.SequenceNode:
		return form.List
	}
	if n.isLong() {
		return form.Number
	}
	return form.Words
}

// isLong reports whether the value is a number with too many digits, which is text to
// the parser.
func (n node) isLong() bool {
	digits := strings.TrimPrefix(strings.TrimSpace(n.GetToken().Value), "-")
	return n.GetToken().Indicator != token.QuotedScalarIndicator && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// Text is that of words, and a number as the file writes it: 51429 or, grouped,
// 300_000_000.
func (n node) Text() string {
	switch v := n.Node.(type) {
	case nil:
		return ""
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		return v.Value.Value
	}
	// The token, not the node: the node has already read 010 as eight.
	text := strings.TrimSpace(n.GetToken().Value)
	plain := strings.ReplaceAll(text, "_", "")
	if sum, err := strconv.ParseInt(plain, 10, 64); err == nil && strings.ReplaceAll(yen.Amount(sum).String(), ",", "_") == text {
		return plain
	}
	return text
}

// Members are those of a mapping, each key once: one that comes twice has been found.
func (n node) Members() iter.Seq2[string, form.Node] {
	return func(yield func(string, form.Node) bool) {
		seen := map[string]bool{}
		for pair := range pairsOf(n.Node) {
			key := pair.Key.GetToken().Value
			if !seen[key] && !yield(key, node{pair.Value}) {
				return
			}
			seen[key] = true
		}
	}
}

func pairsOf(n ast.Node) iter.Seq[*ast.MappingValueNode] {
	return func(yield func(*ast.MappingValueNode) bool) {
		m, _ := n.(ast.MapNode)
		for pairs := m.MapRange(); pairs.Next(); {
			if !yield(pairs.KeyValue()) {
				return
			}
		}
	}
}

// Items are those of a list.
func (n node) Items() iter.Seq[form.Node] {
	return func(yield func(form.Node) bool) {
		list, _ := n.Node.(*ast.SequenceNode)
		for _, item := range list.Values {
			if !yield(node{item}) {
				return
			}
		}
	}
}

// codeOf says in the codes of scheme files what a form found wrong with a value: a
// missing one has a code of its own, because that is what half a file looks like.
func codeOf(p fault.Problem, n node) (code string, figures fault.Data) {
	switch {
	case n.Kind() == form.Null:
		return "value-missing", nil
	case p.Code == "wrong-type" && n.Kind() <= form.Number:
		return "type-" + typeOf(p.Data["want"]), fault.With("given", n.Text())
	case p.Code == "wrong-type":
		return "type-" + typeOf(p.Data["want"]), nil
	case p.Code == "number-malformed" && n.Kind() == form.Number:
		return "whole-number", p.Data
	case p.Code == "number-malformed":
		return "type-number", nil
	}
	return p.Code, p.Data
}

// typeOf names a type as people who write scheme files know it.
func typeOf(want string) string {
	if name, ok := map[string]string{"object": "mapping", "string": "text"}[want]; ok {
		return name
	}
	return want
}
