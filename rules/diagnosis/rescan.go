package diagnosis

import (
	"akashi/record"
	"akashi/values/civil"
)

// Supersede lets a re-scan (再診断) take the place of the report before it, host by
// host: what it saw stands, what it no longer saw is gone, and findings on hosts
// that it did not look at stay as they were. The days are those of the reports
// that still say something.
func Supersede(before, after Report) (Report, Comparison) {
	c := Compare(before, after)
	stays := map[string]bool{}
	for _, key := range c.NotScanned {
		stays[key] = true
	}
	merged := after
	merged.Findings = append([]Finding{}, after.Findings...)
	for _, f := range before.Findings {
		if stays[f.Key()] {
			merged.Findings = append(merged.Findings, f)
		}
	}
	if len(stays) > 0 || !covers(after.Hosts, before.Hosts) {
		merged.Oldest = earlier(before.FirstDay(), after.FirstDay())
		if merged.Oldest.IsZero() { // half a date would make the other half look recent
			merged.ScanDate = civil.Date{}
		}
		merged.Hosts = append(append([]string{}, before.Hosts...), after.Hosts...)
		merged.RowErrors = append(append([]record.RowError{}, before.RowErrors...), after.RowErrors...)
		merged.EndUntold = before.EndUntold || after.EndUntold
	}
	return merged, c
}

// Union puts reports on different things side by side, as if they had come as one.
func Union(reports []Report) Report {
	var all Report
	for i, r := range reports {
		if i == 0 {
			all = r
			all.Findings, all.RowErrors = append([]Finding{}, r.Findings...), append([]record.RowError{}, r.RowErrors...)
			continue
		}
		all.Findings = append(all.Findings, r.Findings...)
		all.RowErrors = append(all.RowErrors, r.RowErrors...)
		all.Hosts = append(append([]string{}, all.Hosts...), r.Hosts...)
		all.Oldest, all.ScanDate = earlier(all.FirstDay(), r.FirstDay()), later(all.ScanDate, r.ScanDate)
		all.ByHand = all.ByHand || r.ByHand
		all.EndUntold = all.EndUntold || r.EndUntold
		if r.Format != all.Format {
			all.Format = "several"
		}
	}
	return all
}

// earlier is the earlier of two days; a day that is not stated makes the age
// unknown, which never counts as recent.
func earlier(a, b civil.Date) civil.Date {
	if a.IsZero() || b.IsZero() {
		return civil.Date{}
	}
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b civil.Date) civil.Date {
	if a.IsZero() || b.IsZero() {
		return civil.Date{}
	}
	if b.After(a) {
		return b
	}
	return a
}

func covers(all, some []string) bool {
	have := map[string]bool{}
	for _, h := range all {
		have[h] = true
	}
	for _, h := range some {
		if !have[h] {
			return false
		}
	}
	return true
}
