package bank

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/kana"
	"akashi/values/yen"
)

const (
	largest = 64 << 20 // bytes of a file
	most    = 100      // problems that are told of one file
)

// Read reads a file of 200-byte records that arrived on the day given.
func Read(r io.Reader, arrived civil.Date) (Statement, error) {
	data, err := io.ReadAll(io.LimitReader(r, largest+1))
	if err != nil {
		return Statement{}, err
	}
	if len(data) > largest {
		return Statement{}, fault.Problems{{Code: "bank.too-large", Where: "file", Data: fault.With("max", largest>>20)}}
	}
	var all fault.Problems
	lines := split(data, &all)
	if len(lines) == 0 {
		all.Add("bank.empty", "file")
	}
	if len(all) > 0 { // places within a record mean nothing once one is too short
		return Statement{}, all
	}
	f := file{arrived: arrived}
	for _, l := range lines {
		if f.line(l); len(f.all) >= most {
			return Statement{}, f.all
		}
	}
	f.all.Want(f.ended || len(f.all) > 0, "bank.no-end", lines[len(lines)-1].place(0, 0))
	if err := f.all.Err(); err != nil {
		return Statement{}, err
	}
	f.out.finish()
	return f.out, nil
}

// finish joins cancellations to what they take back, tells the records apart and adds up what came in.
func (s *Statement) finish() {
	pair(s.Records)
	mark(s.Records)
	for _, r := range s.Records {
		if !r.Out && !r.Cancels && r.CancelledBy == 0 {
			s.Sum += r.Amount
		}
	}
}

// file is a file while it is read.
type file struct {
	arrived  civil.Date
	out      Statement
	all      fault.Problems
	open     bool // an account has begun and not ended
	ended    bool
	account  Account
	accounts int
	sums     sums
}

// sums are what the records of one account come to.
type sums struct {
	opening         yen.Amount
	in, out         yen.Amount
	ins, outs, data int
}

// line takes the next record.
func (f *file) line(l line) {
	kind := l.data[0]
	switch {
	case f.ended, kind == '1' == f.open && kind != '9', kind == '9' && (f.open || f.accounts == 0):
		f.all.Add("bank.order", l.place(0, 1), "given", string(kind))
	case kind == '1':
		f.header(l)
	case kind == '2':
		f.data(l)
	case kind == '8':
		f.open = false
		f.trailer(l)
	case kind == '9':
		f.end(l)
	default:
		f.all.Add("bank.order", l.place(0, 1), "given", l.text(0, 1))
	}
}

// header begins an account.
func (f *file) header(l line) {
	f.open, f.sums = true, sums{}
	f.accounts++
	format := map[string]string{"01": Notice, "03": Movements}[string(l.data[1:3])]
	switch {
	case format == "":
		f.all.Add("bank.kind", l.place(1, 2), "given", l.text(1, 2))
	case f.out.Format != "" && f.out.Format != format:
		f.all.Add("bank.order", l.place(1, 2), "given", l.text(1, 2))
	}
	f.out.Format = cmp.Or(f.out.Format, format)
	f.all.Want(l.data[3] == '0', "bank.coding", l.place(3, 1), "given", l.text(3, 1))
	l.day(&f.all, 4, f.arrived)
	f.account = Account{Bank: l.text(22, 4), BankName: l.text(26, 15), Branch: l.text(41, 3), BranchName: l.text(44, 15)}
	if format != Movements {
		f.account.Kind, f.account.Number, f.account.Holder = l.text(59, 1), l.text(60, 7), l.text(67, 40)
		return
	}
	f.account.Kind, f.account.Number, f.account.Holder = l.text(62, 1), l.text(63, 10), l.text(73, 40)
	if k := l.data[62]; k >= '5' && k <= '7' {
		f.all.Add("bank.time-deposit", l.place(62, 1))
	}
	f.sums.opening = l.balance(&f.all, 113, 115)
}

// balance reads a sum of 14 digits with the sign for an overdraft, which stands apart.
func (l line) balance(all *fault.Problems, sign, from int) yen.Amount {
	sum := l.amount(all, from, 14)
	if l.data[sign] == '2' {
		return -sum
	}
	return sum
}

// data takes a movement.
func (f *file) data(l line) {
	r := Record{Number: l.number, Account: f.account}
	if f.out.Format == Movements {
		f.movement(l, &r)
	} else {
		f.notice(l, &r)
	}
	f.sums.data++
	if r.Out || r.Cancels {
		f.sums.out += r.Amount
		f.sums.outs++
	} else {
		f.sums.in += r.Amount
		f.sums.ins++
	}
	f.out.Records = append(f.out.Records, r)
}

// notice reads a data record of 01. Nothing in the file tells its two layouts apart:
// where the longer one has its second sums, the shorter has text and spaces.
func (f *file) notice(l line, r *Record) {
	r.Reference, r.Day, r.Amount = l.text(1, 6), l.day(&f.all, 7, f.arrived), l.amount(&f.all, 19, 10)
	r.PayerCode, r.Payer, r.Bank, r.Branch = l.text(39, 10), l.text(49, 48), l.text(97, 15), l.text(112, 15)
	r.Cancels, r.EDI = l.data[127] == '1', l.text(128, 20)
	f.all.Want(l.data[127] == '1' || l.data[127] == ' ' || l.data[127] == '0', "bank.sign", l.place(127, 1), "given", l.text(127, 1))
	if digits(l.data[128:152]) {
		r.EDI = l.text(152, 20)
		if second := l.amount(&f.all, 128, 12); second > 0 {
			f.all.Want(r.Amount == 0 || r.Amount == second, "bank.two-sums", l.place(128, 12), "given", second, "want", r.Amount)
			r.Amount = second
		}
	}
}

// digits reports whether all bytes are digits.
func digits(data []byte) bool {
	for _, c := range data {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// movement reads a data record of 03.
func (f *file) movement(l line, r *Record) {
	r.Reference, r.Day, r.Amount = l.text(1, 8), l.day(&f.all, 9, f.arrived), l.amount(&f.all, 24, 12)
	r.Out = l.data[21] == '2'
	f.all.Want(l.data[21] == '1' || l.data[21] == '2', "bank.sign", l.place(21, 1), "given", l.text(21, 1))
	r.PayerCode, r.Payer, r.Bank, r.Branch = l.text(71, 10), l.text(81, 48), l.text(129, 15), l.text(144, 15)
	r.Note, r.EDI = l.text(159, 20), l.text(179, 20)
}

// trailer holds the records of an account against what the bank counted.
func (f *file) trailer(l line) {
	agree := func(from, length int, got yen.Amount) {
		told := l.amount(&f.all, from, length)
		f.all.Want(told == got, "bank.sum", l.place(from, length), "given", told, "want", got)
	}
	s := f.sums
	agree(1, 6, yen.Amount(s.ins))
	if f.out.Format != Movements {
		agree(7, 12, s.in)
		agree(19, 6, yen.Amount(s.outs))
		agree(25, 12, s.out)
		return
	}
	agree(7, 13, s.in)
	agree(20, 6, yen.Amount(s.outs))
	agree(26, 13, s.out)
	agree(54, 7, yen.Amount(s.data))
	told, got := l.balance(&f.all, 39, 40), s.opening+s.in-s.out
	f.all.Want(told == got, "bank.sum", l.place(39, 15), "given", told, "want", got)
}

// end holds the file against its last record, where the bank filled it.
func (f *file) end(l line) {
	f.ended = true
	if f.out.Format != Movements {
		return
	}
	if told := l.count(&f.all, 1, 10); told > 0 {
		f.all.Want(told == l.number, "bank.sum", l.place(1, 10), "given", told, "want", l.number)
	}
	if told := l.count(&f.all, 11, 5); told > 0 {
		f.all.Want(told == f.accounts, "bank.sum", l.place(11, 5), "given", told, "want", f.accounts)
	}
}

// same is what makes two records the same but for their place.
func (r *Record) same() string {
	return fmt.Sprintf("%s|%s|%s|%d|%s|%s|%s", r.Account.Bank, r.Account.Branch, r.Account.Number, r.Amount, r.Day, r.PayerCode, kana.Fold(r.Payer))
}

// pair joins each cancellation to the latest record before it that it takes back.
func pair(records []Record) {
	standing := map[string][]int{}
	for i := range records {
		r := &records[i]
		key := r.same()
		if !r.Cancels {
			standing[key] = append(standing[key], i)
		} else if at := standing[key]; len(at) > 0 {
			taken := at[len(at)-1]
			r.Cancelled, records[taken].CancelledBy = records[taken].Number, r.Number
			standing[key] = at[:len(at)-1]
		}
	}
}

// mark gives each record its fingerprint. Two true equal payments in one file are told
// apart by which of them comes first.
func mark(records []Record) {
	seen := map[string]int{}
	for i := range records {
		r := &records[i]
		key := fmt.Sprintf("%s|%s|%t|%t|%s|%s", r.same(), r.Reference, r.Out, r.Cancels, kana.Fold(r.EDI), kana.Fold(r.Note))
		seen[key]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s|%d", key, seen[key]))
		r.Fingerprint = hex.EncodeToString(sum[:16])
	}
}
