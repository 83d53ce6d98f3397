package people

import (
	"strings"
	"testing"
)

// TestPhrasesAreReadAsPeopleWriteThem reads them from lines and writes them again.
func TestPhrasesAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	all, err := ReadPhrases("規程に承認の日がない。\r\n\r\n7-1-2　持ち出しを制限する措置がない。\n 3.3.1: 台帳がない。\n2026-04 の監査による。")
	if err != nil || len(all) != 4 || all[1].Item != "7-1-2" || all[1].Text != "持ち出しを制限する措置がない。" || all[2].Item != "3.3.1" {
		t.Errorf("read %+v, %v", all, err)
	}
	again, err := ReadPhrases(WritePhrases(all))
	if err != nil || len(again) != len(all) || again[1] != all[1] || again[2] != all[2] {
		t.Errorf("read again %+v, %v", again, err)
	}
	if got := PhrasesFor(all, "7-1-2"); len(got) < 2 || got[0] != "持ち出しを制限する措置がない。" || got[1] != "規程に承認の日がない。" {
		t.Errorf("for 7-1-2: %q", got)
	}
	if _, err := ReadPhrases(strings.Repeat("長", 501)); err == nil {
		t.Error("a phrase without end was taken")
	}
	for _, hidden := range []string{"可\u202eた", "可\u200b", "1-1 可\x00"} {
		if _, err := ReadPhrases("否\n" + hidden); err == nil {
			t.Errorf("%q was taken", hidden)
		}
	}
	if _, err := ReadPhrases(strings.Repeat("短\n", 201)); err == nil {
		t.Error("too many were taken")
	}
}
