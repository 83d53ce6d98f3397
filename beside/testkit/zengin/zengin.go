// Package zengin writes the file in which a bank tells what came in, for tests and measurements: notices of credit
// (振込入金通知) in records of 200 bytes.
package zengin

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"akashi/values/civil"
)

// Notice is one credit, or one that takes a credit back.
type Notice struct {
	Amount  int64
	Payer   string // in kana of any width
	Text    string // of the payer
	Code    string
	Cancels bool
}

// Notices is a file of credits that were all booked on one day of 令和.
func Notices(day civil.Date, notices ...Notice) []byte {
	var file bytes.Buffer
	six := fmt.Sprintf("%02d%02d%02d", day.Year()-2018, day.Month(), day.Day())
	file.Write(laid(0, "1010"+six+six+six+"0001", 41, "001", 59, "11234567"))
	var n, sum, back, taken int64
	for i, one := range notices {
		cancel := " "
		if one.Cancels {
			cancel, back, taken = "1", back+1, taken+one.Amount
		} else {
			n, sum = n+1, sum+one.Amount
		}
		file.Write(laid(0, fmt.Sprintf("2%06d%s%s%010d%010d%10s", i+1, six, six, one.Amount, 0, one.Code), 49, narrow(one.Payer), 127, cancel, 128, narrow(one.Text)))
	}
	file.Write(laid(0, fmt.Sprintf("8%06d%012d%06d%012d", n, sum, back, taken)))
	file.Write(laid(0, "9"))
	return file.Bytes()
}

// laid lays out one record: each pair is a place and what stands there.
func laid(parts ...any) []byte {
	record := bytes.Repeat([]byte(" "), 202)
	for i := 0; i < len(parts); i += 2 {
		copy(record[parts[i].(int):200], parts[i+1].(string))
	}
	copy(record[200:], "\r\n")
	return record
}

// narrow is a text in the half-width letters of JIS X 0201, a byte each.
func narrow(text string) string {
	text = strings.NewReplacer("\u3099", "ﾞ", "\u309A", "ﾟ", "ー", "-").Replace(norm.NFD.String(text))
	var b strings.Builder
	for _, r := range width.Narrow.String(text) {
		switch {
		case r >= 0xFF61 && r <= 0xFF9F:
			b.WriteByte(byte(r - 0xFF61 + 0xA1))
		case r < 0x80:
			b.WriteRune(r)
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}
