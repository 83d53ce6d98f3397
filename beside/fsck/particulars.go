package fsck

import (
	"encoding/json"
	"reflect"
)

// particulars compares what each case says of its applicant with the dossier it was
// submitted in, and what the register says of a holder with the case that granted
// the mark: only a change that was reported makes them differ.
func (x *examination) particulars() error {
	if err := x.submitted(); err != nil {
		return err
	}
	return x.holders()
}

func (x *examination) submitted() error {
	n := 0
	err := x.each(`SELECT c.no, c.particulars, d.hash, d.body FROM case_file c JOIN dossier d ON d.hash = c.dossier
		WHERE c.state NOT IN ('draft', 'withdrawn')`, // what came back may be amended
		func(scan func(...any) error) error {
			var no, kept, hash, body string
			if err := scan(&no, &kept, &hash, &body); err != nil {
				return err
			}
			n++
			var frozen struct{ Applicant map[string]any }
			var own map[string]any
			if hashOf(body) != hash {
				return nil // dossier-changed says it
			}
			_ = json.Unmarshal([]byte(body), &frozen) // what cannot be read differs
			differs := json.Unmarshal([]byte(kept), &own) != nil || len(own) == 0
			for key, value := range own {
				differs = differs || !reflect.DeepEqual(value, frozen.Applicant[key])
			}
			if differs {
				x.breach("particulars-differ", no, "given", kept)
			}
			return nil
		})
	x.report.Checked["particulars"] = n
	return err
}

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
