package fsck

import "encoding/json"

// notes remembers in what state a leaf left its case.
func (x *examination) notes(l leaf) {
	if l.kind != "case" {
		return
	}
	var told struct {
		State string `json:"state"`
	}
	if err := json.Unmarshal([]byte(l.data), &told); err != nil {
		x.breach("leaf-malformed", l.object, "given", l.data)
	}
	if told.State != "" {
		x.last[l.object] = told.State
	}
}

// states compares where every case stands with the state that the last leaf on it
// left it in: nothing moves without the journal.
func (x *examination) states() error {
	n := 0
	err := x.each("SELECT no, state FROM case_file ORDER BY no", func(scan func(...any) error) error {
		var no, state string
		if err := scan(&no, &state); err != nil {
			return err
		}
		n++
		if told, ok := x.last[no]; told != state && (ok || state != "draft") {
			x.breach("state-without-leaf", no, "state", state, "told", told)
		}
		return nil
	})
	x.report.Checked["cases"] = n
	return err
}
