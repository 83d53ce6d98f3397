package scan

import (
	"errors"

	"akashi/tools/format/refusal"
	"akashi/values/fault"
)

// told turns what a reader of a format refuses into the words of a report.
func told(err error) error {
	e, ok := errors.AsType[*refusal.Error](err)
	if !ok {
		return err
	}
	return fault.Problems{{Code: "report-" + string(e.Kind), Where: e.Where, Data: e.Data}}
}

func clip(b []byte) string { return refusal.Clip(b) }
