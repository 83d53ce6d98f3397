package scan

import (
	"bytes"

	"akashi/tools/format/json"
)

// jsonMembers are the members of the first object of a JSON file by which its
// format is told: the value where it is a short string or a number, else "".
type jsonMembers map[string]string

// readJSON notes the members that the head shows; what is wrong with the file,
// its reader will say.
func (h *head) readJSON() {
	j := json.New(bytes.NewReader(h.text), json.Strict())
	found := jsonMembers{}
	err := j.Each(func() error {
		if c, err := j.Peek(); err != nil || c != '{' || len(found) > 0 {
			return err
		}
		return j.Members(func(name []byte) error {
			key := string(name)
			c, err := j.Peek()
			if err != nil {
				return err
			}
			if found[key] = ""; c != '"' && c != '0' {
				return nil
			}
			value, err := j.Scalar()
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
