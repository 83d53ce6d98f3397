package json

import "akashi/tools/format/refusal"

// Finish reads the rest, so that what follows the value is refused.
func (j *Reader) Finish() error {
	k, err := j.Next()
	if err == nil && k != End {
		err = j.wrong(refusal.Malformed, "json-more")
	}
	return err
}

// More reports whether another value follows, under the rule of lines.
func (j *Reader) More() (bool, error) {
	_, there, err := j.peek()
	return there, err
}

// Peek returns the first byte of the token that comes next; that of every number
// is 0. The text may not end here.
func (j *Reader) Peek() (byte, error) {
	k, there, err := j.peek()
	if err == nil && !there {
		err = j.wrong(refusal.Truncated, "")
	}
	return byte(k), err
}

// Members calls fn for each member of the object that comes next; null has none.
// What fn leaves of a value is passed over. The name is good until fn reads on.
func (j *Reader) Members(fn func(name []byte) error) error {
	if k, err := j.Next(); err != nil || k == Null {
		return err
	} else if k != Object {
		return j.wrong(refusal.Malformed, "json-object")
	}
	for {
		k, err := j.Next()
		if err != nil || k == Close {
			return err
		}
		if err := j.visit(func() error { return fn(j.data) }); err != nil {
			return err
		}
	}
}

// Each calls fn before each item of the list that comes next. A value that is no
// list is its only item; null has none.
func (j *Reader) Each(fn func() error) error {
	c, err := j.Peek()
	if err != nil {
		return err
	}
	switch c {
	case 'n':
		_, err := j.Next()
		return err
	case '[':
		return j.items(fn)
	}
	return fn()
}

func (j *Reader) items(fn func() error) error {
	if _, err := j.Next(); err != nil {
		return err
	}
	for {
		c, err := j.Peek()
		if err != nil {
			return err
		}
		if c == ']' {
			_, err := j.Next()
			return err
		}
		if err := j.visit(fn); err != nil {
			return err
		}
	}
}

// visit calls fn before a value and passes over what fn leaves of it.
func (j *Reader) visit(fn func() error) error {
	depth := j.Depth()
	_, before := j.d.StackIndex(depth)
	if err := fn(); err != nil {
		return err
	}
	if _, after := j.d.StackIndex(j.Depth()); j.Depth() == depth && after == before {
		if _, err := j.Next(); err != nil {
			return err
		}
	}
	for j.Depth() > depth {
		if _, err := j.Next(); err != nil {
			return err
		}
	}
	return nil
}

// Scalar returns the string, number or truth value that comes next as it is
// written, and nothing for null. The bytes are good until the next token.
func (j *Reader) Scalar() ([]byte, error) {
	switch k, err := j.Next(); {
	case err != nil:
		return nil, err
	case k == Null:
		return nil, nil
	case k == Object || k == Array:
		return nil, j.wrong(refusal.Malformed, "json-scalar")
	}
	return j.data, nil
}
