package fault_test

import (
	"testing"

	"akashi/values/fault"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	items := []string{"1-1-1", "1-1-2", "2-1-1"}
	for _, c := range []struct {
		given string
		among []string
		want  string
	}{
		{"1.1.1", items, "1-1-1"},
		{"１－１－１", items, "1-1-1"},
		{"111", items, "1-1-1"},
		{"9-9-9", items, ""},
		{"JAIPA", []string{"jaipa", "telesa"}, "jaipa"},
		{"ansin", []string{"anshin", "pmark"}, "anshin"},
		{"shnni", []string{"anshin", "pmark"}, ""},
		{"lagre", []string{"small", "medium", "large"}, "large"},
		{"huge", []string{"small", "medium", "large"}, ""},
		{"", []string{"small"}, ""},
		{"met", nil, ""},
	} {
		if got := fault.Nearest(c.given, c.among); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.given, got, c.want)
		}
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	var p fault.Problems
	fault.Choose(&p, "word", "--size", "lage", []string{"small", "large"})
	fault.Choose(&p, "item", "/x", "1.1.1", append(make([]string, 30), "1-1-1"))
	if d := p[0].Data; d["given"] != "lage" || d["allowed"] != "small, large" || d["meant"] != "large" {
		t.Errorf("got %v", d)
	}
	if d := p[1].Data; d["allowed"] != "" || d["meant"] != "1-1-1" {
		t.Errorf("a long list: got %v", d)
	}
}

func TestWhatIsWanted(t *testing.T) {
	t.Parallel()
	var p fault.Problems
	p.Want(true, "there", "/a")
	p.Want(false, "missing", "/b", "given", 1)
	fault.OneOf(&p, "kind", "/c", "first", []string{"first", "again"})
	fault.OneOf(&p, "kind", "/d", "agian", []string{"first", "again"})
	if len(p) != 2 || p[0].Where != "/b" || p[0].Data["given"] != "1" || p[1].Where != "/d" || p[1].Data["meant"] != "again" {
		t.Errorf("%+v", p)
	}
}
