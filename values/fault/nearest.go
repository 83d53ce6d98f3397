package fault

import (
	"slices"
	"strings"
)

// longestChoice is how many allowed values are worth telling.
const longestChoice = 24

// Choose notes that a value is none of those allowed: the sender is told which
// these are, when they are few, and which was probably meant.
func Choose[S ~string](p *Problems, code, where string, given string, allowed []S, pairs ...any) {
	words := make([]string, len(allowed))
	for i, a := range allowed {
		words[i] = string(a)
	}
	pairs = append(pairs, "given", given, "meant", Nearest(given, words))
	if len(words) <= longestChoice {
		pairs = append(pairs, "allowed", words)
	}
	p.Add(code, where, pairs...)
}

// OneOf notes a value that is none of those allowed.
func OneOf[S ~string](p *Problems, code, where string, given S, allowed []S) {
	if !slices.Contains(allowed, given) {
		Choose(p, code, where, string(given), allowed)
	}
}

// Wrong is the error of one thing wrong with an input.
func Wrong(code, where string, pairs ...any) error {
	var p Problems
	p.Add(code, where, pairs...)
	return p
}

// Nearest returns the one of the values that was probably meant: the same but
// for width, capitals and signs, or else a slip of the hand away. It returns ""
// when none is near.
func Nearest(given string, among []string) string {
	best, distance := "", 0
	plain := bare(given)
	for _, a := range among {
		d := slips(plain, bare(a))
		if d > len([]rune(plain))/3 && d > 0 || plain == "" {
			continue
		}
		if best == "" || d < distance {
			best, distance = a, d
		}
	}
	return best
}

// bare leaves of a name what a slip of width, capitals or signs keeps.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		switch {
		case strings.ContainsRune(" 　.-_‐‑–—―−ー・/", r):
			return -1
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return r
	}, name)
}

// slips counts the letters to put in, leave out, change or swap with the next
// until a is b.
func slips(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, row := []int(nil), count(len(y)+1)
	for i := range x {
		next := append(make([]int, 0, len(y)+1), i+1)
		for j := range y {
			d := min(row[j+1]+1, next[j]+1, row[j]+differ(x[i], y[j]))
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				d = min(d, before[j-1]+1)
			}
			next = append(next, d)
		}
		before, row = row, next
	}
	return row[len(y)]
}

func differ(a, b rune) int {
	if a == b {
		return 0
	}
	return 1
}

func count(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
