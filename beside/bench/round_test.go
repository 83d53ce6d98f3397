package bench

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestMedianAndPercentile(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name        string
		values      []int64
		median, p95 int64
	}{
		{"none", nil, 0, 0},
		{"one", []int64{7}, 7, 7},
		{"odd, in no order", []int64{9, 1, 5}, 5, 9},
		{"even: the mean of the middle two", []int64{8, 2, 4, 100}, 6, 100},
		{"twenty: the nineteenth", []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}, 10, 19},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			given := slices.Clone(test.values)
			if got := median(test.values); got != test.median {
				t.Errorf("median %d, want %d", got, test.median)
			}
			if got := percentile(test.values, 95); got != test.p95 {
				t.Errorf("95th percentile %d, want %d", got, test.p95)
			}
			if !slices.Equal(given, test.values) {
				t.Error("the values were put in order in place")
			}
		})
	}
}

func TestAlternateTakesTurnsAndStopsAtAnError(t *testing.T) {
	t.Parallel()
	var turns strings.Builder
	say := func(who string, cost time.Duration) func() (spent, error) {
		return func() (spent, error) { turns.WriteString(who); return spent{cpu: cost, wall: 2 * cost}, nil }
	}
	p, err := alternate(3, say("a", 30), say("b", 20))
	if err != nil || turns.String() != "ababab" || len(p.thing) != 3 || len(p.reference) != 3 {
		t.Fatalf("turns %s, %+v, %v", turns.String(), p, err)
	}
	if got := p.ratio(cpu); got != 1.5 {
		t.Errorf("ratio %v, want 1.5", got)
	}
	broken := errors.New("broken")
	if _, err := alternate(3, say("a", 1), func() (spent, error) { return spent{}, broken }); !errors.Is(err, broken) {
		t.Errorf("error %v, want that of the reference", err)
	}
}

func TestRatioIsThatOfTheRounds(t *testing.T) {
	t.Parallel()
	// A machine that was busy in the second round was so for both sides.
	p := pair{thing: []spent{{cpu: 10}, {cpu: 100}, {cpu: 10}}, reference: []spent{{cpu: 20}, {cpu: 200}, {cpu: 40}}}
	if got := p.ratio(cpu); got != 0.5 {
		t.Errorf("ratio %v, want 0.5", got)
	}
}

func TestRowsHoldFiguresAgainstLimits(t *testing.T) {
	t.Parallel()
	a := against{"thing", "plain", pair{thing: []spent{{cpu: 15 * time.Microsecond}}, reference: []spent{{cpu: 10 * time.Microsecond}}}, cpu}
	tests := []struct {
		name string
		row  row
		want verdict
	}{
		{"at the limit", a.atMost(15 * time.Microsecond), within},
		{"above it", a.atMost(14 * time.Microsecond), over},
		{"at the ratio", a.ratioAtMost(1.5), within},
		{"above it", a.ratioAtMost(1.4), over},
		{"no limit", a.row(), noLimit},
		{"memory at the limit", memory("thing", 60<<20, 60<<20), within},
		{"memory above it", memory("thing", 60<<20+1, 60<<20), over},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if test.row.verdict != test.want {
				t.Errorf("%+v: want %q", test.row, test.want)
			}
		})
	}
	text := table{rows: []row{a.atMost(time.Microsecond)}}.String()
	if !strings.Contains(text, "| thing | 15.0 µs | plain 10.0 µs | 1.50 × | ≤ 1.00 µs | OVER    |") {
		t.Errorf("table\n%s", text)
	}
}

func TestPlainScoreIsTheScore(t *testing.T) {
	t.Parallel()
	q, err := newWhatIf()
	if err != nil {
		t.Fatal(err)
	}
	outcomes := map[string]int{}
	for _, a := range q.past[:256] {
		if err := sameScore(q.fromSheet, q.from, a); err != nil {
			t.Fatal(err)
		}
		_, before := plainVerdict(q.from, a.answers)
		_, after := plainVerdict(q.to, a.answers)
		outcomes[string(before+" "+after)]++
	}
	if len(outcomes) < 3 {
		t.Errorf("the applications are too much alike: %v", outcomes)
	}
}

// TestCutAt writes a page out again with other values: the longest that stands at a place is the
// one that comes from the store, and everything between stays as it was.
func TestCutAt(t *testing.T) {
	t.Parallel()
	const page = `<a href="/c/SA-1/files/file-1-1-1">証拠 1-1-1</a> 1-1-1 <b>1-1</b>`
	var out strings.Builder
	put := []string{"SA-2", "2-2-2", "file-9", "x"}
	for _, c := range cutAt(page, []string{"SA-1", "1-1-1", "file-1-1-1", "1"}) {
		out.WriteString(c.text)
		if c.value >= 0 {
			out.WriteString(put[c.value])
		}
	}
	if got, want := out.String(), `<a href="/c/SA-2/files/file-9">証拠 2-2-2</a> 2-2-2 <b>1-1</b>`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestMask blanks every key of a page's forms, and nothing else of it.
func TestMask(t *testing.T) {
	t.Parallel()
	const page = `<input name="_key" value="ABC"> <input name="_version" value="18"><input name="_key" value="DE">`
	if got, want := string(mask([]byte(page))), `<input name="_key" value="000"> <input name="_version" value="18"><input name="_key" value="00">`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
