package words

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"

	"akashi/record"
)

// RowErrors says what is wrong with each row of a report.
func (b *Book) RowErrors(rows []record.RowError) []record.RowError {
	said := slices.Clone(rows)
	for i, r := range rows {
		said[i].Message = b.rowError(r)
	}
	return said
}

// Row is what is wrong with one row in a line for people.
func (b *Book) Row(r record.RowError) string {
	figures := map[string]string{"message": b.rowError(r)}
	if r.Row > 0 {
		figures["row"] = strconv.Itoa(r.Row)
	}
	return b.Fill("report.row_error", figures)
}

func (b *Book) rowError(r record.RowError) string {
	return b.coded(r.Code, r.Data, b.Say("error.invalid"))
}

// WithRowErrors puts its sentence beside each row error, and each remark on a report,
// in an answer that is JSON already: views keep verdicts as they were judged, in codes.
func (b *Book) WithRowErrors(answer []byte) []byte {
	for _, key := range []string{`"row_errors":`, `"remarks":`} {
		answer = b.withMessages(answer, []byte(key))
	}
	return answer
}

func (b *Book) withMessages(answer, key []byte) []byte {
	before, rest, found := bytes.Cut(answer, key)
	var rows []record.RowError
	list := json.NewDecoder(bytes.NewReader(rest))
	if !found || list.Decode(&rows) != nil {
		return answer
	}
	said, err := json.Marshal(b.RowErrors(rows))
	if err != nil { // texts always can be written
		return answer
	}
	return slices.Concat(before, key, said, b.withMessages(rest[list.InputOffset():], key))
}
