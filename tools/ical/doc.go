// Package ical writes calendars as programs take them (iCalendar, RFC 5545): days that last the whole day, without an
// alarm. The same calendar is the same bytes.
package ical
