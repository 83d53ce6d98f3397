package fsck

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
	"strings"
)

// dossiers hashes every frozen dossier again, and compares what each case says of its
// applicant with the dossier it was submitted in.
func (x *examination) dossiers() error {
	if err := x.count("dossiers", "SELECT count(*) FROM dossier"); err != nil {
		return err
	}
	compared := 0
	err := x.each(`SELECT d.hash, d.body, c.no, c.dossier, c.state, c.particulars FROM dossier d LEFT JOIN case_file c ON c.id = d.case_id`,
		func(scan func(...any) error) error {
			var hash, body string
			var no, named, state, kept *string
			if err := scan(&hash, &body, &no, &named, &state, &kept); err != nil {
				return err
			}
			x.told(1)
			if got := hashOf(body); got != hash {
				x.breach("dossier-changed", nameOf(no), "hash", got, "kept", hash)
				return nil
			}
			if no == nil || *named != hash || *state == "draft" || *state == "withdrawn" { // what came back may be amended
				return nil
			}
			compared++
			if differs(*kept, applicantOf(body)) {
				x.breach("particulars-differ", *no, "given", *kept)
			}
			return nil
		})
	x.report.Checked["particulars"] = compared
	return err
}

// applicantOf is the applicant in the body of a dossier; what cannot be read is nothing.
func applicantOf(body string) (applicant map[string]any) {
	in := json.NewDecoder(strings.NewReader(body))
	_, err := in.Token() // its brace
	for err == nil && in.More() {
		var key json.Token
		if key, err = in.Token(); err != nil {
			break
		}
		if key == "applicant" {
			_ = in.Decode(&applicant)
			break
		}
		var other json.RawMessage
		err = in.Decode(&other)
	}
	return applicant
}

// differs reports whether particulars say anything that a dossier did not.
func differs(particulars string, frozen map[string]any) bool {
	var own map[string]any
	if json.Unmarshal([]byte(particulars), &own) != nil || len(own) == 0 {
		return true
	}
	for key, value := range own {
		if !reflect.DeepEqual(value, frozen[key]) {
			return true
		}
	}
	return false
}

func hashOf(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:])
}

// nameOf is a number that a broken reference may have left out.
func nameOf(no *string) string {
	if no == nil {
		return "unknown case"
	}
	return *no
}
