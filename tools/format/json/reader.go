package json

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"akashi/tools/format/refusal"
)

// Rules say how much a text may ask for.
type Rules struct {
	Text   int  // bytes of one string, of the space before a value, or of the names of open objects
	Number int  // characters of a number
	Depth  int  // objects and lists inside each other
	Names  int  // of all objects that are open at once
	Lines  bool // several values may follow each other, as in JSON Lines
}

// Strict are the rules for a report.
func Strict() Rules { return Rules{Text: 16 << 20, Number: 64, Depth: 200, Names: 200_000} }

// Kind is what a Reader has just read.
type Kind uint8

// The kinds of token.
const (
	Object Kind = iota + 1 // {
	Array                  // [
	Name                   // name of a member
	String
	Number
	True
	False
	Null
	Close // } or ]
	End   // of the file
)

// Reader reads the tokens of a JSON text.
//
// Byte slices that it hands out are good until it reads on.
type Reader struct {
	rules Rules
	in    *meter
	d     *jsontext.Decoder
	data  []byte // name, string, number or truth value just read

	names  count   // of the open objects
	given  []count // what each open object or list has of them
	decode []byte
}

// count is a number of names and their bytes, which the decoder keeps.
type count struct{ names, bytes int }

// New returns a reader of a text in UTF-8.
func New(r io.Reader, rules Rules) *Reader {
	in := &meter{r: r, limit: int64(rules.Text)}
	// What is not UTF-8 is refused below: half a surrogate pair is taken, for
	// scanners quote answers that were cut off.
	in.d = jsontext.NewDecoder(in, jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(false))
	return &Reader{rules: rules, in: in, d: in.d}
}

// Depth is the number of open objects and lists.
func (j *Reader) Depth() int { return j.d.StackDepth() }

// Data returns the name, string, number or truth value just read.
func (j *Reader) Data() []byte { return j.data }

// Next reads one token.
func (j *Reader) Next() (Kind, error) {
	k, there, err := j.peek()
	if err != nil || !there {
		return End, err
	}
	switch k {
	case '{', '[':
		return j.open(k)
	case '}', ']':
		return j.close()
	case '"':
		return j.text()
	case '0':
		return j.number()
	}
	token, err := j.d.ReadToken()
	if err != nil {
		return 0, j.refused(err)
	}
	j.data = literals[token.Kind()].text
	return literals[token.Kind()].kind, nil
}

// literals are never written to.
var literals = map[jsontext.Kind]struct {
	kind Kind
	text []byte
}{'t': {True, []byte("true")}, 'f': {False, []byte("false")}, 'n': {Null, []byte("null")}}

// peek tells the next token by its first byte. There is none at the end of the
// text, where nothing may be open.
func (j *Reader) peek() (jsontext.Kind, bool, error) {
	k := j.d.PeekKind()
	_, begun := j.d.StackIndex(0)
	switch {
	case k == jsontext.KindInvalid:
		_, err := j.d.ReadToken()
		if err == io.EOF && begun > 0 && j.in.err == nil {
			return 0, false, nil
		}
		return 0, false, j.refused(err)
	case begun > 0 && j.Depth() == 0 && !j.rules.Lines:
		space := len(j.d.UnreadBuffer()) - len(bytes.TrimLeft(j.d.UnreadBuffer(), " \t\r\n"))
		return 0, false, refusal.New(refusal.Malformed, j.in.where(j.d.InputOffset()+int64(space)), "json-more")
	}
	return k, true, nil
}

func (j *Reader) open(k jsontext.Kind) (Kind, error) {
	if j.Depth() == j.rules.Depth {
		return 0, j.wrong(refusal.TooDeep, "", "max", j.rules.Depth)
	}
	if _, err := j.d.ReadToken(); err != nil {
		return 0, j.refused(err)
	}
	j.given = append(j.given, count{})
	if k == '[' {
		return Array, nil
	}
	return Object, nil
}

func (j *Reader) close() (Kind, error) {
	if _, err := j.d.ReadToken(); err != nil {
		return 0, j.refused(err)
	}
	last := len(j.given) - 1
	j.names.names -= j.given[last].names
	j.names.bytes -= j.given[last].bytes
	j.given = j.given[:last]
	return Close, nil
}

// text reads a name or a string.
func (j *Reader) text() (Kind, error) {
	kind := String
	if parent, n := j.d.StackIndex(j.Depth()); parent == '{' && n%2 == 0 {
		kind = Name
	}
	raw, err := j.d.ReadValue()
	switch {
	case err != nil:
		return 0, j.refused(err)
	case !utf8.Valid(raw):
		return 0, refusal.New(refusal.Malformed, j.in.where(j.d.InputOffset()-int64(len(raw))), "not-utf8")
	}
	if j.data = raw[1 : len(raw)-1]; bytes.IndexByte(raw, '\\') >= 0 {
		j.decode, _ = jsontext.AppendUnquote(j.decode[:0], raw) // speaks only of surrogates
		j.data = j.decode
	}
	if kind == Name {
		err = j.note()
	}
	return kind, err
}

// note counts the name just read.
func (j *Reader) note() error {
	for _, c := range []*count{&j.names, &j.given[len(j.given)-1]} {
		c.names++
		c.bytes += len(j.data)
	}
	switch {
	case j.names.names > j.rules.Names:
		return j.wrong(refusal.TooManyNames, "", "names", j.rules.Names)
	case j.names.bytes > j.rules.Text:
		return j.wrong(refusal.TooManyNames, "", "bytes", j.rules.Text)
	}
	return nil
}

// number reads a number as it is written.
func (j *Reader) number() (Kind, error) {
	raw, err := j.d.ReadValue()
	if err != nil {
		return 0, j.refused(err)
	}
	if j.data = raw; len(raw) > j.rules.Number {
		return 0, j.wrong(refusal.TooLong, "", "max", j.rules.Number)
	}
	return Number, nil
}

// refused turns an error of the library into a refusal, and gives back one of the
// file.
func (j *Reader) refused(err error) error {
	if j.in.err != nil {
		return j.in.err
	}
	e, ok := errors.AsType[*jsontext.SyntacticError](err)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return j.wrong(refusal.Truncated, "")
	case !ok:
		return err
	case errors.Is(err, jsontext.ErrDuplicateName):
		return refusal.New(refusal.NameTwice, j.in.where(e.ByteOffset), "", "name", refusal.Clip([]byte(e.JSONPointer.LastToken())))
	}
	return refusal.New(refusal.Malformed, j.in.where(e.ByteOffset), "json-syntax")
}

// wrong is a refusal with the place in the file.
func (j *Reader) wrong(kind refusal.Kind, why string, pairs ...any) error {
	return refusal.New(kind, j.Where(), why, pairs...)
}

// Where is the place in the file.
func (j *Reader) Where() string { return j.in.where(j.d.InputOffset()) }
