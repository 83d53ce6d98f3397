package schemes

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// MaxSize is the largest scheme file that is read, in bytes: some fifty times
// the longest shipped one.
const MaxSize = 4 << 20

// Deeper files are no scheme files, and a parser that calls itself must not be
// led down without end.
const (
	maxFlowDepth  = 32
	maxIndent     = 128
	maxDashesLine = 8
)

// parse turns the bytes of a file into its root mapping. It refuses the parts of
// YAML that a scheme file has no need for, and with them every way of writing a
// small file that stands for a large one.
func parse(data []byte) (root ast.Node, found findings) {
	defer func() {
		// The parser is not ours and its input comes from outside.
		if r := recover(); r != nil {
			root, found = nil, findings{{top(), "yaml-broken", "the file cannot be read as YAML; check quotes, brackets and indentation"}}
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
		return nil, findings{{top(), "file-empty", "the file is empty; a scheme file begins with format: 1"}}
	case len(bodies) > 1:
		return nil, findings{{placeOf(bodies[1]), "documents-many", "keep one YAML document in a file"}}
	}
	_, ok := bodies[0].(ast.MapNode)
	if !ok {
		return nil, findings{{placeOf(bodies[0]), "type-mapping", "a scheme file is a list of keys and values that begins with format: 1"}}
	}
	return bodies[0], nil
}

func unreadable(data []byte) findings {
	if len(data) > MaxSize {
		return findings{{top(), "file-too-large", fmt.Sprintf("the file has %d bytes; a scheme file has at most %d", len(data), MaxSize)}}
	}
	for line, text := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(text) {
			return findings{{place{line + 1, 1}, "not-utf8", "save the file as UTF-8"}}
		}
		if i := bytes.IndexFunc(text, control); i >= 0 {
			return findings{{place{line + 1, utf8.RuneCount(text[:i]) + 1}, "control-character", "remove the control character"}}
		}
		if i := len(text) - len(bytes.TrimLeft(text, " ")); i > maxIndent {
			return findings{{place{line + 1, i}, "nested-too-deep", "the line is indented too far for a scheme file"}}
		}
	}
	return nil
}

func control(r rune) bool {
	return (r < ' ' && r != '\r') || r == 0x7f || r == 0xfffe || r == 0xffff
}

// needless says for each kind of token that a scheme file does without what to
// write in its place.
func needless(t token.Type) (code, message string) {
	switch t {
	case token.AnchorType, token.AliasType, token.MergeKeyType:
		return "yaml-alias", "write the value out; anchors, aliases and merge keys are not read"
	case token.TagType:
		return "yaml-tag", "remove the tag; types are known from the key"
	case token.MappingKeyType:
		return "yaml-complex-key", "write a plain key followed by a colon"
	case token.DirectiveType:
		return "yaml-directive", "remove the directive line"
	case token.InvalidType:
		return "yaml-broken", "the text cannot be read as YAML; check quotes, brackets and indentation"
	}
	return "", ""
}

func forbidden(tokens token.Tokens) findings {
	var found findings
	depth, dashes, line := 0, 0, 0
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
		}
		if depth > maxFlowDepth || dashes > maxDashesLine {
			return append(found, finding{at, "nested-too-deep", "lists are nested too deep for a scheme file"})
		}
		if code, message := needless(t.Type); code != "" {
			found = append(found, finding{at, code, message})
		}
	}
	return found
}

func syntax(err error) finding {
	at, message := top(), "check quotes, brackets and indentation"
	if broken, ok := errors.AsType[yaml.Error](err); ok {
		message = broken.GetMessage() + "; " + message
		if t := broken.GetToken(); t != nil && t.Position != nil {
			at = place{t.Position.Line, t.Position.Column}
		}
	}
	return finding{at, "yaml-broken", message}
}
