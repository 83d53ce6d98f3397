package sheet

import (
	_ "embed"
	"encoding/json"

	"akashi/values/fault"
)

//go:embed columns.json
var columns []byte

// Columns returns the headings by which offices name the columns of a register,
// lower case and narrow, with the field each of them means.
func Columns() (map[string]string, error) { return ReadColumns(columns) }

// ReadColumns reads a mapping: one JSON object of fields by heading.
func ReadColumns(data []byte) (map[string]string, error) {
	var byHeading map[string]string
	if err := json.Unmarshal(data, &byHeading); err != nil {
		return nil, fault.Wrong("sheet.mapping", "mapping")
	}
	return byHeading, nil
}
