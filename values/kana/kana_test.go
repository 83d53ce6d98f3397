package kana_test

import (
	"testing"

	"akashi/values/kana"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, given, want string }{
		{"half width", "ｶ)ｱｶｼ", "カ)アカシ"},
		{"voiced marks", "ｻﾞｲ)ﾊﾞﾗ ﾊﾟﾘ ｳﾞｪ", "ザイ)バラ パリ ヴエ"},
		{"every voiced row", "ｶﾞｷﾞｸﾞｹﾞｺﾞｻﾞｼﾞｽﾞｾﾞｿﾞﾀﾞﾁﾞﾂﾞﾃﾞﾄﾞﾊﾞﾋﾞﾌﾞﾍﾞﾎﾞﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ"},
		{"every plain row", "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ", "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"},
		{"small kana", "ｷｬｯｼｭ キャッシュ", "キヤツシユ キヤツシユ"},
		{"dashes", "ｻｰﾊﾞｰ サーバー サ－バ―", "サ-バ- サ-バ- サ-バ-"},
		{"hiragana and full width letters", "あかし　Ａｂ１２", "アカシ AB12"},
		{"a mark with nothing to join", "ﾞｱﾞ", "ア"},
		{"brackets and dots", "（カ）ア・イ｡", "(カ)ア.イ."},
	} {
		if got := kana.Fold(c.given); got != c.want {
			t.Errorf("%s: %q is %q, want %q", c.name, c.given, got, c.want)
		}
		if once := kana.Fold(c.given); kana.Fold(once) != once {
			t.Errorf("%s: folding %q twice differs", c.name, c.given)
		}
	}
}
