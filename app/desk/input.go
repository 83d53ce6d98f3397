package desk

import "akashi/values/fault"

// ReasonInput gives the reason of an act.
type ReasonInput struct {
	Reason string `json:"reason" doc:"why, in words the other side will read"`
}

// Check refuses an act without its reason.
func (in ReasonInput) Check() error {
	if in.Reason != "" {
		return nil
	}
	return fault.Wrong("reason.missing", "/reason")
}

// Overwrite puts what an input changes in the place of what was there; what is absent
// stays.
func Overwrite[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

// NoInput is the input of an act that needs none.
type NoInput struct{}
