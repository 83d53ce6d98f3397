package scan

import (
	"bytes"
	"math"
	"strconv"
)

// json returns a reader of the file.
func (in *input) json() *jsonReader { return newJSONReader(in.text) }

// finishDocument reads the rest, so that what follows the report is refused.
func (j *jsonReader) finishDocument() error {
	k, err := j.next()
	if err == nil && k != jsonEnd {
		err = j.wrong("report-malformed", "something follows the report")
	}
	return err
}

// members calls fn for each member of the object that comes next; null has none.
// What fn leaves of a value is passed over. The name is good until fn reads on.
func (j *jsonReader) members(fn func(name []byte) error) error {
	if k, err := j.next(); err != nil || k == jsonNull {
		return err
	} else if k != jsonObject {
		return j.wrong("report-malformed", "an object belongs here")
	}
	inside := j.depth()
	for {
		k, err := j.next()
		if err != nil || k == jsonClose {
			return err
		}
		if err := fn(j.data); err != nil {
			return err
		}
		if err := j.skipTo(inside); err != nil {
			return err
		}
	}
}

// each calls fn before each item of the list that comes next. A value that is no
// list is its only item; null has none.
func (j *jsonReader) each(fn func() error) error {
	c, err := j.must()
	if err != nil {
		return err
	}
	switch c {
	case 'n':
		_, err := j.next()
		return err
	case '[':
		return j.items(fn)
	}
	return fn()
}

func (j *jsonReader) items(fn func() error) error {
	if _, err := j.next(); err != nil {
		return err
	}
	inside := j.depth()
	for {
		another, err := j.item()
		if err != nil || !another {
			return err
		}
		if err := fn(); err != nil {
			return err
		}
		if err := j.skipTo(inside); err != nil {
			return err
		}
	}
}

// item moves before the next item of the open list, or past its end.
func (j *jsonReader) item() (bool, error) {
	c, err := j.must()
	switch {
	case err != nil:
		return false, err
	case j.want == wantMore && c == ',':
		j.pos++
	case j.want == wantMore || c == ']':
		_, err := j.close(c)
		return false, err
	}
	j.want = wantValue
	return true, nil
}

// skipTo passes over a value that has not been begun, and over everything until
// no more than depth objects and lists are open.
func (j *jsonReader) skipTo(depth int) error {
	if j.want == wantValue && j.depth() == depth {
		if _, err := j.next(); err != nil {
			return err
		}
	}
	for j.depth() > depth {
		if _, err := j.next(); err != nil {
			return err
		}
	}
	return nil
}

// scalar returns the string, number or truth value that comes next as it is
// written, and nothing for null. The bytes are good until the next token.
func (j *jsonReader) scalar() ([]byte, error) {
	switch k, err := j.next(); {
	case err != nil:
		return nil, err
	case k == jsonNull:
		return nil, nil
	case k == jsonObject || k == jsonArray:
		return nil, j.wrong("report-malformed", "a single value belongs here")
	}
	return j.data, nil
}

// json reads the value that comes next as a string.
func (s *sink) json(j *jsonReader, into *string) error {
	b, err := j.scalar()
	if bytes.IndexByte(b, 0) >= 0 {
		s.problem("a text holds a NUL character")
		b = bytes.ReplaceAll(b, []byte{0}, nil)
	}
	*into = s.string(b)
	return err
}

// jsonScore reads the value that comes next as it stands for a score.
func (s *sink) jsonScore(j *jsonReader, into *string) error {
	b, err := j.scalar()
	*into = s.string(plainScore(b))
	return err
}

// plainScore undoes what becomes of 7.1 on its way through a number of 32 bits:
// 7.099999904632568 is the same number, written with more digits.
func plainScore(b []byte) []byte {
	const digits = len("7.0999999")
	if len(b) <= digits {
		return b
	}
	wide, err := strconv.ParseFloat(string(b), 64)
	if narrow := float32(wide); err == nil && float64(narrow) == wide && !math.IsInf(wide, 0) {
		return strconv.AppendFloat(nil, wide, 'f', -1, 32)
	}
	return b
}
