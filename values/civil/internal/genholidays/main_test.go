package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/rickar/cal/v2/jp"
)

// The tests run one after the other: the library notes the year it last looked at
// in a variable of its own.
func TestFileIsFresh(t *testing.T) {
	fresh := filepath.Join(t.TempDir(), "holidays.csv")
	if err := write(fresh); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(fresh)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../holidays.csv")
	if err != nil || string(got) != string(want) {
		t.Errorf("holidays.csv is not what go generate writes: %v", err)
	}
}

// The file may differ from the library, since 2007, only where the library is
// known to be wrong.
func TestDifferencesFromTheLibrary(t *testing.T) {
	library := map[string]bool{}
	for _, h := range jp.Holidays {
		for year := 2007; year <= lastYear; year++ {
			actual, observed := h.Calc(year)
			if !actual.IsZero() {
				library[actual.Format(time.DateOnly)] = true
				library[observed.Format(time.DateOnly)] = true
			}
		}
	}
	lacking := []string{}
	for date := range holidays() {
		text := date.Format(time.DateOnly)
		if date.Year() >= 2007 && !library[text] {
			lacking = append(lacking, text)
		}
		delete(library, text)
	}
	slices.Sort(lacking)
	if want := []string{"2020-08-10", "2021-08-08", "2021-08-09", "2037-09-22", "2043-09-22", "2049-09-21"}; !slices.Equal(lacking, want) {
		t.Errorf("the library lacks %v, want %v", lacking, want)
	}
	extra := slices.Sorted(maps.Keys(library))
	if want := []string{"2019-12-23", "2020-08-11", "2021-08-11"}; !slices.Equal(extra, want) {
		t.Errorf("the library has %v too many, want %v", extra, want)
	}
}
