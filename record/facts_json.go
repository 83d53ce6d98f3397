package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// MarshalJSON writes the facts as one object, in order.
func (fs Facts) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, f := range fs {
		if i > 0 {
			out = append(out, ',')
		}
		name, err := json.Marshal(f.Name)
		if err != nil {
			return nil, err
		}
		out = append(append(out, name...), ':')
		if out, err = f.append(out); err != nil {
			return nil, err
		}
	}
	return append(out, '}'), nil
}

func (f Fact) append(out []byte) ([]byte, error) {
	if !f.isWords {
		return strconv.AppendInt(out, f.number, 10), nil
	}
	text, err := json.Marshal(f.text)
	return append(out, text...), err
}

// UnmarshalJSON reads the facts back in the order in which they are written.
func (fs *Facts) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return fmt.Errorf("facts: want an object, got %.20q", data)
	}
	*fs = Facts{}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return err
		}
		value, err := dec.Token()
		if err != nil {
			return err
		}
		f, err := factOf(fmt.Sprint(name), value)
		if err != nil {
			return err
		}
		*fs = append(*fs, f)
	}
	return nil
}

func factOf(name string, value json.Token) (Fact, error) {
	switch v := value.(type) {
	case string:
		return Words(name, v), nil
	case json.Number:
		n, err := v.Int64()
		return Number(name, n), err
	}
	return Fact{}, fmt.Errorf("fact %s: want words or a whole number", name)
}
