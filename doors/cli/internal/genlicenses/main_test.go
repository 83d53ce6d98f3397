package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func TestTheLicencesAreThoseOfTheProgram(t *testing.T) {
	t.Parallel()
	kept, err := os.ReadFile("../../licenses.txt")
	if err != nil {
		t.Fatal(err)
	}
	made, err := licences("../../../..")
	if err != nil || !bytes.Equal(made, kept) {
		t.Errorf("doors/cli/licenses.txt is stale (%v): run `go generate ./doors/cli` and read the difference", err)
	}
}

func TestKnown(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{
		{"Redistribution and use in source and binary forms", "BSD-2-Clause"},
		{"Redistribution and use in source and binary forms … endorse or promote products derived from", "BSD-3-Clause"},
		{"Permission is hereby granted, free of charge … Apache License, Version 2.0", "Apache-2.0 MIT"},
		{"All rights reserved.", ""},
	} {
		if got := strings.Join(known(test.text), " "); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
	if _, err := licenceOf(part{path: "example.com/none"}); err == nil {
		t.Error("a module without a licence was taken")
	}
}
