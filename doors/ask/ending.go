package ask

import (
	"context"
	"errors"

	"akashi/values/fault"
)

// Ending is how a request ends that failed in one of the kinds of failure: the
// status of HTTP, and the exit status of a command.
type Ending struct {
	Kind fault.Kind
	HTTP int
	Exit int
}

// Endings is the one table of statuses. docs/design/exit-status.md says what belongs
// to which.
func Endings() []Ending {
	return []Ending{
		{fault.Invalid, 422, 3},
		{fault.NotFound, 404, 4},
		{fault.Gone, 410, 4},
		{fault.Conflict, 409, 5},
		{fault.Refused, 409, 1},
		{fault.Forbidden, 403, 1},
		{fault.TooMany, 429, 75},
		{fault.Unavailable, 503, 75},
	}
}

// EndingOf is that of a kind; what is of none is our own failure.
func EndingOf(kind fault.Kind) Ending {
	for _, e := range Endings() {
		if e.Kind == kind {
			return e
		}
	}
	return Ending{"", 500, 70}
}

// RetryAfter is after how many seconds the same request may be sent again, "" where that
// is not known.
func RetryAfter(err error) string {
	if known, ok := errors.AsType[*fault.Error](err); ok && known.Data["seconds"] != "" {
		return known.Data["seconds"]
	}
	if IsBusy(err) {
		return "1"
	}
	return ""
}

// IsBusy reports whether the same request may well succeed in a moment.
func IsBusy(err error) bool {
	return errors.Is(err, fault.Unavailable) || errors.Is(err, context.DeadlineExceeded)
}
