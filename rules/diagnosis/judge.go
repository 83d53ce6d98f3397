package diagnosis

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
)

// Judge applies the diagnosis rule of an edition (2-1-1, CVSS (1)–(3)) to a
// report and keeps every finding in the result.
func Judge(rule scheme.Diagnosis, report Report, terms Terms) Result {
	tally := NewTally(rule, terms)
	judged := make([]Judged, 0, len(report.Findings))
	for _, f := range report.Findings {
		judged = append(judged, tally.Add(f))
	}
	result := tally.Result(report)
	result.Findings = judged
	return result
}

// Tally applies the rule finding by finding, so that a large report need not be
// held: it keeps the keys that a duty falls on and drops the rest.
type Tally struct {
	rule        scheme.Diagnosis
	terms       Terms
	opinions    named
	resolutions named
	counts      map[scheme.CVSSVersion]map[string]int
	live        int
	anyScore    bool

	blocking, resolved, required, missing, undecidable, mismatches []string
	differences                                                    []Difference
}

// NewTally returns an empty tally.
func NewTally(rule scheme.Diagnosis, terms Terms) *Tally {
	submitted := terms.submitted()
	t := &Tally{
		rule:        rule,
		terms:       terms,
		opinions:    nameAll(terms.Opinions, submitted),
		resolutions: nameAll(terms.Resolutions, submitted),
		counts:      map[scheme.CVSSVersion]map[string]int{},
	}
	for _, v := range versions() {
		t.counts[v] = map[string]int{NoBand: 0}
		for _, band := range rule.Bands {
			t.counts[v][band.ID] = 0
		}
	}
	return t
}

func versions() []scheme.CVSSVersion {
	return []scheme.CVSSVersion{scheme.CVSS2, scheme.CVSS3, scheme.CVSS4}
}

// Add judges one finding and counts it.
func (t *Tally) Add(f Finding) Judged {
	t.anyScore = t.anyScore || f.scored()
	judged := Judged{Finding: f, Band: NoBand}
	own := t.band(&f, t.rule.Metric)
	if own != nil {
		judged.Band = own.ID
	}
	if !f.Live() {
		return judged
	}
	t.live++
	for _, v := range versions() {
		t.count(v, t.band(&f, v))
	}
	key := f.Key()
	t.compare(&f, key)
	t.duty(&f, key, own)
	return judged
}

// band returns the band of the finding in version v, nil without a score.
func (t *Tally) band(f *Finding, v scheme.CVSSVersion) *scheme.Band {
	score, ok := f.base(v, t.terms.TreatUnversionedAs.Version).Value()
	if !ok {
		return nil
	}
	for i := range t.rule.Bands {
		if score >= t.rule.Bands[i].Min {
			return &t.rule.Bands[i]
		}
	}
	return nil
}

func (t *Tally) count(v scheme.CVSSVersion, band *scheme.Band) {
	if band == nil {
		t.counts[v][NoBand]++
		return
	}
	t.counts[v][band.ID]++
}

func (t *Tally) compare(f *Finding, key string) {
	for _, v := range versions() {
		if m := f.Metric(v); m.Mismatch() {
			t.mismatches = append(t.mismatches, key)
			t.differences = append(t.differences, Difference{key, v, m.Reported, m.Computed})
		}
	}
}

func (t *Tally) duty(f *Finding, key string, band *scheme.Band) {
	switch {
	case band == nil:
		if f.scored() || AboveInformational(f.ScannerSeverity) {
			t.undecidable = append(t.undecidable, key)
		}
	case band.Duty == scheme.DutyOpinion:
		t.askOpinion(f, key)
	case band.Duty == scheme.DutyNone:
	case t.resolutions.covers(f, key): // DutyResolve, and any duty not known here
		t.resolved = append(t.resolved, key)
		if t.rule.OpinionOnResolved.Value {
			t.askOpinion(f, key)
		}
	default:
		t.blocking = append(t.blocking, key)
	}
}

func (t *Tally) askOpinion(f *Finding, key string) {
	t.required = append(t.required, key)
	if !t.opinions.covers(f, key) {
		t.missing = append(t.missing, key)
	}
}

// Result closes the tally with what the reader knows of the report as a whole;
// report.Findings is not looked at.
func (t *Tally) Result(report Report) Result {
	r := Result{
		Format:          report.Format,
		Scanner:         report.Scanner,
		ScanDate:        report.ScanDate,
		MachineChecked:  !report.ByHand,
		Metric:          t.rule.Metric,
		Findings:        []Judged{},
		Counts:          t.counts,
		Blocking:        set(t.blocking),
		Resolved:        set(t.resolved),
		OpinionRequired: set(t.required),
		OpinionMissing:  set(t.missing),
		Undecidable:     set(t.undecidable),
		Mismatches:      set(t.mismatches),
		Differences:     sorted(t.differences),
		RowErrors:       append([]record.RowError{}, report.RowErrors...),
		Remarks:         report.remarks(),
	}
	if !t.terms.ScanDate.IsZero() {
		r.ScanDate = t.terms.ScanDate
	}
	if t.terms.TreatUnversionedAs.Version != "" {
		r.UnversionedAs = &t.terms.TreatUnversionedAs
	}
	t.decide(&r, report)
	return r
}

// set sorts keys and keeps one of each: two protocols on one port share a key.
func set(keys []string) []string {
	keys = append([]string{}, keys...)
	slices.Sort(keys)
	return slices.Compact(keys)
}
