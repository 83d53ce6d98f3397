package scan

import (
	"strconv"
	"strings"
	"time"

	"akashi/values/civil"
)

// dayLayouts are the ways in which scanners write a day or a moment. A moment
// with a zone is taken to Asia/Tokyo; one without is the day as written.
func dayLayouts() []struct {
	layout string
	zoned  bool
} {
	return []struct {
		layout string
		zoned  bool
	}{
		{time.RFC3339, true},
		{"2006-01-02", false},
		{"2006-01-02T15:04:05", false},
		{"2006-01-02 15:04:05", false},
		{"2006/01/02 15:04:05", false},
		{"2006/01/02", false},
		{"20060102T150405", false},
		{"20060102", false},
		{time.ANSIC, false},
		{"Mon Jan 2 15:04:05 2006", false},
		{"Jan 2, 2006 15:04:05 MST", true},
		{"Jan 2, 2006 03:04 PM", false},
		{"Jan 2, 2006", false},
		{"02 Jan 2006 03:04PM GMT-0700", true},
		{"02 Jan 2006", false},
		{"02/01/2006, 15:04:05", false},
		{"Mon, 02 Jan 2006 15:04:05 MST", true},
		{time.RFC1123Z, true},
		{"Mon, 2 Jan 2006 15:04:05", false},
		{"Mon Jan 2 15:04:05 MST 2006", false}, // the letters of a zone name no offset
	}
}

// parseDay reads a day in any notation that scanners use, and no date when the
// text is none.
func parseDay(b []byte) civil.Date {
	text := strings.Join(strings.Fields(string(b)), " ")
	if text == "" || len(text) > 60 {
		return civil.Date{}
	}
	for _, l := range dayLayouts() {
		t, err := time.Parse(l.layout, text)
		if err != nil {
			continue
		}
		if l.zoned {
			return civil.In(t)
		}
		day, err := civil.Of(t.Year(), int(t.Month()), t.Day())
		if err != nil {
			return civil.Date{}
		}
		return day
	}
	return civil.Date{}
}

// parseUnix reads seconds since 1970 as the day in Asia/Tokyo.
func parseUnix(b []byte) civil.Date {
	seconds, err := strconv.ParseInt(string(trimSpace(b)), 10, 64)
	if err != nil {
		return civil.Date{}
	}
	return civil.In(time.Unix(seconds, 0))
}
