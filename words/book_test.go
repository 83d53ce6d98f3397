package words

import (
	"testing"

	"akashi/scheme"
)

func book(lang Language, text map[string]string) *Book {
	for key, common := range In(lang).text {
		if _, ok := text[key]; !ok {
			text[key] = common
		}
	}
	return &Book{lang: lang, text: text}
}

func TestSay(t *testing.T) {
	t.Parallel()
	ja := book(Japanese, map[string]string{
		"a": "{n}件の{n}、{m}", "day": "{d:day}まで", "sum": "{s:yen}", "list": "{l:list}です", "word": "{w:state}",
		"maybe": "否[[。{day:day}から申請できます]]。", "either": "[[{day:day}から||いつからか決まりません]]", "term": "{@document_review}",
		"time": "{n:minutes}", "months": "{m:months}", "open": "{n", "option": "[[{@mark}の{n}]]",
	})
	en := book(English, map[string]string{"word": "Now {w:state}.", "day": "through {d:day}", "time": "{n:minutes}"})
	for _, row := range []struct{ got, want string }{
		{ja.Say("a", "n", "3", "m", "{n}"), "3件の3、{n}"},
		{ja.Say("a", "n", "{m}", "m", "x"), "{m}件の{m}、x"},
		{ja.Say("a"), "{n}件の{n}、{m}"},
		{ja.Say("nowhere", "n", "3"), "nowhere"},
		{ja.Say("day", "d", "2014-05-09"), "2014年5月9日まで"},
		{ja.Say("day", "d", "tomorrow"), "tomorrowまで"},
		{en.Say("day", "d", "2014-05-09"), "through 9 May 2014"},
		{ja.Say("sum", "s", "51429"), "51,429円"},
		{ja.Say("list", "l", "1-1-1, 1-1-2"), "1-1-1、1-1-2です"},
		{ja.Say("word", "w", "draft, lapsed, other"), "下書き、失効、other"},
		{en.Say("word", "w", "draft"), "Now draft."},
		{ja.Say("maybe"), "否。"},
		{ja.Say("maybe", "day", "2014-05-09"), "否。2014年5月9日から申請できます。"},
		{ja.Say("either", "day", ""), "いつからか決まりません"},
		{ja.Say("term"), "文書審査"},
		{ja.Say("time", "n", "45"), "45分"},
		{ja.Say("time", "n", "360"), "6時間"},
		{ja.Say("time", "n", "390"), "6時間30分"},
		{en.Say("time", "n", "390"), "6 h 30 min"},
		{ja.Say("months", "m", "3, 7, 11"), "3月、7月、11月"},
		{ja.Say("open", "n", "1"), "{n"},
		{ja.Say("option", "n", ""), ""},
		{ja.Name("state", "draft"), "下書き"},
		{ja.Name("state", "unheard-of"), "unheard-of"},
		{en.Name("state", "document_review"), "Document review"},
	} {
		if row.got != row.want {
			t.Errorf("got %q, want %q", row.got, row.want)
		}
	}
}

func TestTheSchemeHasItsOwnWords(t *testing.T) {
	t.Parallel()
	ed := &scheme.Edition{Terms: map[string]scheme.Text{
		"document_review": {JA: "一次審査", EN: "first-stage review"}, "refused": {JA: "否", EN: "not eligible"}}}
	for _, row := range []struct{ got, want string }{
		{In(Japanese).For(ed).Name("state", "document_review"), "一次審査"},
		{In(English).For(ed).Name("state", "document_review"), "First-stage review"},
		{In(Japanese).For(ed).Name("state", "refused"), "否"},
		{In(Japanese).For(ed).Name("state", "scheduled"), "審査委員会に付議"},
		{In(Japanese).Name("state", "refused"), "不合格"},
		{In(Japanese).For(nil).Name("event.case", "pass_documents"), "文書審査の終了"},
	} {
		if row.got != row.want {
			t.Errorf("got %q, want %q", row.got, row.want)
		}
	}
}
