package diagnosis

import (
	"akashi/record"
	"akashi/values/civil"
)

// Report is a vulnerability report as a reader understood it (診断結果書類).
type Report struct {
	Format    string     // name of the reader: "nessus-xml"
	Scanner   string     // product, as far as the report names it
	ScanDate  civil.Date // day on which the scan of the last host was completed; zero when the report does not say
	Oldest    civil.Date // day on which the scan of the first host was completed; zero like ScanDate
	Hosts     []string   // every host that the report says was scanned, with and without findings
	ByHand    bool       // typed in from paper: not machine-checked
	Findings  []Finding  // empty when the reader streams them
	RowErrors []record.RowError
	EndUntold bool // the format has no place to say that the scan came to its end
}

// FirstDay is the day on which the scan of the first host was completed. A
// report that states one day states it for all its hosts.
func (r Report) FirstDay() civil.Date {
	if r.Oldest.IsZero() {
		return r.ScanDate
	}
	return r.Oldest
}
