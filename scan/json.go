package scan

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"io"
	"slices"

	"akashi/fault"
)

// Limits of what one JSON report may ask of the office's machine.
const (
	jsonBuffer    = 64 << 10 // first size of the window on the file
	jsonMaxToken  = 16 << 20 // one string
	jsonMaxNumber = 64
	jsonMaxDepth  = 200
	jsonMaxNames  = 200_000 // of all objects that are open at once
)

// jsonKind is what a jsonReader has just read.
type jsonKind uint8

const (
	jsonObject jsonKind = iota + 1 // {
	jsonArray                      // [
	jsonName                       // name of a member
	jsonString
	jsonNumber
	jsonTrue
	jsonFalse
	jsonNull
	jsonClose // } or ]
	jsonEnd   // of the file
)

// jsonReader reads the tokens of a JSON text (RFC 8259) from a sliding window.
// Bytes that are not UTF-8 are refused, and so is an object that gives a name
// twice: of the two values nobody can say which counts. What else it accepts,
// encoding/json reads alike.
//
// Byte slices that it hands out are good until the next token.
type jsonReader struct {
	r    io.Reader
	err  error // of r, io.EOF included, once met
	buf  []byte
	pos  int   // next byte to read
	end  int   // end of what is read
	gone int64 // bytes of the file before buf[0]
	line int   // line feeds before buf[0]

	lines bool   // several values may follow each other, as in JSON Lines
	data  []byte // name, string or number just read
	want  jsonWant
	open  []jsonFrame
	names []uint64 // hashes of the names that the open objects gave, outermost first
	seed  maphash.Seed

	scratch []byte // decoded string
}

// jsonFrame is an open object or array.
type jsonFrame struct {
	array bool
	from  int             // where its names begin
	many  map[uint64]bool // its names, once they are many
}

// jsonFewNames are found faster one by one than in a map.
const jsonFewNames = 16

// jsonWant is what may come next.
type jsonWant uint8

const (
	wantValue     jsonWant = iota
	wantFirstItem          // a value or ]
	wantFirstName          // a name or }
	wantMore               // a comma or the end
)

func newJSONReader(r io.Reader) *jsonReader {
	return &jsonReader{r: r, buf: make([]byte, jsonBuffer), seed: maphash.MakeSeed()}
}

// depth is the number of open objects and arrays.
func (j *jsonReader) depth() int { return len(j.open) }

// next reads one token.
func (j *jsonReader) next() (jsonKind, error) {
	c, there, err := j.peek()
	if err != nil || !there {
		return jsonEnd, err
	}
	name := j.want == wantFirstName
	if j.want == wantMore && j.depth() > 0 {
		if c != ',' {
			return j.close(c)
		}
		j.pos++
		name = !j.open[j.depth()-1].array
		if c, err = j.must(); err != nil {
			return 0, err
		}
	} else if j.depth() > 0 && j.want != wantValue && (c == '}' || c == ']') {
		return j.close(c)
	}
	if name {
		return jsonName, j.name(c)
	}
	return j.value(c)
}

// peek returns the next byte that is not space. There is none at the end of the
// file, where nothing may be open.
func (j *jsonReader) peek() (byte, bool, error) {
	for {
		for ; j.pos < j.end; j.pos++ {
			switch c := j.buf[j.pos]; c {
			case ' ', '\t', '\r', '\n':
			default:
				if j.want == wantMore && j.depth() == 0 && !j.lines {
					return 0, false, j.wrong("report-malformed", "something follows the end of the JSON value")
				}
				return c, true, nil
			}
		}
		if j.more() {
			continue
		}
		if j.err != io.EOF {
			return 0, false, j.err
		}
		if j.depth() > 0 || j.want != wantMore {
			return 0, false, j.cut()
		}
		return 0, false, nil
	}
}

// must is peek where the file may not end.
func (j *jsonReader) must() (byte, error) {
	c, there, err := j.peek()
	if err == nil && !there {
		err = j.cut()
	}
	return c, err
}

func (j *jsonReader) cut() error {
	if j.err != nil && j.err != io.EOF {
		return j.err
	}
	return j.wrong("report-truncated", "the file ends before its JSON value does")
}

func (j *jsonReader) value(c byte) (jsonKind, error) {
	switch {
	case c == '{':
		return jsonObject, j.push(jsonFrame{from: len(j.names)})
	case c == '[':
		return jsonArray, j.push(jsonFrame{array: true, from: len(j.names)})
	case c == '"':
		j.want = wantMore
		return jsonString, j.text()
	case c == '-' || '0' <= c && c <= '9':
		j.want = wantMore
		return jsonNumber, j.number()
	}
	j.want = wantMore
	return j.literal()
}

func (j *jsonReader) push(f jsonFrame) error {
	if j.depth() == jsonMaxDepth {
		return j.wrong("report-too-deep", "objects and lists are nested deeper than %d", jsonMaxDepth)
	}
	j.open = append(j.open, f)
	j.want = wantFirstName
	if f.array {
		j.want = wantFirstItem
	}
	j.pos++
	return nil
}

func (j *jsonReader) close(c byte) (jsonKind, error) {
	f := j.open[j.depth()-1]
	if f.array && c != ']' || !f.array && c != '}' {
		return 0, j.wrong("report-malformed", "%q stands where a comma or the end belongs", c)
	}
	j.names = j.names[:f.from]
	j.open = j.open[:j.depth()-1]
	j.want = wantMore
	j.pos++
	return jsonClose, nil
}

// name reads the name of a member and the colon after it.
func (j *jsonReader) name(c byte) error {
	if c != '"' {
		return j.wrong("report-malformed", "%q stands where a name in quotes belongs", c)
	}
	if err := j.text(); err != nil {
		return err
	}
	if err := j.note(maphash.Bytes(j.seed, j.data)); err != nil {
		return err
	}
	j.scratch = append(j.scratch[:0], j.data...) // the colon may move the window
	j.data, j.want = j.scratch, wantValue
	c, err := j.must()
	if err == nil && c != ':' {
		err = j.wrong("report-malformed", "%q stands where a colon belongs", c)
	}
	j.pos++
	return err
}

// note keeps the name just read in mind, and refuses it when the object has
// given it before.
func (j *jsonReader) note(hash uint64) error {
	f := &j.open[j.depth()-1]
	given := j.names[f.from:]
	if f.many[hash] || f.many == nil && slices.Contains(given, hash) {
		return j.wrong("report-name-twice", "the object gives %s twice", clip(j.data))
	}
	if len(j.names) == jsonMaxNames {
		return j.wrong("report-too-many-names", "the objects hold more than %d names", jsonMaxNames)
	}
	if f.many == nil && len(given) == jsonFewNames {
		f.many = map[uint64]bool{}
		for _, name := range given {
			f.many[name] = true
		}
	}
	if f.many != nil {
		f.many[hash] = true
	}
	j.names = append(j.names, hash)
	return nil
}

// more brings further bytes into the window, keeping those from pos on. It is
// false at the end of the file.
func (j *jsonReader) more() bool {
	if j.err != nil {
		return false
	}
	if j.pos > 0 {
		j.line += bytes.Count(j.buf[:j.pos], []byte("\n"))
		j.gone += int64(j.pos)
		j.end = copy(j.buf, j.buf[j.pos:j.end])
		j.pos = 0
	}
	if j.end == len(j.buf) {
		if j.end >= jsonMaxToken {
			j.err = j.wrong("report-token-too-long", "one string is longer than %d bytes", jsonMaxToken)
			return false
		}
		j.buf = append(j.buf, make([]byte, len(j.buf))...)
	}
	n, err := io.ReadFull(j.r, j.buf[j.end:])
	j.end += n
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	j.err = err
	return n > 0
}

// wrong is a refusal with the place in the file.
func (j *jsonReader) wrong(code, format string, args ...any) error {
	at := min(j.pos, j.end)
	where := fmt.Sprintf("line %d, byte %d", 1+j.line+bytes.Count(j.buf[:at], []byte("\n")), j.gone+int64(at))
	return fault.Problems{{Code: code, Where: where, Message: fmt.Sprintf(format, args...)}}
}
