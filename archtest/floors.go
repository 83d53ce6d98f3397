package archtest

import "strings"

// floor is the height of a room. A room sees only what lies below it.
type floor int

const (
	unknown  floor = iota - 1
	values         // a day, a sum, an identifier, a kind of failure
	nouns          // what the office keeps, and the rule book
	rules          // what a committee member could argue about
	useCases       // one method for each thing a person or the calendar can do
	between        // the sentences of both languages; how a text is written
	edges          // tools and doors
	roof           // the wiring
)

// String returns the number that DESIGN.md gives the floor.
func (f floor) String() string {
	return [...]string{"?", "0", "1", "2", "3", "3½", "4", "5"}[f-unknown]
}

// wing tells apart the rooms that are not simply "on their floor".
type wing string

const (
	inside wing = ""       // floors 0 to 3
	tool   wing = "tool"   // floor 4, speaks to a disk, a format or a key; floor 3½, for other tools
	door   wing = "door"   // floor 4, speaks to a person or a program
	beside wing = "beside" // no floor: it watches the house or measures it
)

// room is a package at the root of the repository together with everything
// under it.
type room struct {
	floor floor
	wing  wing
}

// rooms returns the floor table. A new package at the root is written down
// here first, or the build refuses it.
func rooms() map[string]room {
	plan := map[string]room{"cmd": {roof, inside}}
	put := func(f floor, w wing, names string) {
		for name := range strings.FieldsSeq(names) {
			plan[name] = room{f, w}
		}
	}
	put(values, inside, "fault yen civil ident form")
	put(nouns, inside, "record scheme")
	put(rules, inside, "eligibility scoring fees deadline diagnosis coverage committee lifecycle access")
	put(useCases, inside, "app")
	put(between, inside, "words")
	put(between, tool, "format cvss")
	put(edges, tool, "store blob inspect mail pdf sheet scan seal schemes")
	put(edges, door, "web api cli jobs")
	put(roof, beside, "archtest testkit fsck bench")
	return plan
}

// ground is the one room its own floor may stand on: a date, a number and an
// identifier all have to say what is wrong with them.
const ground = "fault"

// modulePath is the name of this module in go.mod.
const modulePath = "akashi"

// roomOf returns the root package to which an import path of this module
// belongs, and "" for a path of another module.
func roomOf(path string) string {
	rest, ours := strings.CutPrefix(path, modulePath+"/")
	if !ours {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	return name
}

// isStandard reports whether path belongs to the standard library: the first
// element of any other path is a host name, with a dot, or this module.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return first != modulePath && !strings.Contains(first, ".")
}
