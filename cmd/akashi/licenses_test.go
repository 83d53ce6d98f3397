package main

import (
	"debug/buildinfo"
	"encoding/json"
	"os/exec"
	"slices"
	"testing"
)

// TestEveryLinkedModuleHasItsLicence asks the program what it is made of, once by
// the command and once by what the linker wrote into it.
func TestEveryLinkedModuleHasItsLicence(t *testing.T) {
	t.Parallel()
	akashi := built(t)
	info, err := buildinfo.ReadFile(akashi)
	if err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command(akashi, "licenses", "--json").Output()
	if err != nil {
		t.Fatal(err)
	}
	type module struct{ Path, Version, Licence string }
	var answer struct{ Modules []module }
	if err := json.Unmarshal(said, &answer); err != nil {
		t.Fatal(err)
	}
	for _, m := range info.Deps {
		if !slices.ContainsFunc(answer.Modules, func(x module) bool {
			return x.Path == m.Path && x.Version == m.Version && x.Licence != ""
		}) {
			t.Errorf("%s %s is linked and has no licence in the answer", m.Path, m.Version)
		}
	}
	if len(info.Deps) < 20 {
		t.Errorf("the program names %d modules", len(info.Deps))
	}
}
