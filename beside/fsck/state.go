package fsck

import "encoding/json"

// states compares where every case stands with the state that the last leaf on it
// left it in: nothing moves without the journal.
func (x *examination) states() error {
	last := map[string]string{}
	err := x.each("SELECT object, data FROM journal WHERE kind = 'case' ORDER BY seq",
		func(scan func(...any) error) error {
			var object, data string
			if err := scan(&object, &data); err != nil {
				return err
			}
			var told struct {
				State string `json:"state"`
			}
			if err := json.Unmarshal([]byte(data), &told); err != nil {
				x.breach("leaf-malformed", object, "given", data)
			}
			if told.State != "" {
				last[object] = told.State
			}
			return nil
		})
	if err != nil {
		return err
	}
	n := 0
	err = x.each("SELECT no, state FROM case_file ORDER BY no", func(scan func(...any) error) error {
		var no, state string
		if err := scan(&no, &state); err != nil {
			return err
		}
		n++
		if told, ok := last[no]; told != state && (ok || state != "draft") {
			x.breach("state-without-leaf", no, "state", state, "told", told)
		}
		return nil
	})
	x.report.Checked["cases"] = n
	return err
}
