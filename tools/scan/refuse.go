package scan

import (
	"errors"
	"fmt"

	"akashi/tools/format/refusal"
	"akashi/values/fault"
)

// refuse is a refusal of the whole report.
func refuse(code, where, format string, args ...any) error {
	return fault.Problems{{Code: code, Where: where, Message: fmt.Sprintf(format, args...)}}
}

// told turns what a reader of a format refuses into the words of a report.
func told(err error) error {
	e, ok := errors.AsType[*refusal.Error](err)
	if !ok {
		return err
	}
	return refuse("report-"+string(e.Kind), e.Where, "%s", e.Message)
}

func clip(b []byte) string { return refusal.Clip(b) }
