package record

import (
	"time"

	"akashi/values/civil"
)

// OfficeDays are days in a row that the office has set for a scheme: on which it is closed
// (休業日), beside the closures of the rule book, or works although the table of holidays says
// otherwise (営業日). Each setting is a further record; the last about a day stands.
type OfficeDays struct {
	ID     string     `json:"id"`
	Scheme string     `json:"scheme"`
	From   civil.Date `json:"from"`
	To     civil.Date `json:"to"` // the last of them
	Open   bool       `json:"open"`
	Reason string     `json:"reason"`
	By     string     `json:"by"`
	At     time.Time  `json:"at"`
}
