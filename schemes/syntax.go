package schemes

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// MaxSize is the largest scheme file that is read, in bytes: some ten times the
// longest shipped one, and read in some seconds whatever stands in it.
const MaxSize = 1 << 20

// Deeper files are no scheme files, and a parser that calls itself must not be
// led down without end.
const (
	maxFlowDepth  = 32
	maxIndent     = 128
	maxDashesLine = 8
)

// The parser takes the square of the time for documents in one file, and for keys in one
// mapping: the longest of a shipped file has some fifty.
const (
	maxDocuments = 2 // an empty one before or behind is none
	maxKeys      = 1000
)

// parse turns the bytes of a file into its root mapping. It refuses the parts of
// YAML that a scheme file has no need for, and with them every way of writing a
// small file that stands for a large one.
func parse(data []byte) (root ast.Node, found findings) {
	defer func() {
		// The parser is not ours and its input comes from outside.
		if r := recover(); r != nil {
			root, found = nil, findings{wrong(top(), "yaml-broken")}
		}
	}()
	if found = unreadable(data); found != nil {
		return nil, found
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	tokens := lexer.Tokenize(string(data))
	if found = forbidden(tokens); found != nil {
		return nil, found
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, findings{syntax(err)}
	}
	return mapping(file)
}

func mapping(file *ast.File) (ast.Node, findings) {
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil {
			bodies = append(bodies, doc.Body)
		}
	}
	switch {
	case len(bodies) == 0:
		return nil, findings{wrong(top(), "file-empty")}
	case len(bodies) > 1:
		return nil, findings{wrong(placeOf(bodies[1]), "documents-many")}
	}
	_, ok := bodies[0].(ast.MapNode)
	if !ok {
		return nil, findings{wrong(placeOf(bodies[0]), "type-mapping", "format", 1)}
	}
	return bodies[0], nil
}

func unreadable(data []byte) findings {
	if len(data) > MaxSize {
		return findings{wrong(top(), "file-too-large", "max", MaxSize>>20)}
	}
	for line, text := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(text) {
			return findings{wrong(place{line + 1, 1}, "not-utf8")}
		}
		if i := bytes.IndexFunc(text, control); i >= 0 {
			return findings{wrong(place{line + 1, utf8.RuneCount(text[:i]) + 1}, "control-character")}
		}
		if i := len(text) - len(bytes.TrimLeft(text, " ")); i > maxIndent {
			return findings{wrong(place{line + 1, i}, "nested-too-deep")}
		}
	}
	return nil
}

func control(r rune) bool {
	return (r < ' ' && r != '\r') || r == 0x7f || r == 0xfffe || r == 0xffff
}

// needless is the code for each kind of token that a scheme file does without.
func needless(t token.Type) string {
	switch t {
	case token.AnchorType, token.AliasType, token.MergeKeyType:
		return "yaml-alias"
	case token.TagType:
		return "yaml-tag"
	case token.MappingKeyType:
		return "yaml-complex-key"
	case token.DirectiveType:
		return "yaml-directive"
	case token.InvalidType:
		return "yaml-broken"
	}
	return ""
}

func forbidden(tokens token.Tokens) findings {
	var found findings
	depth, dashes, line, documents := 0, 0, 0, map[token.Type]int{}
	var maps mappings
	for _, t := range tokens {
		at := place{t.Position.Line, t.Position.Column}
		if at.line != line {
			line, dashes = at.line, 0
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType:
			dashes++
			maps.end(t.Position.Column)
		case token.DocumentHeaderType, token.DocumentEndType:
			documents[t.Type]++
		case token.MappingValueType:
			maps.key(t.Prev, depth > 0)
		}
		if documents[t.Type] > maxDocuments {
			return append(found, wrong(at, "documents-many"))
		}
		if maps.longest() > maxKeys {
			return append(found, wrong(at, "keys-many", "max", maxKeys))
		}
		if depth > maxFlowDepth || dashes > maxDashesLine {
			return append(found, wrong(at, "nested-too-deep"))
		}
		if code := needless(t.Type); code != "" {
			found.add(at, code)
		}
	}
	return found
}

// mappings are those that a place in a file lies in, the innermost last: where their keys
// begin, and how many there have been.
type mappings []struct{ column, keys int }

// end ends the mappings that lie deeper than a column.
func (m *mappings) end(column int) {
	for len(*m) > 0 && (*m)[len(*m)-1].column > column {
		*m = (*m)[:len(*m)-1]
	}
}

// key counts a key; in brackets all of them together, wherever they stand.
func (m *mappings) key(of *token.Token, bracketed bool) {
	column := 1 << 30
	if !bracketed && of != nil {
		column = of.Position.Column
		m.end(column)
	}
	if len(*m) == 0 || (*m)[len(*m)-1].column < column {
		*m = append(*m, struct{ column, keys int }{column, 0})
	}
	(*m)[len(*m)-1].keys++
}

// longest is how many keys the innermost has.
func (m mappings) longest() int {
	if len(m) == 0 {
		return 0
	}
	return m[len(m)-1].keys
}

func syntax(err error) finding {
	at := top()
	if broken, ok := errors.AsType[yaml.Error](err); ok {
		if t := broken.GetToken(); t != nil && t.Position != nil {
			at = place{t.Position.Line, t.Position.Column}
		}
	}
	return wrong(at, "yaml-broken")
}
