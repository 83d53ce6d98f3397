package web

import (
	"slices"
	"testing"
)

func TestTextsAreFolded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want []string
	}{
		{"審査会", []string{"審査会"}},
		{"安全・安心マーク推進協議会", []string{"安全・安心", "マーク推進", "協議会"}},
		{"Promotion Council of", []string{"Promotion", "Council of"}},
		{"JIPDEC（協会）", []string{"JIPDEC（協", "会）"}},
	} {
		if got := folded(c.text, 10); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestBoxesStandBelowEachOther(t *testing.T) {
	t.Parallel()
	f := figure{}
	f.add("申請", "申請者")
	f.add("一次審査", "受付団体甲", "受付団体乙")
	first, second := f.Boxes[0], f.Boxes[1]
	if second.Y != first.Y+first.Height+figureArrow || f.Height != second.Y+second.Height || len(second.Lines) != 3 {
		t.Errorf("got %+v", f)
	}
	for _, l := range second.Lines {
		if l.Y < second.Y || l.Y > second.Y+second.Height {
			t.Errorf("%q stands at %d, outside its box", l.Text, l.Y)
		}
	}
}
