package web_test

import (
	"maps"
	"slices"

	"akashi/app"
)

func sortedNumbers(m map[string]app.MarkView) []string { return slices.Sorted(maps.Keys(m)) }
