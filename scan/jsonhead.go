package scan

import "bytes"

// jsonMembers are the members of the first object of a JSON file by which its
// format is told: the value where it is a short string or a number, else "".
type jsonMembers map[string]string

// readJSON notes the members that the head shows; what is wrong with the file,
// its reader will say.
func (h *head) readJSON() {
	j := newJSONReader(bytes.NewReader(h.text))
	found := jsonMembers{}
	err := j.each(func() error {
		if c, err := j.must(); err != nil || c != '{' || len(found) > 0 {
			return err
		}
		return j.members(func(name []byte) error {
			key := string(name)
			found[key] = ""
			if c, err := j.must(); err != nil || c != '"' && c != '-' && (c < '0' || c > '9') {
				return err
			}
			value, err := j.scalar()
			found[key] = string(value[:min(len(value), maxSeenLen)])
			return err
		})
	})
	h.json, h.members = true, found
	if len(found) == 0 {
		h.broken = err
	}
}

// names reports whether the first object has all the members.
func (m jsonMembers) names(names ...string) bool {
	for _, name := range names {
		if _, ok := m[name]; !ok {
			return false
		}
	}
	return true
}
