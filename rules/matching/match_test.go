package matching_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"akashi/rules/matching"
	"akashi/values/yen"
)

var (
	payers = []matching.Payer{
		{ID: "minato", Codes: []string{"0000012345"}, Names: []string{"カ）ミナトネット"}},
		{ID: "cable", Names: []string{"ミナトケーブルテレビ（カ", "ミナトケーブル"}},
		{ID: "yamada", Names: []string{"ザイ）ヤマダキネンザイダン"}},
		{ID: "long", Names: []string{"シヤ）ニホンジヨウホウシヨリカイハツキヨウカイレンゴウカイホンブ"}},
		{ID: "twin-a", Names: []string{"カ）フタバ"}}, {ID: "twin-b", Names: []string{"ユ）フタバ"}},
	}
	invoices = []matching.Invoice{
		{Number: "PM-I2026-0021", Case: "PM-2026-0003", Payer: "case", Open: 65000}, {Number: "PM-I2026-0022", Case: "PM-2026-0004", Payer: "more", Open: 1100},
		{Number: "PM-I2026-0023", Case: "PM-2026-0004", Payer: "more", Open: 2200}, {Number: "SA-2026-0007", Payer: "minato", Open: 20000}, {Number: "SA-2026-0008", Payer: "minato", Open: 30000},
		{Number: "SA-2026-0010", Payer: "cable", Open: 60000}, {Number: "SA-2026-0011", Payer: "yamada", Open: 52382},
		{Number: "SA-2026-0012", Payer: "long", Open: 70000}, {Number: "SA-2026-0013", Payer: "twin-a", Open: 9000}, {Number: "SA-2026-0014", Payer: "twin-b", Open: 9000},
	}
)

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, code, payer, text string
		amount                  yen.Amount
		want                    string // the likeliest reading
	}{
		{"number and sum", "", "ﾀﾆﾝ", "ＳＡ－２０２６－０００７", 20000, "[SA-2026-0007] sure [match-number match-sum]"},
		{"number within the name", "", "SA20260007ｶ)ﾀﾆﾝ", "", 20000, "[SA-2026-0007] sure [match-number match-sum]"},
		{"a longer number is another", "", "ﾀﾆﾝ", "SA-2026-00071", 20000, "[SA-2026-0007] suggested [match-sum]"},
		{"code and sum", "0000012345", "X", "", 30000, "[SA-2026-0008] sure [match-code match-sum]"},
		{"whole name and sum", "", "ｶ)ﾐﾅﾄﾈﾂﾄ", "", 20000, "[SA-2026-0007] sure [match-name match-sum]"},
		{"form behind", "", "ﾐﾅﾄｹ-ﾌﾞﾙﾃﾚﾋﾞ(ｶ", "", 60000, "[SA-2026-0010] sure [match-name match-sum]"},
		{"another name on record", "", "ﾐﾅﾄ ｹｰﾌﾞﾙ", "", 60000, "[SA-2026-0010] sure [match-name match-sum]"},
		{"foundation, small kana and spaces", "", "ｻﾞｲ) ﾔﾏﾀﾞ ｷﾈﾝ ｻﾞｲﾀﾞﾝ", "", 52382, "[SA-2026-0011] sure [match-name match-sum]"},
		{"cut at 30", "", "ｼﾔ)ﾆﾎﾝｼﾞﾖｳﾎｳｼﾖﾘｶｲﾊﾂｷﾖｳｶｲﾚﾝｺﾞｳ", "", 70000, "[SA-2026-0012] suggested [match-start match-sum]"},
		{"two of one name", "", "ﾌﾀﾊﾞ", "", 9000, "[SA-2026-0013] suggested [match-name match-sum]"},
		{"sum alone", "", "ﾀﾆﾝ", "", 60000, "[SA-2026-0010] suggested [match-sum]"},
		{"short by the fee", "", "ｶ)ﾐﾅﾄﾈﾂﾄ", "", 19120, "[SA-2026-0007] suggested [match-name match-short]"},
		{"part", "", "ﾀﾆﾝ", "SA-2026-0010", 1000, "[SA-2026-0010] suggested [match-number match-part]"},
		{"over", "", "ﾀﾆﾝ", "SA-2026-0010", 61000, "[SA-2026-0010] suggested [match-number match-over]"},
		{"all that is owed", "", "ｶ)ﾐﾅﾄﾈﾂﾄ", "", 50000, "[SA-2026-0007 SA-2026-0008] suggested [match-name match-all]"},
		{"number of the case", "", "ﾀﾆﾝ", "PM-2026-0003", 65000, "[PM-I2026-0021] sure [match-number match-sum]"},
		{"number of a case with two", "", "ﾀﾆﾝ", "PM-2026-0004", 1100, "[PM-I2026-0022] suggested [match-number match-sum]"},
		{"two numbers", "", "ﾀﾆﾝ", "SA-2026-0007 SA-2026-0008", 20000, "[SA-2026-0007] suggested [match-number match-sum]"},
		{"number of one, name of another", "", "ｻﾞｲ)ﾔﾏﾀﾞｷﾈﾝｻﾞｲﾀﾞﾝ", "SA-2026-0007", 20000, "[SA-2026-0007] suggested [match-number match-sum]"},
		{"a day behind the number", "", "ﾀﾆﾝ", "SA-2026-0007 11", 20000, "[SA-2026-0007] sure [match-number match-sum]"},
		{"nobody", "", "ﾀﾆﾝ", "", 1, ""},
	} {
		p := matching.Payment{Record: 2, Amount: c.amount, Code: c.code, Name: c.payer, Text: c.text}
		got := ""
		if all := matching.Match([]matching.Payment{p}, invoices, payers, 880); len(all) > 0 {
			got = fmt.Sprint(all[0].Invoices, " ", all[0].Certainty, " ", all[0].Reasons)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTwoPaymentsOfOneInvoiceAreNotSure(t *testing.T) {
	t.Parallel()
	p := matching.Payment{Record: 2, Amount: 20000, Text: "SA-2026-0007"}
	again := p
	again.Record = 3
	for _, s := range matching.Match([]matching.Payment{p, again}, invoices, payers, 880) {
		if s.Certainty == matching.Sure {
			t.Errorf("sure: %+v", s)
		}
	}
	again.Void = true
	if got := matching.Match([]matching.Payment{p, again}, invoices, payers, 880); len(got) != 1 || got[0].Certainty != matching.Sure {
		t.Errorf("beside a void one: %+v", got)
	}
}

func TestOrderOfInvoicesDoesNotMatter(t *testing.T) {
	t.Parallel()
	ps := []matching.Payment{{Record: 1, Amount: 9000, Name: "ﾌﾀﾊﾞ"}, {Record: 2, Amount: 50000, Name: "ﾐﾅﾄﾈｯﾄ"}, {Record: 3, Amount: 60000}}
	want := matching.Match(ps, invoices, payers, 880)
	vs, who := slices.Clone(invoices), slices.Clone(payers)
	slices.Reverse(vs)
	slices.Reverse(who)
	if got := matching.Match(ps, vs, who, 880); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestWhatIsSureAdmitsNoSecondReading goes through all invoices for each payment, and finds for what is said to be sure that the
// sum is right, that number, code or name speak for it, and that none of them speaks for anybody else; and where all of that is
// so of one invoice alone, that it is said to be sure.
func TestWhatIsSureAdmitsNoSecondReading(t *testing.T) {
	t.Parallel()
	sure := 0
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 3))
		var who []matching.Payer
		for i := range 4 {
			who = append(who, matching.Payer{ID: fmt.Sprint("p", i), Names: []string{"カ)" + string("アイウ"[r.IntN(3)*3:][:3])}, Codes: []string{fmt.Sprint(100 + r.IntN(5))}})
		}
		var owed []matching.Invoice
		for i := range 5 {
			owed = append(owed, matching.Invoice{Number: fmt.Sprintf("SA-I2026-%04d", i+1), Case: fmt.Sprintf("SA-2026-%04d", 1+r.IntN(3)), Payer: fmt.Sprint("p", r.IntN(4)), Open: yen.Amount(1000 * (1 + r.IntN(3)))})
		}
		p := matching.Payment{Record: 1, Amount: yen.Amount(1000 * (1 + r.IntN(4)))}
		if r.IntN(2) == 0 {
			p.Name = "ｶ)" + string("アイウ"[r.IntN(3)*3:][:3])
		}
		if r.IntN(3) == 0 {
			p.Code = fmt.Sprint(100 + r.IntN(5))
		}
		if r.IntN(3) == 0 {
			p.Text = fmt.Sprintf("SA-I2026-%04d", 1+r.IntN(6))
		}
		if r.IntN(6) == 0 {
			p.Text = fmt.Sprintf("SA-2026-%04d", 1+r.IntN(3))
		}
		got := matching.Match([]matching.Payment{p}, owed, who, 0)
		want := naive(p, owed, who)
		said := ""
		if len(got) > 0 && got[0].Certainty == matching.Sure {
			said = got[0].Invoices[0]
			sure++
		}
		if said != want {
			t.Fatalf("seed %d: %+v of %+v, %+v: sure of %q, want %q (%+v)", seed, p, owed, who, said, want, got)
		}
	}
	if sure < 100 {
		t.Errorf("only %d were sure", sure)
	}
}

// naive is the one invoice that a payment is for without a doubt; "" where there is none.
func naive(p matching.Payment, owed []matching.Invoice, who []matching.Payer) string {
	named := map[string]bool{} // payers that name or code speak for, and who owe something
	for _, w := range who {
		owes := slices.ContainsFunc(owed, func(v matching.Invoice) bool { return v.Payer == w.ID })
		if owes && (p.Name != "" && w.Names[0][len("カ)"):] == p.Name[len("ｶ)"):] || p.Code != "" && w.Codes[0] == p.Code) {
			named[w.ID] = true
		}
	}
	numbered, fitting, sum := []string{}, []matching.Invoice{}, map[string]yen.Amount{}
	n := map[string]int{}
	for _, v := range owed {
		if v.Number == p.Text || v.Case == p.Text {
			numbered = append(numbered, v.Number)
		}
		sum[v.Payer] += v.Open
		n[v.Payer]++
		if v.Open == p.Amount && (v.Number == p.Text || v.Case == p.Text || named[v.Payer]) {
			fitting = append(fitting, v)
		}
	}
	for id := range named {
		if n[id] > 1 && sum[id] == p.Amount {
			return "" // it could be for all that is owed
		}
	}
	for _, v := range fitting {
		others := len(named)
		if named[v.Payer] {
			others--
		}
		if others == 0 && (len(numbered) == 1 && v.Number == numbered[0] || len(numbered) == 0 && len(fitting) == 1) {
			return v.Number
		}
	}
	return ""
}

func BenchmarkMatch(b *testing.B) {
	var vs []matching.Invoice
	var who []matching.Payer
	for i := range 10_000 {
		id := fmt.Sprint(i)
		vs = append(vs, matching.Invoice{Number: fmt.Sprintf("SA-2026-%05d", i), Payer: id, Open: yen.Amount(10000 + i%50)})
		who = append(who, matching.Payer{ID: id, Names: []string{"カ)ア" + id}})
	}
	var ps []matching.Payment
	for i := range 100_000 {
		ps = append(ps, matching.Payment{Record: i, Amount: 10000, Name: fmt.Sprintf("ｶ)ｱ%d", i%20000), Text: "X"})
	}
	for b.Loop() {
		matching.Match(ps, vs, who, 880)
	}
}
