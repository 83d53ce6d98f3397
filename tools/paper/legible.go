package paper

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf16"
)

// A character beyond U+FFFF is written in two units where a PDF says what its glyphs stand for, and gopdf writes one of
// five digits, which nobody can read: 𠮷 could be seen but neither copied nor searched. Such a table is written once more
// behind the file, as an update of it (ISO 32000-1, 7.5.6).
var (
	beyond  = regexp.MustCompile(`<([0-9A-F]{4})><([0-9A-F]{4})><([0-9A-F]{5,6})>`)
	table   = regexp.MustCompile(`(?s)(?:^|\n)(\d+) 0 obj\n<<\n/Length \d+\n>>\nstream\n(/CIDInit.*?)endstream\nendobj`)
	trailer = regexp.MustCompile(`(?s)trailer\n<<(.*?)>>\nstartxref\n(\d+)\n`)
)

// legible is the file with the tables of its glyphs put right.
func legible(file []byte) ([]byte, error) {
	type object struct {
		number, at int
	}
	var changed []object
	out := bytes.NewBuffer(bytes.Clone(file))
	for _, found := range table.FindAllSubmatch(file, -1) {
		if !beyond.Match(found[2]) {
			continue
		}
		number, err := strconv.Atoi(string(found[1]))
		if err != nil {
			return nil, fmt.Errorf("object %q: %w", found[1], err)
		}
		text := beyond.ReplaceAllFunc(found[2], func(line []byte) []byte {
			part := beyond.FindSubmatch(line)
			code, _ := strconv.ParseUint(string(part[3]), 16, 32) // six digits at most
			high, low := utf16.EncodeRune(rune(code))
			return fmt.Appendf(nil, "<%s><%s><%04X%04X>", part[1], part[2], high, low)
		})
		out.WriteString("\n")
		changed = append(changed, object{number, out.Len()})
		fmt.Fprintf(out, "%d 0 obj\n<<\n/Length %d\n>>\nstream\n%sendstream\nendobj\n", number, len(text), text)
	}
	if len(changed) == 0 {
		return file, nil
	}
	last := trailer.FindAllSubmatch(file, -1)
	if len(last) == 0 {
		return nil, errors.New("the file has no trailer")
	}
	start := out.Len()
	out.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for _, o := range changed {
		fmt.Fprintf(out, "%d 1\n%010d 00000 n \n", o.number, o.at)
	}
	fmt.Fprintf(out, "trailer\n<<%s/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n", last[len(last)-1][1], last[len(last)-1][2], start)
	return out.Bytes(), nil
}
