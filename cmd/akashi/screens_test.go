package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
)

// screen is a page of the office of the demonstration: whose it is, and what that person
// sees there. Of one that is told, the tree that is told of it is kept as well.
type screen struct {
	name, who, path string
	ja, en          string
	told            bool
}

var screens = []screen{
	{"home", "", "/", "番号か名前で、そのマークがいま有効かを確かめる", "asks whether a mark is valid now, by number or name", true},
	{"verdict", "", "/v/J0004", "答えが一行で最初に出る", "is answered in one line, first of all", true},
	{"verdict-suspended", "", "/v/T0003", "停止中のマークは、理由と期間も分かる", "sees of a suspended mark why, and how long", false},
	{"verdict-withdrawn", "", "/v/D0002", "取り消されたマークも消えない", "sees that a withdrawn mark does not vanish", false},
	{"register", "", "/registry", "かな・全角半角を気にせず探す", "searches without regard to kana or width", false},
	{"entry", "", "/registry/J0004", "登録の内容と、これまでの履歴", "reads the whole entry, with its history", false},
	{"scheme", "", "/s/anshin", "マークの意味・審査基準・料金・日程を読む", "reads what a mark means, its criteria, fees and days", false},
	{"criteria-text", "", "/s/anshin/criteria", "審査基準の全文", "reads the full text of the criteria", false},
	{"check", "", "/a/check/anshin", "申請できるか、いくらかかるかを、登録なしで確かめる", "asks whether it may apply, and what it costs, before there is an account", true},
	{"begin", "", "/a/begin?scheme=anshin", "組織を記して、利用を申し込む", "asks for an account, and states the organisation", false},
	{"misuse", "", "/report?number=J0004", "誤って使われているマークを知らせる", "tells the office of a mark that is shown wrongly", false},
	{"login", "", "/login", "パスキー、またはパスワードで入る", "comes in by passkey or password", true},

	{"applicant", "anshin-applicant-b", "/a", "自分の番の案件と、次の日とその理由", "sees what to do, by when and why", true},
	{"case", "anshin-applicant-b", "/o/cases/SA-2026-0010", "提出までに足りないものと、それを満たす場所、点数の見込み", "sees what is missing for submission, where to cure it, and the standing", true},
	{"criteria", "anshin-applicant-b", "/o/cases/SA-2026-0010/items", "53の審査項目と、足りない証拠", "sees the 53 criteria and what evidence they lack", false},
	{"criterion", "anshin-applicant-b", "/o/cases/SA-2026-0010/items/1-1-1", "一つの項目に答える。書くたびに保存される", "answers one criterion; what is written is saved at once", true},
	{"papers", "anshin-applicant-b", "/o/cases/SA-2026-0010/papers", "提出書類がそろっているか", "sees which documents are there", false},
	{"audits", "anshin-applicant-b", "/o/cases/SA-2026-0010/audits", "どの監査が、どの項目を網羅しているか", "sees which audit covers what", false},
	{"summary", "anshin-applicant-b", "/o/cases/SA-2026-0010/report", "点数の見込みを一頁で", "has the standing on one page", false},
	{"attach", "anshin-applicant-b", "/do/cases/SA-2026-0010/attach", "証拠のファイルを加える", "adds a file of evidence", false},
	{"corrections", "anshin-applicant-a", "/do/cases/SA-2026-0005/answer-findings", "指摘事項に一つずつ答える", "answers findings one by one", true},
	{"receipt", "anshin-applicant-a", "/o/cases/SA-2026-0005/receipt", "読み戻したとおりのSHA-256が並ぶ受付票", "has a receipt with the SHA-256 of each file as it was read back", true},
	{"contacts", "anshin-applicant-b", "/a/org", "担当者を招き、引き継ぐ", "invites colleagues and hands over to them", false},

	{"statement", "anshin-responsible-b", "/t/SA-2026-0010", "自分が表明する文だけを、一枚で確かめる", "states the exact sentences on one page", true},

	{"clerk", "uketsuke-jaipa", "/o", "自団体に申請された案件と、受け付けるもの", "sees what was filed at the own body, and what is to be taken in", true},
	{"intake", "uketsuke-jaipa", "/o/cases/SA-2026-0011/intake", "揃っているかを一つずつ確かめて記す", "checks step by step whether everything is there", true},

	{"reviewer", "shinsa-jaipa", "/r", "担当の案件を、日の近い順に", "sees the cases to review, by day", false},
	{"review", "shinsa-jaipa", "/o/cases/SA-2026-0008", "次に判定する項目へ一押し。いまの見込みも", "goes on to the next item, and sees the standing", true},
	{"judging", "shinsa-jaipa", "/o/cases/SA-2026-0008/items/7-1-1", "基準・証拠・判定を一画面で。キーだけでも", "judges with criterion and evidence in sight, by keys alone if wished", true},
	{"diagnosis", "shinsa-jaipa", "/o/cases/SA-2026-0008/diagnosis", "診断で見つかったことと、責任者の意見", "sees what the diagnosis found, and what the responsible person says of it", false},

	{"visit", "genchi", "/o/cases/PM-2026-0003", "現地審査で確かめることと、残る項目", "sees what to confirm on site, and what is left", true},
	{"onsite", "genchi", "/f/PM-2026-0003", "現地審査の一日を一画面で。つながらない所でも", "has the day on site on one page, without a connection too", true},
	{"closing", "genchi", "/f/PM-2026-0003/closing", "読み上げて確かめてもらう総括", "reads the closing sheet out, and has it acknowledged", false},

	{"member", "anshin-chair", "/k", "付議された案件と開催日", "sees the cases before the committee, and the day", false},
	{"session", "anshin-chair", "/o/sessions/{session}", "開催回の議案と定足数", "sees the agenda and the quorum", true},
	{"member-case", "anshin-chair", "/o/cases/SA-2026-0002", "案件の概要と一次審査の結果", "sees the case and the result of the first stage", false},
	{"pack", "anshin-chair", "/o/sessions/{session}/pack", "全議案の資料を、印刷できる一画面で", "has the papers of all cases on one page to print", false},
	{"minutes", "anshin-chair", "/o/sessions/{past}", "議事録を読み、承認する", "reads the minutes, and approves them", false},

	{"board", "jimukyoku", "/o", "すべての案件を、期限の近い順に、だれの番かとともに", "sees every case by its deadline, with whose turn it is", true},
	{"office-case", "jimukyoku", "/o/cases/SA-2026-0011", "案件を先へ進める一つのボタンと、ほかにできること", "moves a case on with one button", true},
	{"assign", "jimukyoku", "/o/cases/SA-2026-0011/assign", "力量・利害・負荷を見て、審査員を決める", "gives a case to a reviewer, with competence, ties and load in sight", false},
	{"bulk", "jimukyoku", "/o/bulk?no=SA-2026-0009&no=SA-2026-0011&no=SA-2026-0006&act=write-message", "選んだ案件に、まとめて行う", "does one thing to several cases, after a preview", false},
	{"order", "jimukyoku", "/o/sessions/{session}", "開催回を、決まった順に進める", "leads a session step by step", true},
	{"fees", "jimukyoku", "/o/cases/SA-2026-0002/fees", "料金と入金", "sees fees and payments", false},
	{"billing", "jimukyoku", "/o/billing?view=all", "すべての案件の請求と入金", "sees charges and payments of all cases", true},
	{"invoices", "jimukyoku", "/o/invoices", "発行した請求書・領収書を、日・金額・宛名で探す", "finds invoices and receipts by day, sum and name", false},
	{"invoice", "jimukyoku", "/o/cases/SA-2023-0001/invoices/SA-I2023-0001", "請求書と、その後の入金", "sees an invoice, and what has become of it", true},
	{"issuers", "jimukyoku", "/o/issuers", "請求書をだれの名で発行するか", "says in whose name invoices are issued", false},
	{"payment", "jimukyoku", "/do/cases/SA-2026-0010/record-payment", "銀行の明細にある入金を記す", "records a payment of the bank statement", false},
	{"history", "jimukyoku", "/o/cases/SA-2026-0002/history", "だれが、いつ、何をしたか", "sees who did what, and when", false},
	{"pending", "jimukyoku", "/o/pending", "二人目の確認を待つ操作", "confirms what waits for a second person", false},
	{"personnel", "jimukyoku", "/o/personnel", "審査に当たる人の力量と利害関係", "keeps competences and ties of who examines and decides", false},
	{"second-person", "jimukyoku", "/o/office", "二人目の確認・委員の席・規程・料金表", "sets second persons, seats, rules and fees", false},
	{"seats", "jimukyoku", "/o/seats", "席にだれが、いつまで就いているか", "sees who holds which seat, and until when", false},
	{"intake-bodies", "jimukyoku", "/o/bodies", "一次審査を受け付ける機関とその期間", "sees which bodies take applications, and since when", false},
	{"absences", "jimukyoku", "/o/absences", "だれがいつまで不在で、だれが代わるか", "sees who is away, and who covers", false},
	{"retention", "jimukyoku", "/o/retention", "書類の保存期間と、消去するもの", "sees how long documents are kept, and what is to be erased", false},
	{"exceptions", "jimukyoku", "/o/exceptions", "例外の扱いとその理由", "sees what was done out of the ordinary, and why", false},
	{"handovers", "jimukyoku", "/o/handover", "付与する機関への引き渡しと戻り", "sees what went over to the body that grants, and what came back", false},
	{"matters", "jimukyoku", "/o/matters", "寄せられた誤用の通報", "sees what was told of misuse", false},
	{"days-off", "jimukyoku", "/do/office/set-days?scheme=anshin", "休業日を定める", "sets days on which the office is closed", false},
	{"import", "jimukyoku", "/o/import", "公表済みの一覧を、確かめてから取り込む", "looks at a list, and imports it into the register", false},
	{"move-in", "jimukyoku", "/o/move-in", "紙の帳簿から引き継ぐ", "moves in from paper", false},
	{"editions", "jimukyoku", "/o/editions", "版のファイルを受け取り、案を検査して、過去の案件に当てはめる", "weighs a draft of the rule book beside the edition in force and past cases", true},
	{"account", "jimukyoku", "/me", "サインインのしかたと、使っている端末", "sees how to sign in, and where one is signed in", false},

	{"accounts", "keiri", "/o", "料金の期限から見た案件", "sees the cases by what is owed", false},
	{"accounts-billing", "keiri", "/o/billing", "入金待ちの料金", "sees what is to come in", false},
	{"observer", "observer", "/w", "名前を伏せた案件の一覧", "sees the cases without names", false},
	{"figures", "observer", "/w/figures", "年度ごとの申請と結果。少ない数は示さない", "sees applications and outcomes by year; small counts are not shown", false},
	{"people", "admin", "/admin", "利用者と役割、入口のリンク", "sees who may come in, and invites", true},
	{"bodies", "admin", "/admin/schemes", "制度と機関、二人目の確認", "sees schemes, bodies and second persons", false},
	{"trail", "admin", "/admin/journal", "登録と設定に何をしたかの記録", "sees what was done to accounts and to the office", false},
	{"signing-keys", "admin", "/admin/keys", "署名の鍵と、その確かめ方", "sees the key that signs, and how to verify it", false},
}

// roles are the people of the screens, as a heading calls them.
var roles = map[string][2]string{"": {"だれでも", "Anybody"}, "applicant": {"申請者", "Applicant"}, "responsible": {"担当責任者", "Responsible person"},
	"reviewer": {"一次審査員", "First-stage reviewer"}, "assessor": {"現地審査員", "On-site assessor"}, "member": {"審査委員", "Committee member"},
	"secretariat": {"事務局", "Secretariat"}, "accounts": {"経理", "Accounts"}, "clerk": {"受付担当", "Intake clerk"}, "observer": {"オブザーバ", "Observer"}, "admin": {"管理者", "Administrator"}}

const (
	pictures = "../../docs/screens"
	tallest  = 1100 // of a picture, in CSS pixels
)

// picture is the file of a screen's picture.
func (s screen) picture(lang string, width int) string {
	return fmt.Sprintf("%s-%s-%d.webp", s.name, lang, width)
}

// at is the address of a screen in an office: a session is found on the page of a case that is on its agenda.
func (s screen) at(f *filled) string {
	for place, no := range map[string]string{"{session}": "SA-2026-0002", "{past}": "SA-2026-0001"} {
		if strings.Contains(s.path, "/o/sessions/"+place) {
			found := regexp.MustCompile(`/o/sessions/[^"?#/]+`).FindString(f.as(s.who).get("/o/cases/" + no).body)
			if found == "" {
				f.Fatalf("%s: no session is named on the page of %s", s.name, no)
			}
			return strings.Replace(s.path, "/o/sessions/"+place, found, 1)
		}
	}
	if strings.Contains(s.path, "{") {
		f.Fatalf("%s: nothing stands for the place in %s", s.name, s.path)
	}
	return s.path
}

// TestScreens holds what is told of the main pages against what was told of them before, and
// the pictures to their index. With -update it takes them anew (`make screens`).
func TestScreens(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "a browser takes its time")
	f := openFilled(t)
	p := chromium.Open(t).Page(t, chromium.Desktop)
	for _, s := range screens {
		if !s.told && !*update {
			continue
		}
		door := f.as(s.who).served()
		for _, lang := range []string{"en", "ja"} {
			if lang == "en" && !*update {
				continue
			}
			p.Goto(door + map[string]string{"en": "/en"}[lang] + s.at(f))
			for _, width := range []int{chromium.Phone, chromium.Desktop} {
				if p.Resize(width); *update {
					p.Picture(filepath.Join(pictures, s.picture(lang, width)), tallest)
				}
			}
		}
		if s.told {
			asKept(t, "testdata/screens/"+s.name+".txt", regexp.MustCompile(`localhost:\d+|127\.0\.0\.1:\d+`).ReplaceAllString(p.Tree(), "HOST"))
		}
	}
	asKept(t, filepath.Join(pictures, "README.md"), indexOf(f))
	for _, s := range screens {
		for _, lang := range []string{"ja", "en"} {
			for _, width := range []int{chromium.Phone, chromium.Desktop} {
				if _, err := os.Stat(filepath.Join(pictures, s.picture(lang, width))); err != nil {
					t.Error(err)
				}
			}
		}
	}
}

// asKept holds a text against the file that keeps it.
func asKept(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := string(kept); got != want {
		t.Errorf("%s is not so any more (-update keeps what follows)\n%s", file, got)
	}
}

// indexOf is the page that leads to the pictures.
func indexOf(f *filled) string {
	var b strings.Builder
	b.WriteString("# Screens / 画面\n\nPictures of the demonstration (`make demo`) on 2026-11-10, taken by `make screens`; each opens in its own size. " +
		"On the left a desk (1280 px), on the right a phone (390 px).\n\n見本（`make demo`）の2026年11月10日の画面です。`make screens` で撮り直せます。左が机の画面（1280px）、右が電話（390px）です。\n")
	before := "nobody"
	for _, s := range screens {
		role := ""
		for _, person := range f.People {
			if person.User == s.who {
				role = string(person.Role)
			}
		}
		if role != before {
			before = role
			fmt.Fprintf(&b, "\n## %s / %s\n\n| | 日本語 | English |\n|---|---|---|\n", roles[role][0], roles[role][1])
		}
		fmt.Fprintf(&b, "| **%s**<br>%s<br>%s |", s.name, s.ja, strings.ToUpper(s.en[:1])+s.en[1:])
		for _, lang := range []string{"ja", "en"} {
			fmt.Fprintf(&b, " [<img src=\"%[1]s\" alt=\"%[3]s\" height=\"160\">](%[1]s) [<img src=\"%[2]s\" alt=\"\" height=\"160\">](%[2]s) |",
				s.picture(lang, chromium.Desktop), s.picture(lang, chromium.Phone), map[string]string{"ja": s.ja, "en": s.en}[lang])
		}
		b.WriteString("\n")
	}
	return b.String()
}
