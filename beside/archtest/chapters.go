package archtest

import (
	"fmt"
	"slices"
	"strings"
)

// chapters are the steps inside the room app, the lowest first. A chapter stands on
// the steps below its own, the desk on none, and app itself on all of them.
func chapters() [][]string {
	return [][]string{
		{"desk"},
		{"evidence", "matter", "money", "people", "register", "retention", "rulebook"},
		{"judging", "mark"},
		{"committee", "review"},
		{"application"},
		{"dispatch", "moving"},
		{""},
	}
}

// chaptersDownwards keeps the chapters of app without a circle, and the desk without
// knowledge of any of them.
func chaptersDownwards(s *source, report func(where, reason string)) {
	here, ok := chapterOf(s.dir)
	if !ok || s.isTest() {
		return
	}
	step := stepOf(here)
	if step < 0 {
		report(s.name, fmt.Sprintf("%q is no chapter of app: put it on its step in archtest/chapters.go", here))
		return
	}
	for _, spec := range s.file.Imports {
		there, ok := chapterOf(strings.TrimPrefix(imported(spec), modulePath+"/"))
		if ok && stepOf(there) >= step {
			report(s.at(spec), fmt.Sprintf("%s does not stand on %s: pass the value in, or move what they share down", name(here), name(there)))
		}
	}
}

// chapterOf returns the chapter that a package of app is; "" for app itself.
func chapterOf(path string) (chapter string, ok bool) {
	room, chapter, _ := strings.Cut(path, "/")
	return chapter, room == "app"
}

func stepOf(chapter string) int {
	return slices.IndexFunc(chapters(), func(on []string) bool { return slices.Contains(on, chapter) })
}

func name(chapter string) string {
	if chapter == "" {
		return "app itself"
	}
	return "the chapter " + chapter
}
