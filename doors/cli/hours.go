package cli

import (
	"regexp"
	"strings"
	"time"

	"akashi/values/fault"
)

// hours are minutes on site that people write as 6, 6.5 or 6:30 hours.
type hours int

var hoursForm = regexp.MustCompile(`^\d+(:[0-5]\d|\.\d{1,4})?$`)

// ReadText reads them; a decimal part is whole minutes.
func (h *hours) ReadText(value string) error {
	text := value + "h"
	if strings.Contains(value, ":") {
		text = strings.Replace(value, ":", "h", 1) + "m"
	}
	took, err := time.ParseDuration(text)
	if err != nil || !hoursForm.MatchString(value) || took >= 1001*time.Hour || took%time.Minute != 0 {
		return fault.New(fault.Invalid, "hours", "", "given", value)
	}
	*h = hours(took / time.Minute)
	return nil
}
