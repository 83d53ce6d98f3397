package form

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"akashi/values/fault"
)

// The limits of a form. The largest one we know, all answers of a case with a
// long justification each, is a tenth of MaxBytes.
const (
	MaxBytes = 1 << 20
	MaxDepth = 16
)

// Read reads one JSON value to the end of r. Keys given twice are problems, and
// so is everything that is not JSON in UTF-8 within the limits. The value is
// nil when nothing could be read.
func Read(r io.Reader) (*Value, fault.Problems) {
	var problems fault.Problems
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case err != nil:
		problems.Add("form-unreadable", "")
	case len(data) > MaxBytes:
		problems.Add("form-too-large", "", "max", MaxBytes)
	default:
		problems = Syntax(data, "form-")
	}
	if len(problems) > 0 {
		return nil, problems
	}
	p := parser{data: data, tokens: json.NewDecoder(bytes.NewReader(data))}
	p.tokens.UseNumber()
	return p.value(""), p.problems
}

func invalidAt(data []byte) int {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}

// Syntax checks that data is one JSON value in UTF-8, not nested too deeply. The
// codes of its problems begin with the name given, such as "body.".
func Syntax(data []byte, named string) (problems fault.Problems) {
	if !utf8.Valid(data) {
		problems.Add(named+"not-utf8", position(data, invalidAt(data)))
		return problems
	}
	var raw json.RawMessage
	err := json.Unmarshal(data, &raw)
	if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
		// The offset is that after the byte which cannot stand there.
		problems.Add(named+"malformed", position(data, int(wrong.Offset)-1))
		return problems
	}
	if err != nil {
		problems.Add(named+"malformed", "")
	}
	if at, deep := tooDeep(data); deep {
		problems.Add(named+"too-deep", position(data, at), "max", MaxDepth)
	}
	return problems
}

// tooDeep looks for the bracket that opens one level too many, in valid JSON.
func tooDeep(data []byte) (at int, deep bool) {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > MaxDepth {
				return i, true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return 0, false
}

// position names the line and the column, in characters, of a byte.
func position(data []byte, at int) string {
	before := data[:min(max(at, 0), len(data))]
	line := bytes.Count(before, []byte{'\n'}) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Sprintf("line %d, column %d", line, column)
}

// parser builds the tree of a form that is known to be valid JSON.
type parser struct {
	data     []byte
	tokens   *json.Decoder
	problems fault.Problems
}

func (p *parser) value(path string) *Value {
	v := &Value{path: path}
	token, err := p.tokens.Token()
	if err != nil {
		p.problems.Add("form-malformed", v.Path())
		return v
	}
	switch t := token.(type) {
	case string:
		v.kind, v.text = Words, t
		p.noControls(v)
	case json.Number:
		v.kind, v.text = Number, t.String()
	case bool:
		v.kind, v.text = Truth, fmt.Sprint(t)
	case json.Delim:
		p.children(v, t)
	}
	return v
}

func (p *parser) children(v *Value, open json.Delim) {
	v.kind = List
	if open == '{' {
		v.kind = Object
	}
	for p.tokens.More() {
		if v.kind == Object {
			p.member(v)
			continue
		}
		v.values = append(v.values, p.value(fmt.Sprintf("%s/%d", v.path, len(v.values))))
	}
	_, _ = p.tokens.Token() // the closing bracket, which valid JSON has
}

func (p *parser) member(v *Value) {
	token, _ := p.tokens.Token()
	key, _ := token.(string)
	end := int(p.tokens.InputOffset()) - 1
	child := p.value(v.path + "/" + Pointer(key))
	if _, twice := v.Get(key); twice {
		p.problems.Add("key-twice", child.path, "again", position(p.data, end))
		return
	}
	v.keys = append(v.keys, key)
	v.values = append(v.values, child)
	if v.byKey == nil {
		v.byKey = map[string]int{}
	}
	v.byKey[key] = len(v.keys) - 1
}

// noControls refuses characters that no text contains and not every store can
// keep.
func (p *parser) noControls(v *Value) {
	for _, r := range v.text {
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' {
			p.problems.Add("control-character", v.Path(), "given", fmt.Sprintf("%U", r))
			return
		}
	}
}
