package diagnosis

import (
	"akashi/scheme"
	"akashi/values/civil"
)

// Statement is what a responsible person wrote about findings, each of them
// named by its key ("host|port|plugin") or by the number of its kind.
type Statement struct {
	Findings  []string   `json:"findings"`
	PluginIDs []string   `json:"plugin_ids"` // "of a kind": every finding of these tests
	Text      string     `json:"text"`
	By        string     `json:"by"`
	Date      civil.Date `json:"date"`
}

// Statements are the papers that come with a report: opinions (意見書) on
// findings left as they are, and records of findings that were resolved (解消).
type Statements struct {
	Opinions    []Statement `json:"opinions"`
	Resolutions []Statement `json:"resolutions"`
}

// Declaration says that scores without a version are to be read as one version,
// and who said so and why. The zero Declaration says nothing.
type Declaration struct {
	Version scheme.CVSSVersion `json:"version"`
	By      string             `json:"by"`
	Reason  string             `json:"reason"`
}

// Terms are the facts beside the report on which the verdict depends.
type Terms struct {
	// ScanDate replaces the day that the report states; zero leaves it.
	ScanDate civil.Date
	// ApplicationDate is the day of filing. While it is zero the age of the
	// report is not judged.
	ApplicationDate civil.Date
	// Submitted is the day by which opinions and resolutions had to be there
	// (報告書提出時までに), the day of filing when it is zero: papers dated later, or
	// not dated, do not count. Before a filing no paper is too late.
	Submitted civil.Date
	Statements
	TreatUnversionedAs Declaration
}

func (t Terms) submitted() civil.Date {
	if t.Submitted.IsZero() {
		return t.ApplicationDate
	}
	return t.Submitted
}

// named is the set of findings that statements speak of.
type named struct {
	keys    map[string]bool
	plugins map[string]bool
}

func nameAll(statements []Statement, submitted civil.Date) named {
	n := named{map[string]bool{}, map[string]bool{}}
	for _, s := range statements {
		if !submitted.IsZero() && (s.Date.IsZero() || s.Date.After(submitted)) {
			continue
		}
		for _, key := range s.Findings {
			n.keys[key] = true
		}
		for _, id := range s.PluginIDs {
			n.plugins[id] = true
		}
	}
	return n
}

func (n named) covers(f *Finding, key string) bool { return n.plugins[f.PluginID] || n.keys[key] }
