package fsck

import "encoding/json"

// notes remembers in what state a leaf left its case, and what it issued.
func (x *examination) notes(l leaf) {
	if l.kind != "case" {
		return
	}
	var told struct {
		State string `json:"state"`
		Facts struct {
			Issued     []string `json:"issued"`
			Dispatched struct {
				No      string `json:"no"`
				SHA256  string `json:"sha256"`
				Content string `json:"content"`
			} `json:"dispatched"`
		} `json:"facts"`
	}
	if err := json.Unmarshal([]byte(l.data), &told); err != nil {
		x.breach("leaf-malformed", l.object, "given", l.data)
	}
	if told.State != "" {
		x.last[l.object] = told.State
	}
	for _, no := range told.Facts.Issued {
		x.issued[l.object+" "+no] = true
	}
	if d := told.Facts.Dispatched; d.No != "" {
		x.issued[l.object+" "+d.No+" "+d.SHA256+" "+d.Content] = true
	}
	switch _, known := x.moved[l.object]; {
	case l.action == "move-in" && !known:
		x.moved[l.object] = told.State
	case l.action == "return" && known:
		x.moved[l.object] = told.State // what stood on paper counts no longer
	}
}

// states compares where every case stands with the state that the last leaf on it
// left it in: nothing moves without the journal.
func (x *examination) states() error {
	n := 0
	err := x.each("SELECT no, state, carried FROM case_file ORDER BY no", func(scan func(...any) error) error {
		var no, state, carried string
		if err := scan(&no, &state, &carried); err != nil {
			return err
		}
		n++
		x.carried(no, carried)
		if told, ok := x.last[no]; told != state && (ok || state != "draft") {
			x.breach("state-without-leaf", no, "state", state, "told", told)
		}
		return nil
	})
	x.report.Checked["cases"] = n
	return err
}

// carried compares in which state a case says that it was taken over with its leaf: much
// that was done before is not asked for again, and nothing else says of what.
func (x *examination) carried(no, carried string) {
	var told struct {
		State string `json:"state"`
	}
	err := json.Unmarshal([]byte(carried), &told)
	if moved := x.moved[no]; carried != "" && (err != nil || told.State != moved) || carried == "" && moved != "" {
		x.breach("carried-unlike-leaf", no, "state", told.State, "told", moved)
	}
}
