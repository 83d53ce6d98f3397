package cli

import (
	"strings"
	"testing"
)

func TestTableStandsInLine(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	table(&b, [][]string{{"番号", "名前", "状態"}, {"J0001", "見本ネット", "有効"}, {"T3", "Net ﾈｯﾄ", ""}, {"Ｄ２"}})
	const want = "番号   名前        状態\nJ0001  見本ネット  有効\nT3     Net ﾈｯﾄ\nＤ２\n"
	if got := b.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
