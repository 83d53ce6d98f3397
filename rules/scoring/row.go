package scoring

import (
	"akashi/record"
	"akashi/scheme"
)

// row judges every answer that an item can have. An answer that does not fit the
// item, such as "met" for a graded one, does not say enough and leaves it open.
func row(it *item, st scheme.Treatment, asked bool) []judged {
	n := int(points0)
	if st.Kind == scheme.Points && st.Grading == scheme.Graded {
		n += st.Points + 1
	}
	out := make([]judged, n)
	for a := range out {
		out[a] = judge(it, st, Answer(a), asked)
	}
	return out
}

// at looks an answer up in the row of an item; one that the row does not have
// counts as open.
func at[T any](row []T, a Answer) *T {
	if int(a) >= len(row) {
		a = Open
	}
	return &row[a]
}

func judge(it *item, st scheme.Treatment, a Answer, asked bool) judged {
	result, points := read(st, a)
	j := judged{result: Criterion{ID: it.id, Result: result, Points: points}}
	j.holds = holds(st.Kind, result)
	if asked {
		j.tally = count(st, result, points, j.holds)
	}
	j.reason = record.Reason{Rule: itemRule(st.Kind), Clause: it.source, Holds: j.holds, Facts: record.Facts{
		record.Words("item", it.id), record.Words("result", result)}}
	if st.Kind == scheme.Points {
		j.reason.Facts = append(j.reason.Facts, record.Number("points", points), record.Number("max", st.Points))
	}
	return j
}

// read says what an answer means for an item and how many points it earns.
func read(st scheme.Treatment, a Answer) (ItemResult, int) {
	graded := st.Kind == scheme.Points && st.Grading == scheme.Graded
	n, given := a.Points()
	switch {
	case a == NotApplicable && st.NA == scheme.NAWithJustification:
		return ItemNA, 0
	case a == Justified && st.Kind == scheme.Should:
		return ItemJustified, 0
	case a == Unmet, a == Justified, graded && given && n == 0:
		return ItemUnmet, 0
	case a == Met && !graded:
		return ItemMet, full(st)
	case graded && given && n == st.Points:
		return ItemMet, n
	case graded && given && n < st.Points:
		return ItemPartial, n
	}
	return ItemOpen, 0
}

// best is the answer that gives an item all it can earn.
func best(st scheme.Treatment) Answer {
	if st.Kind == scheme.Points && st.Grading == scheme.Graded {
		return Points(st.Points)
	}
	return Met
}

func full(st scheme.Treatment) int {
	if st.Kind == scheme.Points {
		return st.Points
	}
	return 0
}

// holds says whether the item stands: SHOULD also with a justification,
// SUGGESTED with any answer, points when it earns some.
func holds(k scheme.Kind, r ItemResult) bool {
	switch r {
	case ItemMet, ItemNA, ItemPartial, ItemJustified:
		return true
	case ItemUnmet:
		return k == scheme.Suggested
	}
	return false
}

func count(st scheme.Treatment, r ItemResult, points int, holds bool) tally {
	t := tally{points: int32(points), reachable: int32(points)}
	if !holds {
		t.short = 1
	}
	switch {
	case r == ItemOpen:
		t.open = 1
		t.reachable = int32(full(st))
	case st.Kind == scheme.Mandatory && holds:
		t.mandatoryMet = 1
	case st.Kind == scheme.Mandatory:
		t.missing = 1
	case st.ZeroFails && r == ItemUnmet:
		t.zeroFailed = 1
	}
	return t
}

func itemRule(k scheme.Kind) string { return "scoring.item." + string(k) }
