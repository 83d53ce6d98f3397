package matching

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"akashi/values/yen"
)

// Payment is one record of a bank's file.
type Payment struct {
	Record int
	Amount yen.Amount
	Code   string // of the payer or a virtual account
	Name   string // of the payer, in kana
	Text   string // written with the transfer
	Void   bool   // money that left, a cancellation, or taken back by one
}

// Invoice is one that is owed.
type Invoice struct {
	Number string
	Case   string // receipt number of its case, which a payer may write in the place of the invoice's
	Payer  string // the counterparty, as Payer.ID names it
	Open   yen.Amount
}

// Payer is a counterparty with the codes and the kana names on record for it.
type Payer struct {
	ID    string
	Codes []string
	Names []string
}

// Reason is what speaks for a suggestion.
type Reason string

// The reasons, the strongest first.
const (
	ByNumber Reason = "match-number" // the number of the invoice, or of its case, is written with the payment
	ByCode   Reason = "match-code"   // the payer's code is on record
	ByName   Reason = "match-name"   // the whole name is on record
	ByStart  Reason = "match-start"  // the name is the beginning of one on record: a bank cut it
	BySum    Reason = "match-sum"    // the open sum to the yen
	ByAll    Reason = "match-all"    // the sum of all open invoices of the payer
	Short    Reason = "match-short"  // short by no more than a transfer fee
	Part     Reason = "match-part"   // less than is owed
	Over     Reason = "match-over"   // more than is owed
)

// Certainty says how far a suggestion may be followed unread.
type Certainty string

// The two certainties.
const (
	Sure      Certainty = "sure"
	Suggested Certainty = "suggested"
)

// Suggestion is one reading of a payment, the invoices that it would settle.
type Suggestion struct {
	Record    int
	Invoices  []string
	Certainty Certainty
	Reasons   []Reason
	payer     string
}

// most is how many readings of one payment are told.
const most = 10

// shortest is the least that a name must hold, as given, to be taken for a beginning:
// banks cut at 30 letters or later, and spaces at the cut are lost.
const shortest = 28

// Match reads each payment against the invoices that are owed. The readings of one
// payment stand together, the likeliest first; a payment without one is not in the
// answer. What it finds does not hang on the order of invoices or payers. A payment
// short by at most fee is taken for one whose transfer fee was kept back.
func Match(payments []Payment, invoices []Invoice, payers []Payer, fee yen.Amount) []Suggestion {
	ix := newIndex(invoices, payers)
	var all []Suggestion
	claims := map[string]int{}
	for _, p := range payments {
		if p.Void || p.Amount <= 0 {
			continue
		}
		found := ix.read(p, fee)
		for _, s := range found {
			if s.Certainty == Sure {
				for _, no := range s.Invoices {
					claims[no]++
				}
			}
		}
		all = append(all, found...)
	}
	for i := range all { // two payments cannot both settle one invoice for certain
		if all[i].Certainty == Sure && slices.ContainsFunc(all[i].Invoices, func(no string) bool { return claims[no] > 1 }) {
			all[i].Certainty = Suggested
		}
	}
	return all
}

// index finds invoices without going through all of them.
type index struct {
	reader  reader
	number  map[string][]Invoice
	payer   map[string][]Invoice
	sum     map[yen.Amount][]Invoice
	code    map[string][]string
	name    map[string][]string
	names   []string // sorted, for beginnings
	lengths []int    // of the numbers
}

func newIndex(invoices []Invoice, payers []Payer) *index {
	ix := &index{reader: reader{forms()}, number: map[string][]Invoice{}, payer: map[string][]Invoice{},
		sum: map[yen.Amount][]Invoice{}, code: map[string][]string{}, name: map[string][]string{}}
	invoices = slices.Clone(invoices)
	slices.SortFunc(invoices, func(a, b Invoice) int { return cmp.Compare(a.Number, b.Number) })
	lengths := map[int]bool{}
	for _, v := range invoices {
		for _, no := range []string{plain(v.Number), plain(v.Case)} {
			if no != "" && !slices.Contains(ix.number[no], v) {
				ix.number[no], lengths[len(no)] = append(ix.number[no], v), true
			}
		}
		ix.payer[v.Payer] = append(ix.payer[v.Payer], v)
		ix.sum[v.Open] = append(ix.sum[v.Open], v)
	}
	for n := range lengths {
		ix.lengths = append(ix.lengths, n)
	}
	slices.Sort(ix.lengths)
	for _, p := range payers {
		for _, c := range p.Codes {
			if c = plain(c); strings.Trim(c, "0") != "" {
				ix.code[c] = append(ix.code[c], p.ID)
			}
		}
		for _, n := range p.Names {
			if n = ix.reader.bare(n); n != "" && !slices.Contains(ix.name[n], p.ID) {
				ix.name[n] = append(ix.name[n], p.ID)
			}
		}
	}
	for n := range ix.name {
		ix.names = append(ix.names, n)
	}
	slices.Sort(ix.names)
	return ix
}

// numbers are the invoices whose number is written in a text.
func (ix *index) numbers(text string) (found []Invoice) {
	for _, piece := range append(strings.Fields(text), text) { // "0007 12/1" is no longer number
		piece = plain(piece)
		for _, n := range ix.lengths {
			for i := 0; i+n <= len(piece); i++ {
				if inside(piece, i, n) {
					continue
				}
				for _, v := range ix.number[piece[i:i+n]] {
					if !slices.Contains(found, v) {
						found = append(found, v)
					}
				}
			}
		}
	}
	return found
}

// inside reports whether a piece is cut out of a longer run of digits, or of letters:
// the number of another invoice.
func inside(text string, from, length int) bool {
	digit := func(i int) bool { return text[i] >= '0' && text[i] <= '9' }
	end := from + length
	return from > 0 && digit(from-1) == digit(from) || end < len(text) && digit(end) && digit(end-1)
}

// known gives who a payment may come from, and why.
func (ix *index) known(p Payment) map[string][]Reason {
	who := map[string][]Reason{}
	note := func(ids []string, why Reason) {
		for _, id := range ids {
			if !slices.Contains(who[id], why) {
				who[id] = append(who[id], why)
			}
		}
	}
	note(ix.code[plain(p.Code)], ByCode)
	name := ix.reader.bare(p.Name)
	note(ix.name[name], ByName)
	if name != "" && utf8.RuneCountInString(p.Name) >= shortest && len(ix.name[name]) == 0 {
		at, _ := slices.BinarySearch(ix.names, name)
		for ; at < len(ix.names) && strings.HasPrefix(ix.names[at], name); at++ {
			note(ix.name[ix.names[at]], ByStart)
		}
	}
	return who
}

// read gives the readings of one payment.
func (ix *index) read(p Payment, fee yen.Amount) []Suggestion {
	who := ix.known(p)
	numbered := ix.numbers(p.Text + "|" + p.Name)
	found := map[string]Suggestion{}
	suggest := func(v Invoice, named bool) {
		var why []Reason
		if named {
			why = append(why, ByNumber)
		}
		why = append(append(why, who[v.Payer]...), bySum(p.Amount, v.Open, fee))
		if _, told := found[v.Number]; !told {
			found[v.Number] = Suggestion{p.Record, []string{v.Number}, Suggested, why, v.Payer}
		}
	}
	for _, v := range numbered {
		suggest(v, true)
	}
	for id := range who {
		for _, v := range ix.payer[id] {
			suggest(v, false)
		}
		if s, all := ix.whole(p, id, who[id]); all {
			found[id+"|"] = s
		}
	}
	if len(found) == 0 {
		for _, v := range ix.sum[p.Amount] {
			if len(found) < most {
				suggest(v, false)
			}
		}
	}
	return settle(found)
}

// whole is the reading that a payment is for all that a payer owes.
func (ix *index) whole(p Payment, id string, why []Reason) (s Suggestion, ok bool) {
	var sum yen.Amount
	for _, v := range ix.payer[id] {
		sum += v.Open
		s.Invoices = append(s.Invoices, v.Number)
	}
	if len(s.Invoices) < 2 || sum != p.Amount {
		return s, false
	}
	s.Record, s.Certainty, s.Reasons, s.payer = p.Record, Suggested, append(slices.Clone(why), ByAll), id
	return s, true
}

// bySum says how a payment stands to what is owed.
func bySum(paid, owed, fee yen.Amount) Reason {
	switch {
	case paid == owed:
		return BySum
	case paid > owed:
		return Over
	case owed-paid <= fee:
		return Short
	}
	return Part
}

// weight ranks a reading: what fits to the yen first, then who.
func (s Suggestion) weight() (n int) {
	for _, r := range s.Reasons {
		n += map[Reason]int{ByNumber: 40, ByCode: 20, ByName: 12, ByStart: 6, BySum: 50, ByAll: 45, Short: 25, Part: 5, Over: 4}[r]
	}
	return n
}

// fits reports whether a reading could be sure: the sum to the yen, and a number, a
// code or a whole name.
func (s Suggestion) fits() bool {
	return slices.Contains(s.Reasons, BySum) && (slices.Contains(s.Reasons, ByNumber) || slices.Contains(s.Reasons, ByCode) || slices.Contains(s.Reasons, ByName))
}

// settle ranks the readings of a payment. One is sure when it is the only one that
// fits, or the only one of its payer whose number is written with it; never when
// another number is written, too, another payer's name or code is, or the payment could
// be for all that the payer owes.
func settle(found map[string]Suggestion) (list []Suggestion) {
	for _, s := range found {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(b.weight(), a.weight()), slices.Compare(a.Invoices, b.Invoices))
	})
	if len(list) > 0 && list[0].fits() && !slices.ContainsFunc(list[1:], list[0].doubted) {
		list[0].Certainty = Sure
	}
	return list[:min(len(list), most)]
}

// doubted reports whether another reading keeps the first from being sure.
func (s Suggestion) doubted(other Suggestion) bool {
	if slices.Contains(other.Reasons, ByNumber) || slices.Contains(other.Reasons, ByAll) {
		return true
	}
	if other.payer != s.payer && (slices.Contains(other.Reasons, ByName) || slices.Contains(other.Reasons, ByCode)) {
		return true // somebody else on record has paid it, or is called alike
	}
	return other.fits() && !slices.Contains(s.Reasons, ByNumber)
}
