package store

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{
		{"＠nifty（アット・ニフティ）", "niftyあっとにふてぃ"},
		{"ｱｯﾄﾆﾌﾃｨ", "あっとにふてぃ"},
		{"ガ ｶﾞ が か゛", "がががが"},
		{"ヴァイオリン ヵヶ ヽヾ", "ゔぁいおりんゕゖゝゞ"},
		{"サーバー サーバ ｻｰﾊﾞ", "さばさばさば"},
		{"Ａ－１ A-1 a‐1 Aー1", "a1a1a1a1"},
		{"㈱見本 ① ㍿ （株） 株式会社", "株見本1株株株"},
		{"合同会社見本 (同)見本 ㈲見本", "同見本同見本有見本"},
		{"髙橋 𠮷野家 山﨑 渡邉 渡邊 濵田 廣島", "高橋吉野家山崎渡辺渡辺浜田広島"},
		{"葛󠄀城 葛城", "葛城葛城"},
		{"鎌ケ谷 鎌ヶ谷 鎌が谷 霞ｹ関 北海道ケーブル", "鎌が谷鎌が谷鎌が谷霞が関北海道けぶる"},
		{"50% off_line '; --", "50offline"},
		{"", ""},
		{"・ー、。", ""},
	} {
		if got := fold(test.text); got != test.want {
			t.Errorf("fold %q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestNumberKey(t *testing.T) {
	t.Parallel()
	for _, same := range [][]string{
		{"J0072", "j0072", "Ｊ００７２", "J-0072", "Ｊー００７２", " J 0072\t", "J−0072", "J‐0072", "J–0072", "J0072。", "Ｊ００７２｡", "J0072."},
		{"10860360(07)", "１０８６０３６０（０７）", "1086-0360 (07)"},
	} {
		for _, number := range same {
			if got := numberKey(number); got != numberKey(same[0]) {
				t.Errorf("%q: got %q, want %q", number, got, numberKey(same[0]))
			}
		}
	}
	if numberKey("10860360(07)") == numberKey("1086036007") {
		t.Error("parentheses are part of a number")
	}
}

func TestAMarkIsFoundByAnyCountOfItsGrants(t *testing.T) {
	t.Parallel()
	for _, number := range []string{"10860360", "10860360(06)", "１０８６０３６０（０７）"} {
		if got := markKey(number); got != "10860360" {
			t.Errorf("markKey(%q) = %q, want 10860360", number, got)
		}
	}
	if got := markKey("(07)"); got != "(07)" {
		t.Errorf("markKey of a count alone = %q: it would be every mark's", got)
	}
}

// TestGramsOfAPartAreGramsOfTheWhole is what makes the index safe to ask first: it
// leaves no text out that holds the word.
func TestGramsOfAPartAreGramsOfTheWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		whole := foldAll(rapid.SliceOf(rapid.StringOf(rapid.RuneFrom([]rune("あいアイｱ審査aＡ1- 、ー𠮷")))).Draw(t, "texts")...)
		for word := range strings.FieldsSeq(whole) {
			runes := []rune(word)
			from := rapid.IntRange(0, len(runes)-1).Draw(t, "from")
			part := string(runes[from:rapid.IntRange(from+1, len(runes)).Draw(t, "to")])
			for _, gram := range gramsFor(part) {
				if !slices.ContainsFunc(gramsOf(whole), func(g string) bool {
					return g == gram || prefixed(gram, "*") != "" && strings.HasPrefix(g, gram)
				}) {
					t.Fatalf("%q has no %q of %q", whole, gram, part)
				}
			}
		}
	})
}

func TestAsPrinted(t *testing.T) {
	t.Parallel()
	got := []string{"10-1-1", "1-1-10", "2-1-1", "1-1-2", "1-1-1", "1-1"}
	slices.SortFunc(got, asPrinted)
	want := []string{"1-1", "1-1-1", "1-1-2", "1-1-10", "2-1-1", "10-1-1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
