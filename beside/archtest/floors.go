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

// room is a package with everything under it: a folder at the root, or, in a
// group, a folder of that group.
type room struct {
	floor floor
	wing  wing
}

// groups are the folders at the root that hold the rooms of one floor. A room in
// one of them says by its place which floor it is on.
func groups() map[string]room {
	return map[string]room{
		"values": {values, inside},
		"rules":  {rules, inside},
		"tools":  {edges, tool},
		"doors":  {edges, door},
		"beside": {roof, beside},
	}
}

// rooms are the folders at the root that are a room themselves.
func rooms() map[string]room {
	return map[string]room{
		"record":  {nouns, inside},
		"scheme":  {nouns, inside},
		"app":     {useCases, inside},
		"words":   {between, inside},
		"schemes": {edges, tool},
		"cmd":     {roof, inside},
	}
}

// shared are the rooms of a wing on which its others stand: how a text is written,
// what every door is asked, and how much.
func shared() map[string]room {
	return map[string]room{"tools/format": {between, tool}, "tools/cvss": {between, tool}, "doors/ask": {between, door}, "doors/limit": {between, door}}
}

// locate returns the name of the room that a path from the root lies in, and the
// room. A path that lies in none is on an unknown floor.
func locate(path string) (name string, r room) {
	first, rest, _ := strings.Cut(path, "/")
	if r, ok := rooms()[first]; ok {
		return first, r
	}
	group, ok := groups()[first]
	if !ok || rest == "" {
		return first, room{floor: unknown}
	}
	name, _, _ = strings.Cut(rest, "/")
	if r, ok := shared()[first+"/"+name]; ok {
		return name, r
	}
	return name, group
}

// ground is the one room its own floor may stand on: a date, a number and an
// identifier all have to say what is wrong with them.
const ground = "fault"

// modulePath is the name of this module in go.mod.
const modulePath = "akashi"

// roomOf returns the room to which an import path of this module belongs, and ""
// for a path of another module.
func roomOf(path string) (string, room) {
	rest, found := strings.CutPrefix(path, modulePath+"/")
	if !found {
		return "", room{floor: unknown}
	}
	return locate(rest)
}

// ours reports whether path belongs to this module.
func ours(path string) bool { return strings.HasPrefix(path, modulePath+"/") }

// isStandard reports whether path belongs to the standard library: the first
// element of any other path is a host name, with a dot, or this module.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return first != modulePath && !strings.Contains(first, ".")
}
