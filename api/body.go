package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"akashi/fault"
)

// maxDepth is how deep values may be nested in a body.
const maxDepth = 16

// readBody takes in a body of JSON, of at most so many bytes. No body is an empty
// object, so that an act without particulars needs none.
func readBody(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	tooLarge := &trouble{kind: kindTooLarge, code: "body.too-large", detail: fmt.Sprintf("Send at most %d bytes in one request.", limit)}
	if r.ContentLength > limit {
		return nil, tooLarge
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, tooLarge
	}
	if err != nil {
		return nil, fault.Problems{{Code: "body.unreadable", Message: "send the request again: its body ended too early"}}
	}
	if len(data) == 0 {
		return []byte("{}"), nil
	}
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := parameters["charset"]
	if err != nil || media != "application/json" || charset != "" && !strings.EqualFold(charset, "utf-8") || r.Header.Get("Content-Encoding") != "" {
		return nil, &trouble{kind: kindMedia, code: "body.media-type"}
	}
	return data, nil
}

// decode fills a struct from a body, or reports everything wrong with it.
func decode(data []byte, into any) error {
	if problems := syntax(data); len(problems) > 0 {
		return problems
	}
	b := binder{}
	b.value("", data, into)
	return b.problems.Err()
}

// syntax checks that a body is one JSON value in UTF-8, not nested too deeply.
func syntax(data []byte) (problems fault.Problems) {
	if !utf8.Valid(data) {
		problems.Add("body.not-utf8", "", "send UTF-8")
		return problems
	}
	var raw json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		where := ""
		if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
			where = position(data, int(wrong.Offset)-1) // the byte that cannot stand there
		}
		problems.Addf("body.malformed", where, "correct the JSON here: %v", err)
		return problems
	}
	if at, deep := tooDeep(data); deep {
		problems.Addf("body.too-deep", position(data, at), "nest values at most %d deep", maxDepth)
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
			if depth++; depth > maxDepth {
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
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Sprintf("line %d, column %d", bytes.Count(before, []byte{'\n'})+1, column)
}
