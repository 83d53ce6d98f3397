package fsck

import "encoding/json"

// holders compares what the register says of a holder with the case that granted the
// mark: only a change that was reported makes them differ.
func (x *examination) holders() error {
	return x.each(`SELECT m.number, m.holder, m.holder_kana, m.corporate_number, m.address, c.particulars
		FROM mark m JOIN case_file c ON c.id = m.case_id
		WHERE EXISTS (SELECT 1 FROM mark_event g WHERE g.mark_id = m.id AND g.case_id = c.id)
		AND NOT EXISTS (SELECT 1 FROM mark_event e WHERE e.mark_id = m.id AND e.kind IN ('changed', 'corrected'))`,
		func(scan func(...any) error) error {
			type entry struct {
				Holder string `json:"name"`
				Kana   string `json:"name_kana"`
				Number string `json:"corporate_number"`
				Where  string `json:"address"`
			}
			var number, kept string
			var listed, granted entry
			if err := scan(&number, &listed.Holder, &listed.Kana, &listed.Number, &listed.Where, &kept); err != nil {
				return err
			}
			if json.Unmarshal([]byte(kept), &granted) != nil || listed != granted {
				x.breach("holder-differs", number, "holder", listed.Holder, "granted", granted.Holder)
			}
			return nil
		})
}
