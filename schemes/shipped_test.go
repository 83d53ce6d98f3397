package schemes

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"akashi/beside/testkit"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/ident"
	"akashi/values/yen"
)

func shelf(t *testing.T) *Shelf {
	t.Helper()
	s, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func edition(t *testing.T, key, id string) *scheme.Edition {
	t.Helper()
	e, err := shelf(t).Edition(key, id)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

var update = flag.Bool("update", false, "write shipped.json anew")

// What ships is what the files beside it say, and they pass the reader and the lint.
func TestShippedIsWhatTheFilesSay(t *testing.T) {
	names, err := filepath.Glob("*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return strings.HasPrefix(name, "testdata") })
	editions, err := openAll(os.DirFS("."), names)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		text, err := json.Marshal(editions)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("shipped.json", append(text, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	files, _ := scheme.NewShelf(editions)
	if ship := shelf(t); !reflect.DeepEqual(ship, files) {
		t.Error("shipped.json is not what the scheme files say: run `make generate`")
	}
}

func TestShippedEditions(t *testing.T) {
	t.Parallel()
	s := shelf(t)
	if got := s.Keys(); !slices.Equal(got, []string{"anshin", "pmark"}) {
		t.Errorf("got schemes %v", got)
	}
	for key, id := range map[string]string{"anshin": "2014-07", "pmark": "2006"} {
		at, err := s.EditionAt(key, civil.MustOf(2014, 7, 1))
		if err != nil || at.ID != id || len(s.Editions(key)) != 1 {
			t.Errorf("%s: got %v, %v; want the one edition %s", key, at, err, id)
		}
	}
}

// The tables of S0: section, items, mandatory new and renewal, points new and
// renewal.
func TestAnshinSections(t *testing.T) {
	t.Parallel()
	type row struct {
		id                                                   string
		items, mandatory, mandatoryRenewal, points, pRenewal int
	}
	want := []row{
		{"1", 5, 1, 2, 14, 9}, {"2", 6, 3, 3, 15, 15}, {"3", 11, 3, 3, 34, 34}, {"4", 9, 4, 4, 23, 23},
		{"5", 6, 1, 1, 21, 21}, {"6", 3, 3, 3, 0, 0}, {"7", 13, 10, 10, 15, 15},
	}
	stats := scheme.Stats(edition(t, "anshin", "2014-07"))
	var got []row
	for _, s := range stats.BySection {
		first, renewal := s.ByCaseType[scheme.New], s.ByCaseType[scheme.Renewal]
		got = append(got, row{s.ID, s.Criteria, first.Mandatory, renewal.Mandatory, first.PointsMax, renewal.PointsMax})
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	first, renewal := stats.ByCaseType[scheme.New], stats.ByCaseType[scheme.Renewal]
	if stats.Criteria != 53 || first.Mandatory != 25 || first.PointsMax != 122 || first.PointsPass != 91 ||
		renewal.Mandatory != 26 || renewal.PointsMax != 117 || renewal.PointsPass != 91 || first.Scored != 28 || renewal.Scored != 27 {
		t.Errorf("got %d criteria, new %+v, renewal %+v", stats.Criteria, first, renewal)
	}
}

func TestAnshinMethods(t *testing.T) {
	t.Parallel()
	want := map[string]int{
		"signature_officer": 18, "document": 14, "document_or_web": 13, "web": 2, "signature_pii_manager_in_person": 2,
		"signature_pii_manager": 1, "audit_report": 1, "diagnosis_report": 1, "document_and_web": 1,
	}
	if got := scheme.Stats(edition(t, "anshin", "2014-07")).Methods; !maps.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestAnshinDetails(t *testing.T) {
	t.Parallel()
	e := edition(t, "anshin", "2014-07")
	if c, ok := e.Criterion("7-3"); !ok || c.ID != "7-3-1" {
		t.Errorf("7-3 finds %v", c)
	}
	for i := range e.Criteria {
		c := &e.Criteria[i]
		changes := c.For(scheme.New) != c.For(scheme.Renewal)
		if changes != (c.ID == "1-1-2") {
			t.Errorf("%s: only 1-1-2 differs at renewal", c.ID)
		}
		graded := slices.Contains([]string{"7-1-1", "7-1-2", "7-1-3"}, c.ID)
		if c.ZeroFails != graded || (c.Rubric != nil && c.Rubric.Confidential) != graded {
			t.Errorf("%s: zero fails %v, rubric %v", c.ID, c.ZeroFails, c.Rubric)
		}
	}
	if got := len(e.Audit.Items()); got != 16 || len(e.Audit.Categories) != 7 {
		t.Errorf("got %d audit items in %d categories, want 16 in 7", got, len(e.Audit.Categories))
	}
	if got := len(e.Diagnosis.Items); got != 9 || len(e.Diagnosis.MinScope) != 5 {
		t.Errorf("got %d diagnosis items and a scope of %d, want 9 and 5", got, len(e.Diagnosis.MinScope))
	}
	if len(e.Committee.Seats) != 8 || len(e.Organisation.Observers) != 4 || len(e.Organisation.Members) != 4 || len(e.Organisation.IntakeBodies) != 3 {
		t.Errorf("got organisation %+v, committee %+v", e.Organisation, e.Committee.Seats)
	}
	if !e.Validity.Period.Value.IsZero() || !e.Validity.Period.OfficeDecides {
		t.Errorf("the sources are silent on validity, but the edition says %v", e.Validity.Period)
	}
}

// TestAnshinWordingIsTheSource compares every Japanese sentence of the criteria
// with the source, when it is there.
func TestAnshinWordingIsTheSource(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../shared/domain/anshin_criteria.yaml")
	if err != nil {
		testkit.NoSamples(t, "the source is not beside the repository")
	}
	source := string(data)
	e := edition(t, "anshin", "2014-07")
	check := func(what string, text scheme.Text) {
		if !strings.Contains(source, text.JA) {
			t.Errorf("%s: %q is not in the source", what, text.JA)
		}
	}
	for _, c := range e.Criteria {
		check(c.ID, c.Text)
		for _, item := range c.Items {
			check(c.ID, item)
		}
	}
	for _, item := range e.Audit.Items() {
		check(item.ID, item.Text)
	}
	for _, item := range e.Diagnosis.Items {
		check(item.ID, item.Text)
	}
	for _, s := range e.Subsections {
		check(s.ID, s.Title)
	}
}

// The printed fee tables of pmark, cell by cell: B2-15, S3-20 and B2-10.
func TestPmarkFees(t *testing.T) {
	t.Parallel()
	e := edition(t, "pmark", "2006")
	want := map[string]map[scheme.CaseType][3]yen.Amount{
		"tax-5":  {scheme.New: {300_000, 600_000, 1_200_000}, scheme.Renewal: {220_000, 450_000, 900_000}},
		"tax-8":  {scheme.New: {308_573, 617_144, 1_234_286}, scheme.Renewal: {226_286, 462_859, 925_715}},
		"tax-10": {scheme.New: {314_288, 628_573, 1_257_144}, scheme.Renewal: {230_478, 471_430, 942_858}},
	}
	for _, table := range e.Fees.Tables {
		for _, total := range table.Totals {
			got := [3]yen.Amount{total.BySize[scheme.Small], total.BySize[scheme.Medium], total.BySize[scheme.Large]}
			if got != want[table.ID][total.Case] {
				t.Errorf("%s %s: got %v", table.ID, total.Case, got)
			}
		}
	}
	old, now := e.Fees.Tables[1], e.Fees.Tables[2]
	if old.Overrun.PerHour != 41_143 || now.Overrun.PerHour != 41_904 || old.Revisit.PerPersonHour != 20_571 || now.Revisit.PerPersonHour != 20_952 ||
		old.Revisit.Base != 51_429 || now.Revisit.Base != 52_382 {
		t.Errorf("got on-site fees %+v %+v, %+v %+v", old.Overrun, old.Revisit, now.Overrun, now.Revisit)
	}
}

func TestPmarkDetails(t *testing.T) {
	t.Parallel()
	e := edition(t, "pmark", "2006")
	stats := scheme.Stats(e)
	if stats.Criteria != 38 || stats.ByCaseType[scheme.New].Mandatory != 38 || stats.ByCaseType[scheme.New].PointsMax != 0 {
		t.Errorf("got %+v", stats)
	}
	for _, c := range e.Criteria {
		if !slices.Equal(c.Aspects, []string{"document", "operation"}) {
			t.Errorf("%s: got aspects %v", c.ID, c.Aspects)
		}
		// A system without an audit, a review or training cannot conform: only what E-01
		// names may be found not to apply (D19).
		if (c.NA != scheme.NANever) != slices.Contains([]string{"3.4.2.7", "3.4.2.8", "3.4.3.4"}, c.ID) {
			t.Errorf("%s: got N/A %q", c.ID, c.NA)
		}
	}
	want := []scheme.SizeHours{{Size: scheme.Small, New: 5, Renewal: 5}, {Size: scheme.Medium, New: 6, Renewal: 6}, {Size: scheme.Large, New: 8, Renewal: 8}}
	if !reflect.DeepEqual(e.OnSite.Hours, want) {
		t.Errorf("got hours %v", e.OnSite.Hours)
	}
	if !slices.Equal(e.Process.Steps, scheme.Steps()) {
		t.Errorf("got steps %v, want all", e.Process.Steps)
	}
}

func TestNumbersOfTheSources(t *testing.T) {
	t.Parallel()
	for number, e := range map[string]*scheme.Edition{
		"J0072":        edition(t, "anshin", "2014-07"),
		"10860360(07)": edition(t, "pmark", "2006"),
		"10860360":     edition(t, "pmark", "2006"),
	} {
		grammar, err := ident.Compile(e.Number.Pattern)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := grammar.Parse(number); err != nil {
			t.Errorf("%s: %v", number, err)
		}
	}
}

// TestQuotedTextsAreTheSources compares what the editions quote, and the texts of the
// public pages that stand in the sources, with the sources themselves, when they are there.
func TestQuotedTextsAreTheSources(t *testing.T) {
	t.Parallel()
	for key, name := range map[string]string{"anshin": "000_10f9b4289bf9e5d5.txt", "pmark": "003_fc0463cd5abbf02d.txt"} {
		data, err := os.ReadFile("../../shared/seeds/" + name)
		if err != nil {
			testkit.NoSamples(t, "the sources are not beside the repository")
		}
		source := unspaced(string(data))
		e := scheme.Edition{}
		if s, err := Shipped(); err == nil {
			e = *s.Latest(key)
		}
		for what, text := range printed(&e) {
			if text == "" || !strings.Contains(source, unspaced(text)) {
				t.Errorf("%s %s: %q is not in the source", key, what, text)
			}
		}
	}
}

func unspaced(text string) string { return strings.Join(strings.Fields(text), "") }

// printed are the texts of an edition that its source prints.
func printed(e *scheme.Edition) map[string]string {
	all := map[string]string{}
	for _, c := range e.Citations {
		for i, passage := range c.Quote {
			all[fmt.Sprintf("%s/%d", c.ID, i)] = passage
		}
	}
	for i, aim := range e.Public.Aims {
		all[fmt.Sprintf("aim %d", i)] = aim.JA
	}
	for i, line := range e.Public.History {
		if line.Source != "S3-20" && line.Source != "B2-10" {
			all[fmt.Sprintf("history %d", i)] = line.Text.JA
		}
	}
	for _, seat := range slices.Concat(e.Committee.Seats, e.Organisation.Officers, e.Organisation.Observers) {
		if strings.HasPrefix(seat.Source, "S") {
			all["seat "+seat.ID] = seat.Affiliation.JA
		}
	}
	for _, w := range e.Eligibility.Windows {
		all["window "+w.ID] = w.Label.JA
	}
	for _, d := range e.Eligibility.Declarations {
		if d.Source == "S3-03" || d.Source == "S3-05" {
			all["declaration "+d.ID] = d.Text.JA
		}
	}
	if e.Scheme == "anshin" {
		all["audit"], all["basis of the diagnosis"], all["tools of the diagnosis"] = e.Audit.Procedure.JA, e.Diagnosis.Basis.JA, e.Diagnosis.Procedure.JA
		for _, line := range e.Fees.Lines {
			all["due "+line.Code] = line.Due.Text.JA
		}
	}
	return all
}
