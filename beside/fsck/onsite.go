package fsck

import (
	"crypto/sha256"
	"encoding/hex"
)

// aboutOnSite: what was seen, read out and taken along on site has its leaves, corrects one's
// own alone, and a case is on one device of a person at a time.
func aboutOnSite() []promise {
	return []promise{
		{"observation-without-leaf", "observations", `
			SELECT c.no, count(*) FROM observation o JOIN case_file c ON c.id = o.case_id GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'observe' AND j.object = c.no)`},
		{"observation-astray", "person", `
			SELECT c.no, o.by FROM observation o JOIN case_file c ON c.id = o.case_id LEFT JOIN observation was ON was.id = o.corrects
			WHERE o.text = '' OR o.by = '' OR o.at IS NULL
			OR was.id IS NOT NULL AND (was.case_id <> o.case_id OR was.by <> o.by OR was.at > o.at OR o.reason = '')`},
		{"closing-without-leaf", "sheets", `
			SELECT c.no, count(*) FROM closing x JOIN case_file c ON c.id = x.case_id GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'acknowledge-closing' AND j.object = c.no)`},
		{"closing-astray", "sheet", `
			SELECT c.no, x.round FROM closing x JOIN case_file c ON c.id = x.case_id
			WHERE x.text = '' OR x.person = '' OR x.post = '' OR x.day IS NULL OR x.at IS NULL OR x.round < 1
			OR x.round > 1 AND (x.reason = '' OR NOT EXISTS (SELECT 1 FROM closing y WHERE y.case_id = x.case_id AND y.round = x.round - 1))`},
		{"check-out-without-leaf", "check_outs", `
			SELECT c.no, count(*) FROM check_out x JOIN case_file c ON c.id = x.case_id GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'check-out' AND j.object = c.no)`},
		{"check-out-end-without-leaf", "ended", `
			SELECT c.no, count(*) FROM check_out x JOIN case_file c ON c.id = x.case_id WHERE x.ended_by NOT IN ('', x.user_id) GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'end-check-out' AND j.object = c.no)`},
		{"check-out-astray", "person", `
			SELECT c.no, x.user_id FROM check_out x JOIN case_file c ON c.id = x.case_id
			WHERE x.key = '' OR x.at IS NULL OR x.until IS NULL OR x.until <= x.at OR x.ended < x.at OR (x.ended IS NULL) <> (x.ended_by = '')
			OR x.ended_by NOT IN ('', x.user_id) AND x.reason = ''`},
		{"check-out-twice", "person", `
			SELECT c.no, x.user_id FROM check_out x JOIN case_file c ON c.id = x.case_id
			JOIN check_out y ON y.case_id = x.case_id AND y.user_id = x.user_id AND y.id <> x.id AND y.at >= x.at
			WHERE x.until > y.at AND (x.ended IS NULL OR x.ended > y.at)`},
	}
}

// closings works the hash of every closing sheet out again: what is kept is what was read out.
func (x *examination) closings() error {
	n := 0
	err := x.each(`SELECT c.no, s.round, s.text, s.sha256 FROM closing s JOIN case_file c ON c.id = s.case_id ORDER BY c.no, s.round`,
		func(scan func(...any) error) error {
			var no, read, hash string
			var round int
			if err := scan(&no, &round, &read, &hash); err != nil {
				return err
			}
			n++
			if sum := sha256.Sum256([]byte(read)); hex.EncodeToString(sum[:]) != hash {
				x.breach("closing-unlike-hash", no, "sheet", round)
			}
			return nil
		})
	x.report.Checked["closings"] = n
	return err
}
