package statistics_test

import (
	"math/rand/v2"
	"testing"

	"akashi/rules/statistics"
	"akashi/values/civil"
)

// TestVeil: what a row shows of small counts.
func TestVeil(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		row   []int
		want  string
		total string
	}{
		{[]int{8, 47, 5, 6}, "8 47 5 6", "66"},
		{[]int{7, 45, 3, 6}, "7 45 <5 *", "61"},
		{[]int{7, 45, 3, 2}, "7 45 <5 <5", "57"},
		{[]int{7, 45, 1, 1}, "* 45 <5 <5", "54"},
		{[]int{7, 45, 4, 4}, "* 45 <5 <5", "60"},
		{[]int{0, 45, 3, 0}, "0 * <5 0", "48"},
		{[]int{0, 0, 9, 0}, "0 0 9 0", "9"},
		{[]int{1, 1, 0, 0}, "* * * *", "<5"},
		{[]int{4, 4}, "<5 <5", "*"},
		{[]int{0, 0}, "0 0", "0"},
	} {
		cells, total := statistics.Veil(c.row)
		if got := told(cells...); got != c.want || told(total) != c.total {
			t.Errorf("%v: %s, %s; want %s, %s", c.row, got, told(total), c.want, c.total)
		}
	}
}

func told(cells ...statistics.Cell) (text string) {
	for i, c := range cells {
		if i > 0 {
			text += " "
		}
		switch {
		case c.Few:
			text += "<5"
		case c.Hidden:
			text += "*"
		default:
			text += string(rune('0'+c.N/10)) + string(rune('0'+c.N%10))
			if c.N < 10 {
				text = text[:len(text)-2] + string(rune('0'+c.N))
			}
		}
	}
	return text
}

// TestNothingFewIsWorkedOut tries every row that would look the same: of no count that is
// few, all of them say one thing.
func TestNothingFewIsWorkedOut(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		row := make([]int, 3)
		for i := range row {
			row[i] = r.IntN(9)
		}
		cells, total := statistics.Veil(row)
		seen := make([]map[int]bool, len(row))
		for i := range seen {
			seen[i] = map[int]bool{}
		}
		const most = 40
		for a := range most {
			for b := range most {
				for c := range most {
					other := []int{a, b, c}
					if likely(cells, total, other) {
						for i, n := range other {
							seen[i][n] = true
						}
					}
				}
			}
		}
		for i, c := range cells {
			if c.Few && len(seen[i]) < 2 {
				t.Fatalf("%v is shown as %s, total %s: the %d. is known", row, told(cells...), told(total), i+1)
			}
		}
	}
}

// likely reports whether a row could be behind what is shown.
func likely(cells []statistics.Cell, total statistics.Cell, row []int) bool {
	sum := 0
	for i, n := range row {
		sum += n
		if cells[i].Shown() && cells[i].N != n || cells[i].Few && (n < 1 || n >= statistics.Few) {
			return false
		}
	}
	return !total.Shown() || total.N == sum
}

// TestByYear counts by the year of filing, from April on.
func TestByYear(t *testing.T) {
	t.Parallel()
	day := civil.MustOf
	facts := []statistics.Fact{{day(2026, 3, 31), day(2026, 4, 10), statistics.Granted}}
	for i := range 6 {
		facts = append(facts, statistics.Fact{day(2026, 4, 1), day(2026, 4, 11+i), statistics.Renewed})
	}
	facts = append(facts, statistics.Fact{day(2027, 3, 31), civil.Date{}, statistics.Open})
	years := statistics.ByYear(facts)
	if len(years) != 2 || years[0].Year != 2026 || years[1].Year != 2025 {
		t.Fatalf("got %+v", years)
	}
	if y := years[0]; told(y.Filed) != "7" || y.Of[statistics.Renewed] != (statistics.Cell{Hidden: true}) || !y.Of[statistics.Open].Few || y.Days != 13 {
		t.Errorf("got %+v", y)
	}
	if y := years[1]; !y.Filed.Few || y.Days != 0 || y.Of[statistics.Granted].Shown() {
		t.Errorf("got %+v", y)
	}
}
