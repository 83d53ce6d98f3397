package record

import "akashi/values/civil"

// Past is what is known of an applicant's past and place: what its eligibility
// (申請資格) rests on. What is not stated bars nobody here: that everything is stated
// is what the applicant declares, and what the application review and the on-site
// review check (S3-05).
type Past struct {
	Refusals      []civil.Date    `json:"refusals,omitempty"`      // days on which an application or a request for re-examination (再審査の請求) was refused
	Cancellations []civil.Date    `json:"cancellations,omitempty"` // days on which a grant was cancelled or its contract ended for cause
	Incidents     []Incident      `json:"incidents,omitempty"`
	Sentences     []Sentence      `json:"sentences,omitempty"`
	Region        string          `json:"region,omitempty"`       // place of business; "" not stated
	Declared      map[string]bool `json:"declarations,omitempty"` // by ID of the declaration; none: not stated
}

// Incident is a leak or another harm for which a period without application was
// fixed (事故による申請停止期間): so many months after the day of that decision.
type Incident struct {
	Decided civil.Date `json:"decided"`
	Months  int        `json:"months"`
}

// Until is the last day without application; no date where no months were laid down.
func (i Incident) Until() civil.Date {
	if i.Months == 0 {
		return civil.Date{}
	}
	return civil.Months(i.Months).After(i.Decided)
}

// Sentence is a sentence of an officer. Ended is the day on which its execution
// ended or it ceased to be executed (執行を終わり…); no date while it is not.
type Sentence struct {
	Ended civil.Date `json:"ended"`
}
