package words

import "akashi/values/fault"

// Condition says how one thing stands under which an office works and, where it is to be told,
// what to do about it.
func (b *Book) Condition(code, state string, figures fault.Data, cure bool) (is, todo string) {
	if state == "" {
		return "", ""
	}
	if cure {
		todo = b.Fill("doctor."+code+".cure", figures)
	}
	return b.Fill("doctor."+code+"."+state, figures), todo
}
