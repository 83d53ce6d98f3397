package people

import (
	"regexp"
	"strings"

	"akashi/record"
	"akashi/values/fault"
)

// Usual is one thing that a key does on the page of a criterion, and its usual key.
type Usual struct{ Does, Key string }

// Usuals are all of them. A digit of an item with points always is that number of points.
func Usuals() []Usual {
	return []Usual{{"pick1", "1"}, {"pick2", "2"}, {"pick3", "3"}, {"pick4", "4"}, {"next", "j"}, {"prev", "k"}, {"text", "c"}, {"view", "p"}, {"phrase", "t"}}
}

// Shortcuts are the keys that somebody has, by what they do; none where they are switched off.
func Shortcuts(k record.Keys) map[string]string {
	if k.Off {
		return nil
	}
	all := map[string]string{}
	for _, u := range Usuals() {
		if all[u.Does] = u.Key; k.Own[u.Does] != "" {
			all[u.Does] = k.Own[u.Does]
		}
	}
	return all
}

var oneKey = regexp.MustCompile(`^[a-z0-9]$`)

// CheckKeys refuses keys that cannot be: each is one letter, or for a verdict one letter or
// digit, and each does one thing.
func CheckKeys(k record.Keys) error {
	var p fault.Problems
	taken, all := map[string]string{}, Shortcuts(record.Keys{Own: k.Own})
	for _, u := range Usuals() {
		key, where := all[u.Does], "/"+u.Does
		digit := key >= "0" && key <= "9"
		switch {
		case !oneKey.MatchString(key), digit && !strings.HasPrefix(u.Does, "pick"):
			p.Add("keys.sign", where, "does", u.Does, "given", key)
		case taken[key] != "":
			p.Add("keys.twice", where, "does", u.Does, "given", key, "other", taken[key])
		default:
			taken[key] = u.Does
		}
	}
	return p.Err()
}
