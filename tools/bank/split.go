package bank

import (
	"bytes"

	"akashi/values/fault"
)

// split cuts a file into records of 200 bytes, with or without line ends between
// them, and refuses what is no text of such a record.
func split(data []byte, all *fault.Problems) (lines []line) {
	data = bytes.TrimRight(data, "\x1a\r\n")
	for len(data) > 0 && len(*all) < most {
		l := line{number: len(lines) + 1}
		end := bytes.IndexAny(data[:min(size, len(data))], "\r\n")
		if end < 0 {
			end = min(size, len(data))
		}
		l.data, data = data[:end], data[end:]
		if end < size {
			all.Add("bank.record-length", l.place(0, 0), "given", end, "want", size)
		}
		for i, c := range l.data {
			if c < ' ' || c == 0x7F || c > 0x7F && c < 0xA1 || c > 0xDF {
				all.Add("bank.letter", l.place(i, 1))
				break
			}
		}
		lines = append(lines, l)
		if rest, found := bytes.CutPrefix(data, []byte("\r\n")); found {
			data = rest
		} else if len(data) > 0 && (data[0] == '\n' || data[0] == '\r') {
			data = data[1:]
		}
	}
	return lines
}
