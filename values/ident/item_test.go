package ident_test

import (
	"testing"

	"akashi/values/ident"
)

func TestItem(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{
		{"1-1-1", "1-1-1"}, {"1.1.1", "1-1-1"}, {"１－１－１", "1-1-1"}, {"７ー１ー２", "7-1-2"},
		{" 3‐1‐2 ", "3-1-2"}, {"A01", "A01"}, {"", ""},
	} {
		if got := ident.Item(c[0]); got != c[1] {
			t.Errorf("%q: got %q, want %q", c[0], got, c[1])
		}
	}
}
