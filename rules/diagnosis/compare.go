package diagnosis

import "akashi/values/civil"

// Comparison tells a re-scan (再診断) from the report before it, by keys of live
// findings, sorted, each once.
type Comparison struct {
	Gone       []string `json:"gone"`        // its host was scanned again and the finding was not seen
	StillThere []string `json:"still_there"` // seen again
	New        []string `json:"new"`         // seen only by the re-scan
	NotScanned []string `json:"not_scanned"` // its host is not in the re-scan: nothing is shown
}

// Compare sets a re-scan against the report before it, finding by finding. A
// finding is gone only when the re-scan looked at its host; silence about a
// host resolves nothing.
func Compare(before, after Report) Comparison {
	was, is := liveKeys(before), liveKeys(after)
	scanned := map[string]bool{}
	for _, host := range after.Hosts {
		scanned[host] = true
	}
	for i := range after.Findings {
		scanned[after.Findings[i].Host] = scanned[after.Findings[i].Host] || after.Findings[i].State != NotTested
	}
	var c Comparison
	for key, host := range was {
		_, still := is[key]
		switch {
		case still:
			c.StillThere = append(c.StillThere, key)
		case scanned[host]:
			c.Gone = append(c.Gone, key)
		default:
			c.NotScanned = append(c.NotScanned, key)
		}
	}
	for key := range is {
		if _, known := was[key]; !known {
			c.New = append(c.New, key)
		}
	}
	return Comparison{set(c.Gone), set(c.StillThere), set(c.New), set(c.NotScanned)}
}

// Resolution is the record that the findings gone by the re-scan were resolved,
// for the person who hands the re-scan in. It names nothing when none is gone.
func (c Comparison) Resolution(by, text string, on civil.Date) Statement {
	return Statement{Findings: c.Gone, PluginIDs: []string{}, Text: text, By: by, Date: on}
}

func liveKeys(r Report) map[string]string {
	keys := make(map[string]string, len(r.Findings))
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Live() {
			keys[f.Key()] = f.Host
		}
	}
	return keys
}
