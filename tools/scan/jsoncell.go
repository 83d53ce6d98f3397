package scan

import (
	"bytes"
	"math"
	"strconv"

	"akashi/tools/format/json"
)

// json reads the value that comes next as a string.
func (s *sink) json(j *json.Reader, into *string) error {
	b, err := j.Scalar()
	if bytes.IndexByte(b, 0) >= 0 {
		s.problem("row-nul")
		b = bytes.ReplaceAll(b, []byte{0}, nil)
	}
	*into = s.string(b)
	return err
}

// jsonScore reads the value that comes next as it stands for a score.
func (s *sink) jsonScore(j *json.Reader, into *string) error {
	b, err := j.Scalar()
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
