package schemes

import (
	"encoding"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"akashi/values/fault"
	"akashi/values/yen"
)

// binder fills Go values from a parsed file. The yaml tags of the values are the
// file format; what does not fit them is a finding.
type binder struct {
	places places
	found  findings
	keys   map[reflect.Type]map[string][]int // of the structs met so far
}

// keysOf lists the keys of a struct; working them out takes longer than anything
// else, and a file has the same few structs a thousand times.
func (b *binder) keysOf(t reflect.Type) map[string][]int {
	keys, ok := b.keys[t]
	if !ok {
		keys = fields(t)
		b.keys[t] = keys
	}
	return keys
}

func (b *binder) value(path string, node ast.Node, into reflect.Value) {
	if into.Kind() == reflect.Pointer {
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	if text, ok := into.Addr().Interface().(encoding.TextUnmarshaler); ok {
		b.parsed(node, text)
		return
	}
	switch into.Kind() {
	case reflect.Struct:
		b.mapping(path, node, into, b.field)
	case reflect.Map:
		into.Set(reflect.MakeMap(into.Type()))
		b.mapping(path, node, into, b.entry)
	case reflect.Slice:
		b.list(path, node, into)
	case reflect.String:
		if s, ok := b.text(node); ok {
			into.SetString(s)
		}
	case reflect.Bool:
		b.truth(node, into)
	case reflect.Int, reflect.Int64:
		b.number(node, into)
	}
}

// mapping hands every key of a mapping to set, once each.
func (b *binder) mapping(path string, node ast.Node, into reflect.Value, set func(string, string, *ast.MappingValueNode, reflect.Value)) {
	m, ok := node.(ast.MapNode)
	if !ok {
		b.wrong(node, "type-mapping")
		return
	}
	seen := map[string]place{}
	for pairs := m.MapRange(); pairs.Next(); {
		pair := pairs.KeyValue()
		at := placeOf(pair.Key)
		key := pair.Key.GetToken().Value
		if first, twice := seen[key]; twice {
			b.found.add(at, "key-twice", "first", first.line)
			continue
		}
		seen[key] = at
		inside := path + "/" + key
		b.places[inside] = at
		if scalar(pair.Value) {
			b.places[inside] = placeOf(pair.Value)
		}
		set(inside, key, pair, into)
	}
}

func (b *binder) field(path, key string, pair *ast.MappingValueNode, into reflect.Value) {
	index, ok := b.keysOf(into.Type())[key]
	if !ok {
		known := slices.Sorted(maps.Keys(b.keysOf(into.Type())))
		meant := fault.Nearest(key, known)
		if meant != "" {
			known = nil // one guess says more than a long list
		}
		b.found.add(placeOf(pair.Key), "key-unknown", "given", key, "meant", meant, "allowed", known)
		return
	}
	b.value(path, pair.Value, into.FieldByIndex(index))
}

func (b *binder) entry(path, key string, pair *ast.MappingValueNode, into reflect.Value) {
	one := reflect.New(into.Type().Elem()).Elem()
	b.value(path, pair.Value, one)
	into.SetMapIndex(reflect.ValueOf(key).Convert(into.Type().Key()), one)
}

func (b *binder) list(path string, node ast.Node, into reflect.Value) {
	seq, ok := node.(*ast.SequenceNode)
	if !ok {
		b.wrong(node, "type-list")
		return
	}
	into.Set(reflect.MakeSlice(into.Type(), len(seq.Values), len(seq.Values)))
	for i, item := range seq.Values {
		inside := path + "/" + strconv.Itoa(i)
		b.places[inside] = placeOf(item)
		b.value(inside, item, into.Index(i))
	}
}

func (b *binder) text(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		b.wrong(node, "type-text", "given", node.GetToken().Value)
		return "", false
	}
	b.wrong(node, "type-text")
	return "", false
}

func (b *binder) parsed(node ast.Node, into encoding.TextUnmarshaler) {
	s, ok := b.text(node)
	if !ok {
		return
	}
	err := into.UnmarshalText([]byte(s))
	if err == nil && s != "" {
		return
	}
	code := "value-malformed"
	if known, ok := errors.AsType[*fault.Error](err); ok {
		code = known.Code
	}
	b.found.add(placeOf(node), code, "given", s)
}

func (b *binder) truth(node ast.Node, into reflect.Value) {
	n, ok := node.(*ast.BoolNode)
	if !ok {
		b.wrong(node, "type-bool")
		return
	}
	into.SetBool(n.Value)
}

func (b *binder) number(node ast.Node, into reflect.Value) {
	// The token, not the node: the node has already read 010 as eight.
	digits := strings.TrimSpace(node.GetToken().Value)
	if n, ok := whole(digits); ok && !quoted(node) {
		into.SetInt(n)
		return
	}
	_, text := node.(*ast.StringNode)
	// Too many digits are text to the parser.
	if quoted(node) || !scalar(node) || (text && strings.Trim(digits, "-0123456789") != "") {
		b.wrong(node, "type-number")
		return
	}
	b.wrong(node, "whole-number", "given", digits)
}

// whole reads a number as the files write it: 51429 or, grouped, 300_000_000.
func whole(digits string) (int64, bool) {
	n, err := strconv.ParseInt(strings.ReplaceAll(digits, "_", ""), 10, 64)
	grouped := strings.ReplaceAll(yen.Amount(n).String(), ",", "_")
	return n, err == nil && (digits == strconv.FormatInt(n, 10) || digits == grouped)
}

func quoted(node ast.Node) bool {
	return node.GetToken().Indicator == token.QuotedScalarIndicator
}

// wrong notes a value of the wrong type; a missing one has a code of its own,
// because that is what half a file looks like.
func (b *binder) wrong(node ast.Node, code string, pairs ...any) {
	if _, missing := node.(*ast.NullNode); missing || node == nil {
		b.found.add(placeOf(node), "value-missing")
		return
	}
	b.found.add(placeOf(node), code, pairs...)
}

func scalar(node ast.Node) bool {
	_, ok := node.(ast.ScalarNode)
	return ok
}

// fields lists the keys of a struct with where they go, those of inlined structs
// among them.
func fields(t reflect.Type) map[string][]int {
	keys := map[string][]int{}
	for _, f := range reflect.VisibleFields(t) {
		if key := f.Tag.Get("yaml"); key != "" && !strings.HasPrefix(key, ",") {
			keys[key] = f.Index
		}
	}
	return keys
}
