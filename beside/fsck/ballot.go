package fsck

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// ballots works every commitment out again from the choice and the salt that the decision
// opened: what was counted is what was cast.
func (x *examination) ballots() error {
	n := 0
	err := x.each(`SELECT c.no, v.session_id, v.seat, v.round, o.choice, o.salt, v.commitment
		FROM opened_vote o JOIN vote v ON v.id = o.vote_id JOIN case_file c ON c.id = v.case_id ORDER BY c.no, v.seat, v.round`,
		func(scan func(...any) error) error {
			var no, session, seat, choice, salt, commitment string
			var round int
			if err := scan(&no, &session, &seat, &round, &choice, &salt, &commitment); err != nil {
				return err
			}
			n++
			sum := sha256.Sum256(fmt.Appendf(nil, "akashi-vote-v1\n%s\n%s\n%s\n%d\n%s\n%s\n", no, session, seat, round, choice, salt))
			if hex.EncodeToString(sum[:]) != commitment {
				x.breach("opened-unlike-commitment", no, "seat", seat)
			}
			return nil
		})
	x.report.Checked["opened_votes"] = n
	return err
}
