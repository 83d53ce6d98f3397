package form

import (
	"bytes"
	"encoding/json"
	"iter"
	"slices"
	"strings"
)

// Kind is what a value is, in whatever notation it stands.
type Kind int

// The kinds of values.
const (
	Null Kind = iota
	Truth
	Number
	Words
	List
	Object
	Typed // one line as people type it: what it is, its field says
	File  // bytes as they are
)

// Node is one value as its notation gives it. Text is that of words and of what was
// typed, and a number or a truth as it stands; the members of an object come in the
// order written, one given twice comes twice.
type Node interface {
	Kind() Kind
	Text() string
	Members() iter.Seq2[string, Node]
	Items() iter.Seq[Node]
}

// JSON is a value in JSON that Syntax finds nothing wrong with. It is looked into
// only where it is asked, so that junk costs little.
func JSON(data []byte) Node { return notation(bytes.TrimSpace(data)) }

// notation is a value as JSON writes it.
type notation []byte

// Kind tells by how the value begins.
func (n notation) Kind() Kind {
	switch {
	case len(n) == 0 || n[0] == 'n':
		return Null
	case n[0] == 't' || n[0] == 'f':
		return Truth
	case n[0] == '"':
		return Words
	case n[0] == '[':
		return List
	case n[0] == '{':
		return Object
	}
	return Number
}

// Text is the value as it stands, words without their quotes.
func (n notation) Text() (text string) {
	if n.Kind() != Words || json.Unmarshal(n, &text) != nil {
		return string(n)
	}
	return text
}

// Members are those of an object.
func (n notation) Members() iter.Seq2[string, Node] {
	return func(yield func(string, Node) bool) {
		tokens := json.NewDecoder(bytes.NewReader(n))
		_, _ = tokens.Token() // the opening bracket, which is there
		for tokens.More() {
			name, _ := tokens.Token()
			key, _ := name.(string)
			var value json.RawMessage
			if tokens.Decode(&value) != nil || !yield(key, notation(value)) {
				return
			}
		}
	}
}

// Items are those of a list.
func (n notation) Items() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		tokens := json.NewDecoder(bytes.NewReader(n))
		_, _ = tokens.Token()
		for tokens.More() {
			var value json.RawMessage
			if tokens.Decode(&value) != nil || !yield(notation(value)) {
				return
			}
		}
	}
}

// typed is what was typed for one field, once or several times.
type typed []string

// Type is what somebody typed for a field. A list may be typed in parts, and each
// part may hold several, with commas between them.
func Type(texts ...string) Node { return typed(texts) }

// Kind is Typed.
func (t typed) Kind() Kind { return Typed }

// Text is all that was typed.
func (t typed) Text() string { return strings.Join(t, ",") }

// Members are none.
func (t typed) Members() iter.Seq2[string, Node] { return func(func(string, Node) bool) {} }

// Items are what stands between the commas.
func (t typed) Items() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for part := range strings.SplitSeq(t.Text(), ",") {
			if part = strings.TrimSpace(part); part != "" && !yield(typed{part}) {
				return
			}
		}
	}
}

// Content is a file for a field that takes one.
type Content []byte

// Kind is File.
func (c Content) Kind() Kind { return File }

// Text is none.
func (c Content) Text() string { return "" }

// Members are none.
func (c Content) Members() iter.Seq2[string, Node] { return func(func(string, Node) bool) {} }

// Items are none.
func (c Content) Items() iter.Seq[Node] { return func(func(Node) bool) {} }

// Several is a list put together from several sources.
type Several []Node

// Kind is List.
func (s Several) Kind() Kind { return List }

// Text is none.
func (s Several) Text() string { return "" }

// Members are none.
func (s Several) Members() iter.Seq2[string, Node] { return func(func(string, Node) bool) {} }

// Items are its values.
func (s Several) Items() iter.Seq[Node] { return slices.Values(s) }

// Group is an object put together from several sources.
type Group struct {
	keys  []string
	nodes []Node
}

// GroupOf has the members of an object.
func GroupOf(n Node) *Group {
	g := &Group{}
	for key, value := range n.Members() {
		g.keys, g.nodes = append(g.keys, key), append(g.nodes, value)
	}
	return g
}

// Put sets the value at a path, over one that is there. What is no object stays,
// to be found wrong.
func (g *Group) Put(n Node, path ...string) {
	i := slices.Index(g.keys, path[0])
	if i < 0 {
		i = len(g.keys)
		g.keys, g.nodes = append(g.keys, path[0]), append(g.nodes, &Group{})
	}
	switch inner, ok := g.nodes[i].(*Group); {
	case len(path) == 1:
		g.nodes[i] = n
	case ok:
		inner.Put(n, path[1:]...)
	case g.nodes[i].Kind() == Object:
		inner = GroupOf(g.nodes[i])
		inner.Put(n, path[1:]...)
		g.nodes[i] = inner
	}
}

// Has reports whether there is a member of the key.
func (g *Group) Has(key string) bool { return slices.Contains(g.keys, key) }

// Empty reports whether nothing was put.
func (g *Group) Empty() bool { return len(g.keys) == 0 }

// At is the value at a path; nil when there is none.
func (g *Group) At(path ...string) Node {
	i := slices.Index(g.keys, path[0])
	switch {
	case i < 0:
		return nil
	case len(path) == 1:
		return g.nodes[i]
	}
	return GroupOf(g.nodes[i]).At(path[1:]...)
}

// Kind is Object.
func (g *Group) Kind() Kind { return Object }

// Text is none.
func (g *Group) Text() string { return "" }

// Members are what was put.
func (g *Group) Members() iter.Seq2[string, Node] {
	return func(yield func(string, Node) bool) {
		for i, key := range g.keys {
			if !yield(key, g.nodes[i]) {
				return
			}
		}
	}
}

// Items are none.
func (g *Group) Items() iter.Seq[Node] { return func(func(Node) bool) {} }
