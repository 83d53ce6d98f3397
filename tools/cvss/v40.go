package cvss

// The base score of CVSS v4 in whole numbers. The library adds in floating point and
// rounds what should be x.x5 down, or up, by the order of its additions: 450 of the
// 104,976 base vectors come out a tenth too low. Here the score is a fraction, and a
// half is rounded up. (CVSS v4.0 specification, 8.2; FIRST, cvss-v4-calculator.)

// highest40 has the score of the severest vector of each macrovector that base
// metrics can reach or stand next to, in tenths. Rows: EQ1 and EQ2. Columns: EQ3 with
// EQ6 (00, 01, 10, 11, 21), each for EQ4 at 1 and at 2.
var highest40 = [6][10]int{
	{100, 93, 96, 90, 93, 88, 92, 80, 79, 69},
	{95, 92, 91, 81, 92, 84, 82, 70, 71, 63},
	{94, 87, 89, 75, 86, 72, 76, 57, 65, 53},
	{90, 77, 77, 66, 74, 61, 59, 52, 58, 23},
	{86, 70, 74, 54, 72, 53, 57, 36, 47, 24},
	{73, 54, 55, 43, 61, 46, 51, 18, 24, 10},
}

// The columns of highest40, by EQ3 and EQ6.
const (
	eq36at00 = 2 * iota
	eq36at01
	eq36at10
	eq36at11
	eq36at21
)

// base40 is the base score in tenths, of the base metrics by name.
func base40(value func(metric string) string) int {
	level := func(metric, order string) int { // how far from the severest value
		for i, v := range order {
			if value(metric) == string(v) {
				return i
			}
		}
		return 0
	}
	reach := [3]int{level("AV", "NALP"), level("PR", "NLH"), level("UI", "NPA")}
	effort := level("AC", "LH") + level("AT", "NP")
	own := [3]int{level("VC", "HLN"), level("VI", "HLN"), level("VA", "HLN")}
	next := 3 + level("SC", "HLN") + level("SI", "HLN") + level("SA", "HLN")
	if own == [3]int{2, 2, 2} && next == 9 {
		return 0
	}
	eq1, eq2, eq4 := eq1of(reach), min(effort, 1), 1
	if next == 9 || value("SC") != "H" && value("SI") != "H" && value("SA") != "H" {
		eq4 = 2
	}
	eq36, lower, floor, depth := eq36of(own)
	score := func(eq1, eq2, eq36, eq4 int) int { return highest40[2*eq1+eq2][eq36+eq4-1] }
	here := score(eq1, eq2, eq36, eq4)

	// Each set of metrics that can get less severe takes its part of the way down to
	// the next macrovector; EQ5 could, and has no way to go in a base score.
	sets, down := 1, 0
	part := func(below, gone, of int) { sets, down = sets+1, down+(here-below)*gone*(whole40/of) }
	if eq1 < 2 {
		part(score(eq1+1, eq2, eq36, eq4), sum(reach)-[]int{0, 1}[eq1], []int{1, 4}[eq1])
	}
	if eq2 < 1 {
		part(score(eq1, eq2+1, eq36, eq4), effort, 1)
	}
	if len(lower) > 0 {
		below := 0
		for _, l := range lower {
			below = max(below, score(eq1, eq2, l, eq4))
		}
		part(below, sum(own)-floor, depth)
	}
	if eq4 < 2 {
		part(score(eq1, eq2, eq36, eq4+1), next-3, 5)
	}
	denominator := whole40 * sets
	return (2*(here*denominator-down) + denominator) / (2 * denominator) // half up
}

// whole40 divides by every depth of a macrovector.
const whole40 = 280

func eq1of(reach [3]int) int {
	severest := 0
	for _, l := range reach {
		if l == 0 {
			severest++
		}
	}
	switch {
	case severest == 3:
		return 0
	case severest > 0 && reach[0] < 3:
		return 1
	}
	return 2
}

// eq36of returns the column of the impact on the vulnerable system, the columns below
// it, the levels of its severest vectors and its depth.
func eq36of(own [3]int) (column int, lower []int, floor, depth int) {
	switch {
	case own[0] == 0 && own[1] == 0:
		return eq36at00, []int{eq36at01, eq36at10}, 0, 7
	case own[0] == 0 || own[1] == 0 || own[2] == 0:
		return eq36at10, []int{eq36at11}, 1, 8
	}
	return eq36at21, nil, 3, 10
}

func sum(levels [3]int) int { return levels[0] + levels[1] + levels[2] }
