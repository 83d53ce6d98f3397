package desk

import "akashi/record"

// away is who of a scheme is away today, of its office and of who examines.
type away map[string][]record.Absence

// AwayIn are the absences of a scheme that run today; a list asks this of a thousand cases.
func (w *Work) AwayIn(scheme string) []record.Absence {
	all := Once(w, func() (away, error) { return away{}, nil })
	if _, read := all[scheme]; !read {
		all[scheme] = []record.Absence{}
		for _, a := range Read(w, w.Absences, scheme) {
			if a.On(w.Today) {
				all[scheme] = append(all[scheme], a)
			}
		}
	}
	return all[scheme]
}

// AwayOf is the absence of somebody of a scheme that runs today.
func (w *Work) AwayOf(scheme, user string) (record.Absence, bool) {
	return First(w.AwayIn(scheme), func(a record.Absence) bool { return a.UserID == user })
}
