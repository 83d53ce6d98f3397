package web

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"akashi/app/evidence"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/coverage"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/fault"
)

// diagnosisView is what a case has handed in about its vulnerability diagnosis (診断結果書類): the
// verdict, what each finding still asks for, and the form by which the responsible person speaks
// of one, of several or of all of a kind.
type diagnosisView struct {
	*caseView
	evidence.ScanView
	evidence.ScanJudgement
	Criterion *scheme.Criterion
	Kinds     []diagnosis.Kind // of this page
	Owed      map[diagnosis.Owed]int
	All       int    // kinds
	Further   []link // to the other pages
	Add       string // where a report is handed in; "" where it cannot be
	Key       string
	Person    string // who speaks for the applicant, as it stated before
}

// Of the findings a page shows so many places, and of one kind so many: a report has thousands.
// Who speaks of a kind speaks of all of it.
const (
	placesOfPage = 120
	placesOfKind = 25
)

// diagnosis shows what the diagnosis of a case still asks for.
func (d *Door) diagnosis(v *visit) error {
	p, c, err := d.caseAt(v)
	if err != nil {
		return err
	}
	c.Tabs = p.tabLinks(c, tabPapers)
	if !c.hasItems() {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	if c.Edition.Diagnosis == nil {
		return v.show(http.StatusOK, noDiagnosisPage(p, c))
	}
	view := diagnosisView{caseView: c, Key: rand.Text(), Owed: map[diagnosis.Owed]int{}}
	view.Criterion, _ = c.Edition.Criterion(c.Edition.Diagnosis.Criterion)
	if o, can := c.offered(access.RecordReport); can {
		view.Add = actAt(o, c.No)
	}
	for _, s := range c.Statements {
		if s.Post == string(scheme.PostResponsible) {
			view.Person = s.Person
		}
	}
	if c.Diagnosis != nil {
		view.ScanView = *c.Diagnosis
		if view.ScanJudgement, err = c.Diagnosis.Judgement(); err != nil {
			return err
		}
		from, _ := strconv.Atoi(v.query("from")) // none: from the first
		view.choose(p, from)
	}
	if view.may(access.RecordOpinion) {
		v.scripted()
	}
	return v.show(http.StatusOK, diagnosisPage(p, view))
}

// choose divides the kinds into pages, and shows the one that begins with a kind.
func (view *diagnosisView) choose(p page, from int) {
	all := view.Result().Kinds()
	view.All = len(all)
	begins := []int{0}
	places := 0
	for i, k := range all {
		for _, f := range k.Findings {
			view.Owed[f.Owes]++
		}
		if places += min(len(k.Findings), placesOfKind); places > placesOfPage && i > begins[len(begins)-1] {
			begins, places = append(begins, i), min(len(k.Findings), placesOfKind)
		}
	}
	at := max(slices.Index(begins, from), 0)
	end := len(all)
	if at+1 < len(begins) {
		end = begins[at+1]
	}
	view.Kinds = all[begins[at]:end]
	if len(begins) > 1 {
		for i, first := range begins {
			one := link{Label: p.N(i + 1)}
			if i != at {
				one.Path = casePath(view.No, "diagnosis") + "?from=" + strconv.Itoa(first)
			}
			view.Further = append(view.Further, one)
		}
	}
}

// Result is the verdict of the rule.
func (view diagnosisView) Result() diagnosis.Result { return view.ScanJudgement.Result }

// passes reports whether nothing stands against the criterion.
func (view diagnosisView) passes() bool { return view.Verdict == string(diagnosis.Pass) }

// does is the key of what to do next.
func (view diagnosisView) does() string {
	name, _, _ := strings.Cut(view.Verdict, "_V")
	return "scan.do." + name
}

// untold is how many findings the verdict lists no more of, because there are so many.
func (view diagnosisView) untold() int {
	return max(view.Totals["findings"]-len(view.Result().Findings), 0)
}

// may reports whether the visitor may do an act on findings now.
func (view diagnosisView) may(act access.Action) bool {
	_, can := view.offered(act)
	return can && len(view.Kinds) > 0
}

// again is where a report is handed in that repeats another.
func (view diagnosisView) again(r record.ScanReport) string {
	return view.Add + "?" + url.Values{"rescan_of": {strconv.Itoa(r.No)}, "_next": {casePath(view.No, "diagnosis")}}.Encode()
}

// replaced reports whether a later report stands in the place of one.
func (view diagnosisView) replaced(r record.ScanReport) bool {
	return slices.ContainsFunc(view.Reports, func(other record.ScanReport) bool { return other.RescanOf == r.No })
}

// band is the range of a kind's score, as the edition calls it.
func (p page) band(ed *scheme.Edition, id string) string {
	for _, b := range ed.Diagnosis.Bands {
		if b.ID == id {
			return p.T("scan.level", "level", b.Level)
		}
	}
	return p.T("scan.no-score")
}

// spotOf is where a finding was made.
func (p page) spotOf(f diagnosis.Owing) string {
	if f.Port == "" {
		return f.Host
	}
	return f.Host + ":" + f.Port
}

// shown are the first places of a kind.
func shown(k diagnosis.Kind) []diagnosis.Owing {
	return k.Findings[:min(len(k.Findings), placesOfKind)]
}

// diagnosed reports whether the criterion is the one that the diagnosis decides.
func (i *itemView) diagnosed() bool {
	return i.Edition.Diagnosis != nil && i.Edition.Diagnosis.Criterion == i.ID
}

// score is a base score, or a dash.
func (p page) score(t diagnosis.Tenths) string {
	if !t.Present() {
		return "–"
	}
	return t.String()
}

// scanner is what wrote a report, else its format.
func (view diagnosisView) scanner(p page, r record.ScanReport) string {
	if r.Scanner != "" {
		return r.Scanner
	}
	return r.Format
}

// scanned is the day of a report's scan.
func (p page) scanned(r record.ScanReport) string {
	if r.ScanDate.IsZero() {
		return p.T("scan.undated")
	}
	return p.Day(r.ScanDate)
}

// about is of what a paper speaks.
func (p page) about(x record.ScanPaper) string {
	all := slices.Clone(x.Findings)
	for i, key := range all {
		host, rest, _ := strings.Cut(key, "|")
		port, test, _ := strings.Cut(rest, "|")
		all[i] = strings.TrimSuffix(host+":"+port, ":") + " " + test
	}
	for _, id := range x.Plugins {
		all = append(all, p.T("scan.kind", "test", id))
	}
	return p.List(all)
}

// scopeOf is what a class of the scope is called.
func (p page) scopeOf(ed *scheme.Edition, class string) string {
	for _, one := range append(slices.Clone(ed.Diagnosis.MinScope), ed.Diagnosis.Items...) {
		if one.ID == class {
			return p.Text(one.Text)
		}
	}
	return class
}

// beyond reports whether a class was stated that the minimum scope does not ask for.
func (view diagnosisView) beyond(c coverage.ClassCovered) bool {
	asked := slices.ContainsFunc(view.Worth.Scope.ByClass, func(other coverage.ClassCovered) bool { return other.Minimum && other.Class == c.Class })
	return !asked && (len(c.Hosts) > 0 || c.Reason != "")
}

// unseen reports whether a host that was stated is in no report.
func (view diagnosisView) unseen(class, host string) bool {
	return slices.Contains(view.Worth.Scope.NotScanned, class+"|"+host)
}

// states is where the scope is stated; "" where it cannot be.
func (view diagnosisView) states() string {
	o, can := view.offered(access.RecordEvidence)
	if !can {
		return ""
	}
	return actAt(o, view.No) + "?" + url.Values{"_next": {casePath(view.No, "diagnosis")}}.Encode()
}
