package bank

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// layout says what the headings of a bank's table mean. Banks change them, so they are data, and a
// table is known by its headings and not by its places.
type layout struct {
	Name       string   `json:"name"`
	Unverified bool     `json:"unverified"` // seen second hand: its name ends with a question mark
	Day        []string `json:"day"`        // one heading, or those of year, month and day
	In         string   `json:"in"`
	Out        string   `json:"out"`
	Signed     string   `json:"signed"` // both in one column: what left is below nothing
	Payer      string   `json:"payer"`
	Code       string   `json:"code"`
	Text       string   `json:"text"`
	Note       string   `json:"note"`
	Reference  string   `json:"reference"`
	Account    string   `json:"account"`
	Balance    string   `json:"balance"`
}

//go:embed layouts.json
var knownLayouts []byte

// preamble is how many lines may stand before the headings.
const preamble = 12

// ownName is the name of a layout that somebody described by hand.
const ownName = "own"

// layoutsWith are the layouts that are known, after the one that somebody described by what its headings hold.
func layoutsWith(columns map[string]string) (all []layout, err error) {
	if err := json.Unmarshal(knownLayouts, &all); err != nil {
		return nil, err
	}
	if len(columns) == 0 {
		return all, nil
	}
	var p fault.Problems
	members := []string{"day", "in", "out", "signed", "payer", "code", "text", "note", "reference", "account", "balance"}
	for name := range columns {
		fault.OneOf(&p, "bank.column", "/columns", name, members)
	}
	p.Want(columns["day"] != "" && (columns["in"] != "" || columns["signed"] != "") && columns["payer"] != "", "bank.columns", "/columns")
	own := layout{Name: ownName, Day: strings.Split(columns["day"], "+"), In: columns["in"], Out: columns["out"], Signed: columns["signed"], Payer: columns["payer"],
		Code: columns["code"], Text: columns["text"], Note: columns["note"], Reference: columns["reference"], Account: columns["account"], Balance: columns["balance"]}
	return append([]layout{own}, all...), p.Err()
}

// folded is a heading without the differences of width and space.
func folded(heading string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(heading))
}

// needs are the headings without which a table is not of the layout.
func (l layout) needs() []string {
	return slices.DeleteFunc(append(slices.Clone(l.Day), l.In, l.Out, l.Signed, l.Payer), func(h string) bool { return h == "" })
}

// table is a table with its headings found.
type table struct {
	layout
	at    map[string]int // of the headings
	first int            // line of the first movement, from 0
	lines [][]string
	all   fault.Problems
}

// headed finds the headings of a table: those of the layout that explains most of them.
func headed(lines [][]string, layouts []layout) (found *table) {
	best := 0
	for i, line := range lines[:min(len(lines), preamble)] {
		at := map[string]int{}
		for column, heading := range slices.Backward(line) {
			at[folded(heading)] = column
		}
		for _, l := range layouts {
			has := func(h string) bool { _, is := at[folded(h)]; return is }
			explained := 0
			for _, h := range append(l.needs(), l.Note, l.Reference, l.Account, l.Balance, l.Code, l.Text) {
				if h != "" && has(h) {
					explained++
				}
			}
			if l.Name == ownName {
				explained += 100
			}
			if explained > best && !slices.ContainsFunc(l.needs(), func(h string) bool { return !has(h) }) {
				best, found = explained, &table{layout: l, at: at, first: i + 1, lines: lines}
			}
		}
	}
	return found
}

// cell is what stands under a heading; "" where there is none.
func (t *table) cell(line []string, heading string) string {
	at, is := t.at[folded(heading)]
	if heading == "" || !is || at >= len(line) {
		return ""
	}
	return strings.TrimSpace(line[at])
}

func lineName(n int) string { return fmt.Sprintf("line %d", n+1) }

// sum reads a sum; "" is none.
func (t *table) sum(n int, text string) (yen.Amount, bool) {
	text = strings.Trim(text, "\\ ")
	if text == "" || text == "-" || text == "*" {
		return 0, false
	}
	sum, err := yen.Read(text)
	if err != nil {
		t.all.Add("bank.digits", lineName(n), "given", text)
	}
	return sum, err == nil
}

// day reads the day of a line.
func (t *table) day(n int, line []string) civil.Date {
	parts := make([]string, 0, len(t.Day))
	for _, h := range t.Day {
		parts = append(parts, t.cell(line, h))
	}
	text := norm.NFKC.String(strings.Join(parts, "-"))
	if digits([]byte(text)) && len(text) == len("20260401") {
		text = text[:4] + "-" + text[4:6] + "-" + text[6:]
	}
	text = strings.ReplaceAll(text, ".", "/")
	day, err := civil.Read(text)
	if err != nil {
		t.all.Add("bank.day", lineName(n), "given", text)
	}
	return day
}

// spoken are the words with which banks begin the name of a payer.
var spoken = []string{"振込入金", "振込", "お振込", "フリコミ", "ﾌﾘｺﾐ"}

// payerIn is the name in a text that a bank wrote of a transfer.
func payerIn(text string) string {
	for _, word := range spoken {
		if rest, found := strings.CutPrefix(text, word); found && strings.TrimLeft(rest, " 　＊*:：") != "" {
			return strings.TrimLeft(rest, " 　＊*:：")
		}
	}
	return text
}

// readTable reads the table of a bank.
func readTable(lines [][]string, columns map[string]string, arrived civil.Date) (Statement, error) {
	layouts, err := layoutsWith(columns)
	if err != nil {
		return Statement{}, err
	}
	t := headed(lines, layouts)
	if t == nil {
		return Statement{}, fault.Wrong("bank.headings", "file")
	}
	out := Statement{Format: "csv:" + t.Name}
	if t.Unverified {
		out.Format += "?"
	}
	var balances []balance
	for n, line := range lines[t.first:] {
		n += t.first
		if strings.TrimSpace(strings.Join(line, "")) == "" || len(t.all) >= most {
			continue
		}
		r := Record{Number: n + 1 - t.first, Account: Account{Number: t.cell(line, t.Account)}, Day: t.day(n, line), Reference: t.cell(line, t.Reference),
			Payer: payerIn(t.cell(line, t.Payer)), PayerCode: t.cell(line, t.Code), EDI: t.cell(line, t.Text), Note: t.cell(line, t.Note)}
		t.move(n, line, &r)
		if r.Day.After(arrived.AddDays(31)) {
			t.all.Add("bank.day", lineName(n), "given", r.Day)
		}
		if left, told := t.sum(n, t.cell(line, t.Balance)); told {
			balances = append(balances, balance{n, left, signed(r)})
		}
		out.Records = append(out.Records, r)
	}
	t.all.Want(len(out.Records) > 0 || len(t.all) > 0, "bank.empty", "file")
	if len(t.all) == 0 && len(balances) == len(out.Records) {
		t.adds(balances)
	}
	if err := t.all.Err(); err != nil {
		return Statement{}, err
	}
	out.finish()
	return out, nil
}

// move reads what came in or left by a line.
func (t *table) move(n int, line []string, r *Record) {
	in, came := t.sum(n, t.cell(line, t.In))
	out, left := t.sum(n, t.cell(line, t.Out))
	if both, told := t.sum(n, t.cell(line, t.Signed)); told {
		in, came, out, left = both, both >= 0, -both, both < 0
	}
	came, left = came && in != 0, left && out != 0
	if came == left || in < 0 && came || out < 0 && left {
		if len(t.all) == 0 {
			t.all.Add("bank.one-sum", lineName(n))
		}
		return
	}
	if r.Amount = in; left {
		r.Amount, r.Out = out, true
	}
}

func signed(r Record) yen.Amount {
	if r.Out {
		return -r.Amount
	}
	return r.Amount
}

// balance is what a line leaves on the account.
type balance struct {
	line        int
	after, move yen.Amount
}

// adds holds each balance against the one before it. Some banks give the latest line first.
func (t *table) adds(all []balance) {
	breaks := func(pairs func(i int) (before, after balance)) int {
		for i := 1; i < len(all); i++ {
			if before, after := pairs(i); before.after+after.move != after.after {
				return i
			}
		}
		return -1
	}
	down := breaks(func(i int) (balance, balance) { return all[i-1], all[i] })
	up := breaks(func(i int) (balance, balance) { return all[i], all[i-1] })
	if down < 0 || up < 0 {
		return
	}
	if down >= up {
		t.all.Add("bank.sum", lineName(all[down].line), "given", all[down].after, "want", all[down-1].after+all[down].move)
	} else {
		t.all.Add("bank.sum", lineName(all[up-1].line), "given", all[up-1].after, "want", all[up].after+all[up-1].move)
	}
}
