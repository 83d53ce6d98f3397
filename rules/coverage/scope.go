package coverage

import (
	"maps"
	"slices"
	"strings"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
)

// Scope says whether a diagnosis looked at everything that it must (I-10): at
// each class of the minimum scope, and at every host that was stated.
type Scope struct {
	Complete   bool            `json:"complete"`
	Missing    []string        `json:"missing"`     // classes of the minimum scope with neither host nor reason
	NotScanned []string        `json:"not_scanned"` // "class|host": stated, and in no report
	ByClass    []ClassCovered  `json:"by_class"`    // in the edition's order
	Reasons    []record.Reason `json:"reasons"`
}

// ClassCovered is one class with the hosts that stand for it.
type ClassCovered struct {
	Class    string   `json:"class"`
	Minimum  bool     `json:"minimum"` // of the minimum scope; otherwise an emphasis item
	Hosts    []string `json:"hosts"`
	Reason   string   `json:"reason,omitempty"`
	Complete bool     `json:"complete"`
}

// CheckScope sets the assets as stated beside the hosts that the reports say were
// scanned. The five server kinds are the minimum; the emphasis items are the
// checklist, and only what is stated of them must be scanned. It refuses classes
// that the edition does not have.
func CheckScope(rule *scheme.Diagnosis, assets []record.Asset, scanned []string) (Scope, error) {
	if err := checkAssets(rule, assets); err != nil {
		return Scope{}, err
	}
	s := Scope{Missing: []string{}, NotScanned: []string{}, ByClass: []ClassCovered{}}
	seen := map[string]bool{}
	for _, host := range scanned {
		seen[canonicalHost(host)] = true
	}
	for i, item := range slices.Concat(rule.MinScope, rule.Items) {
		minimum := i < len(rule.MinScope)
		class := ClassCovered{Class: item.ID, Minimum: minimum, Hosts: []string{}}
		for _, a := range assets {
			if a.Class == item.ID {
				class.Hosts = append(class.Hosts, a.Hosts...)
				class.Reason = a.Reason
			}
		}
		unseen := s.unseen(class, seen)
		class.Complete = unseen == 0 && (!minimum || len(class.Hosts) > 0 || class.Reason != "")
		if !class.Complete && unseen == 0 {
			s.Missing = append(s.Missing, item.ID)
		}
		s.ByClass = append(s.ByClass, class)
	}
	s.NotScanned = slices.Compact(s.NotScanned)
	s.Complete = len(s.Missing)+len(s.NotScanned) == 0
	s.Reasons = []record.Reason{{Rule: "coverage.scope", Clause: rule.Source, Holds: s.Complete, Facts: record.Facts{
		record.Number("classes_missing", len(s.Missing)), record.Number("hosts_not_scanned", len(s.NotScanned))}}}
	return s, nil
}

func (s *Scope) unseen(c ClassCovered, seen map[string]bool) (n int) {
	for _, host := range c.Hosts {
		if !seen[canonicalHost(host)] {
			s.NotScanned = append(s.NotScanned, c.Class+"|"+host)
			n++
		}
	}
	return n
}

// canonicalHost forgives the case of a name and the dot at its end.
func canonicalHost(h string) string {
	return strings.TrimSuffix(strings.ToLower(strings.TrimSpace(h)), ".")
}

func checkAssets(rule *scheme.Diagnosis, assets []record.Asset) error {
	var p fault.Problems
	if rule == nil {
		return fault.New(fault.Invalid, "no-diagnosis-rule", "")
	}
	known := map[string]bool{}
	for _, item := range slices.Concat(rule.MinScope, rule.Items) {
		known[item.ID] = true
	}
	for _, a := range assets {
		if !known[a.Class] {
			fault.Choose(&p, "asset-unknown", "/assets/"+a.Class, a.Class, slices.Sorted(maps.Keys(known)))
		}
		if len(a.Hosts) == 0 && strings.TrimSpace(a.Reason) == "" {
			p.Add("asset-empty", "/assets/"+a.Class, "given", a.Class)
		}
		for _, host := range a.Hosts {
			if canonicalHost(host) == "" {
				p.Add("asset-host-empty", "/assets/"+a.Class)
			}
		}
	}
	return p.Err()
}
