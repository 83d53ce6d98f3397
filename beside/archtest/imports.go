package archtest

import (
	"fmt"
	"slices"
	"strings"
)

// knownRoom refuses a package that lies in no room of the house.
func knownRoom(s *source, report func(where, reason string)) {
	switch {
	case s.home == "":
		report(s.name, "the root of the repository holds no Go file: put it into a package and say which floor it is on")
	case s.room.floor == unknown:
		report(s.name, fmt.Sprintf("%q is no room of the house: put it into a folder that says its floor (DESIGN.md)", s.dir))
	case s.home == "cmd" && s.dir != "cmd/akashi" && !strings.HasPrefix(s.dir, "cmd/akashi/"):
		report(s.name, "there is one binary: cmd/akashi")
	}
}

// importsDownwards keeps the picture true: what is imported lies below.
func importsDownwards(s *source, report func(where, reason string)) {
	if s.isTest() || s.isSupport() || s.isWorkbench() || s.room.floor == unknown {
		return
	}
	for _, spec := range s.file.Imports {
		there, other := roomOf(imported(spec))
		if there == "" || there == s.home {
			continue
		}
		if reason := mayEnter(s, there, other); reason != "" {
			report(s.at(spec), reason)
		}
	}
}

// mayEnter returns why the room of s must not import the room there, and ""
// when it may.
func mayEnter(s *source, there string, other room) string {
	switch {
	case there == "cmd":
		return "nothing imports the roof"
	case s.home == "bench":
		return ""
	case s.home == "fsck" && other.floor != values:
		return fmt.Sprintf("fsck derives everything again by itself: it must not trust %s, the code that it checks", there)
	case there == "fsck" && s.home == "cmd":
		return ""
	case other.wing == beside && s.room.wing != beside:
		return fmt.Sprintf("%s stands beside the house: the product does not import it", there)
	case s.room.wing == beside, s.home == "cmd", there == ground:
		return ""
	case s.room.floor == edges && other.floor == edges:
		return fmt.Sprintf("%s is a %s and %s a %s: they meet only in cmd/akashi; declare the small interface you need in app", s.home, s.room.wing, there, other.wing)
	case s.room.wing == door && other.wing == tool && other.floor == between:
		return fmt.Sprintf("%s is for the tools that read files: a door declares the small interface it needs in app", there)
	case other.floor == s.room.floor:
		return fmt.Sprintf("%s and %s are both on floor %s: pass the value in, or move what they share down", s.home, there, s.room.floor)
	case other.floor > s.room.floor:
		return fmt.Sprintf("%s is on floor %s, above %s on floor %s: imports go only downwards", there, other.floor, s.home, s.room.floor)
	}
	return ""
}

// standardLibraryOnly keeps floors 0 to 3 free of other people's code, so that
// the rules can be read to the end.
func standardLibraryOnly(s *source, report func(where, reason string)) {
	if !s.isProduct() || !s.below(edges) || s.room.floor == unknown || s.room.wing != inside {
		return
	}
	for _, spec := range s.file.Imports {
		p := imported(spec)
		if !ours(p) && !isStandard(p) {
			report(s.at(spec), fmt.Sprintf("floors 0 to 3 use the standard library only: %s belongs in a tool or a door", p))
		}
	}
}

// doorsApart holds for tests too: what two doors do together is a story in
// cmd/akashi.
func doorsApart(s *source, report func(where, reason string)) {
	if !s.isTest() || s.room.wing != door {
		return
	}
	for _, spec := range s.file.Imports {
		there, other := roomOf(imported(spec))
		if there != s.home && other.wing == door && other.floor == edges {
			report(s.at(spec), fmt.Sprintf("a test of %s must not go through %s: write a story in cmd/akashi/testdata/script", s.home, there))
		}
	}
}

// noOutsideWorld keeps floors 0 to 3½ from touching a disk, a network, a
// database or another process; up to the rules, chance as well. The packages in
// speech only name things: an address, a level of logging, a column's value.
func noOutsideWorld(s *source, report func(where, reason string)) {
	if !s.isProduct() || !s.below(edges) {
		return
	}
	world := []string{"os", "net", "database/sql", "syscall", "plugin", "unsafe", "runtime/debug", "testing", "log"}
	chance := []string{"math/rand", "crypto/rand"}
	speech := []string{"net/url", "net/netip", "net/mail", "log/slog", "database/sql/driver"}
	for _, spec := range s.file.Imports {
		p := imported(spec)
		switch {
		case slices.Contains(speech, p):
		case within(p, world):
			report(s.at(spec), fmt.Sprintf("%s reaches outside: take the value as an argument, or declare an interface in app", p))
		case within(p, chance) && s.below(useCases):
			report(s.at(spec), "a rule gives the same answer twice: take what is chosen by chance as an argument")
		}
	}
}

// sqlInStore keeps every query in one place.
func sqlInStore(s *source, report func(where, reason string)) {
	if !s.isProduct() || slices.Contains([]string{"store", "fsck", "cmd", "bench", "torture"}, s.home) {
		return
	}
	drivers := []string{
		"database/sql", "modernc.org/sqlite", "github.com/jackc/pgx/v5",
		"github.com/pressly/goose/v3",
	}
	for _, spec := range s.file.Imports {
		if p := imported(spec); p != "database/sql/driver" && within(p, drivers) {
			report(s.at(spec), "all SQL is in store")
		}
	}
}

// within reports whether path is one of roots or lies under one.
func within(path string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool {
		return path == root || strings.HasPrefix(path, root+"/")
	})
}
