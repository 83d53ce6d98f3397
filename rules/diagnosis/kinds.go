package diagnosis

import (
	"cmp"
	"slices"
	"strings"
)

// Owed is what a finding still asks of the applicant.
type Owed string

// What can be owed, the gravest first. Nothing is owed of what was resolved, or has its opinion.
const (
	OwedResolution Owed = "resolution" // it has to be resolved (7.0 and above, S0-32)
	OwedScore      Owed = "score"      // it cannot be told what it asks for
	OwedOpinion    Owed = "opinion"    // the responsible person has to give an opinion (4.0 to 6.9, S0-33)
	OwedNothing    Owed = ""
)

// Kind are the findings of one test of the scanner (同じ種類の検出), about which an opinion may
// speak at once.
type Kind struct {
	PluginID string
	Name     string
	CVEs     []string
	Highest  Tenths // of the scores that count; none where no finding has one
	Band     string // of the gravest finding
	Owes     Owed   // the gravest of what its findings owe
	Findings []Owing
}

// Owing is one finding of a kind.
type Owing struct {
	Key string
	Judged
	Score Tenths
	Owes  Owed
}

// Kinds are the findings that a duty falls on, by their kind: those that owe most first, then those
// of the highest score.
func (r Result) Kinds() []Kind {
	owed := map[string]Owed{}
	for _, list := range []struct {
		owes Owed
		keys []string
	}{{OwedOpinion, r.OpinionMissing}, {OwedScore, r.Undecidable}, {OwedResolution, r.Blocking}} {
		for _, key := range list.keys {
			owed[key] = list.owes
		}
	}
	var kinds []Kind
	place := map[[2]string]int{}
	seen := map[string]bool{}
	for _, j := range r.Findings {
		key := j.Key()
		if seen[key] { // some products repeat a finding for each of its names
			continue
		}
		seen[key] = true
		test := [2]string{j.PluginID}
		if j.PluginID == "" {
			test[1] = j.Name
		}
		at, known := place[test]
		if !known {
			at = len(kinds)
			place[test] = at
			kinds = append(kinds, Kind{PluginID: j.PluginID, Name: j.Name, CVEs: j.CVEs, Band: j.Band})
		}
		k, one := &kinds[at], Owing{Key: key, Judged: j, Score: r.score(j), Owes: owed[key]}
		k.Findings = append(k.Findings, one)
		if graver(one.Owes, k.Owes) {
			k.Owes = one.Owes
		}
		if !k.Highest.Present() || valueOf(one.Score) > valueOf(k.Highest) {
			k.Highest, k.Band = one.Score, j.Band
		}
	}
	slices.SortStableFunc(kinds, func(a, b Kind) int {
		return cmp.Or(cmp.Compare(grave(b.Owes), grave(a.Owes)), cmp.Compare(valueOf(b.Highest), valueOf(a.Highest)), strings.Compare(a.Name, b.Name))
	})
	return kinds
}

func grave(o Owed) int {
	return slices.Index([]Owed{OwedNothing, OwedOpinion, OwedScore, OwedResolution}, o)
}

func graver(a, b Owed) bool { return grave(a) > grave(b) }

// score is the score of a finding that counts.
func (r Result) score(j Judged) Tenths {
	if r.UnversionedAs == nil {
		return j.base(r.Metric, "")
	}
	return j.base(r.Metric, r.UnversionedAs.Version)
}
