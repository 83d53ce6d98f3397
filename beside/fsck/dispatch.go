package fsck

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// dispatches looks through the official documents: numbers without gaps, and each told by the journal with what it says and
// with the PDF that went out. That the file is there, with its bytes, is looked for with the evidence.
func (x *examination) dispatches() error {
	last, series, n := int64(0), "", 0
	err := x.each(`SELECT d.scheme, d.year, d.seq, d.no, d.content, d.sha256, c.no FROM dispatch d JOIN case_file c ON c.id = d.case_id
		ORDER BY d.scheme, d.year, d.seq`, func(scan func(...any) error) error {
		var scheme, no, content, file, caseNo string
		var year, seq int64
		if err := scan(&scheme, &year, &seq, &no, &content, &file, &caseNo); err != nil {
			return err
		}
		n++
		if this := fmt.Sprintf("%q %d", scheme, year); this != series {
			series, last = this, 0
		}
		if last++; seq != last {
			x.breach("dispatch-number-gap", no, "number", seq, "next", last)
			last = seq
		}
		sum := sha256.Sum256([]byte(content))
		if !x.issued[caseNo+" "+no+" "+file+" "+hex.EncodeToString(sum[:])] {
			x.breach("dispatch-without-leaf", no, "case", caseNo)
		}
		return nil
	})
	x.report.Checked["dispatches"] = n
	return err
}
