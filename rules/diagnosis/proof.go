package diagnosis

import (
	"slices"

	"akashi/record"
)

// saysItsEnd are the formats that have a place to say that a scan came to its end.
// Their readers list a report that leaves the place empty; of the others nobody can
// tell.
var saysItsEnd = []string{
	"acunetix-xml", "nessus-xml", "nexpose-xml", "nmap-xml", "openvas-xml", "qualys-scan-xml", "qualys-was-xml", "sarif-json",
}

// SaysItsEnd reports whether reports of a format can show that their scan came to its
// end.
func SaysItsEnd(format string) bool { return slices.Contains(saysItsEnd, format) }

// remarks are what whoever rests on the report should know, though it fails nothing.
func (r Report) remarks() []record.RowError {
	remarks := []record.RowError{}
	if r.EndUntold {
		remarks = append(remarks, record.RowError{Code: "report-end-untold"})
	}
	return remarks
}
