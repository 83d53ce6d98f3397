package diagnosis

import "akashi/values/civil"

// Received is a report among all that a case has handed in: its number, and that of
// the report which it repeats, 0 for none.
type Received struct {
	No, RescanOf int
	Report
}

// Rescan is a re-scan (再診断) beside the report that it repeats.
type Rescan struct {
	Report   int `json:"report"`
	RescanOf int `json:"rescan_of"`
	Comparison
}

// Standing lists the reports that still stand, in the order in which they were first
// received, each re-scan in the place of the report it repeats; and what each re-scan
// showed. A re-scan of a re-scan repeats the same report once more.
func Standing(received []Received) (stand []Report, rescans []Rescan) {
	place := map[int]int{} // in stand, by the number of a report or a re-scan of it
	rescans = []Rescan{}
	for _, r := range received {
		at, again := place[r.RescanOf]
		if !again {
			place[r.No], stand = len(stand), append(stand, r.Report)
			continue
		}
		merged, seen := Supersede(stand[at], r.Report)
		place[r.No], stand[at] = at, merged
		rescans = append(rescans, Rescan{r.No, r.RescanOf, seen})
	}
	return stand, rescans
}

// Repeated is the latest day of what a re-scan repeats: of the report, and of every
// re-scan that stands in its place already. A re-scan made before it shows nothing of
// what came after (S0-33).
func Repeated(received []Received, rescanOf int) civil.Date {
	first := map[int]int{} // report at the beginning of the line, by the number of a report
	var latest civil.Date
	for _, r := range received {
		first[r.No] = r.No
		if line, again := first[r.RescanOf]; again {
			first[r.No] = line
		}
	}
	for _, r := range received {
		if first[r.No] == first[rescanOf] && r.ScanDate.After(latest) {
			latest = r.ScanDate
		}
	}
	return latest
}

// FirstDay is the day of the oldest scan that the reports rest on; none where one of
// them does not say.
func FirstDay(reports []Report) civil.Date { return Union(reports).FirstDay() }

// OnDuty are the findings that ask something of the applicant.
func (r Result) OnDuty() []Judged {
	asks := map[string]bool{}
	for _, keys := range [][]string{r.Blocking, r.Resolved, r.OpinionRequired, r.Undecidable, r.Mismatches} {
		for _, key := range keys {
			asks[key] = true
		}
	}
	duty := []Judged{}
	for _, f := range r.Findings {
		if asks[f.Key()] && f.Live() {
			duty = append(duty, f)
		}
	}
	return duty
}
