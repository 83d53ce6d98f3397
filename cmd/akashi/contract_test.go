package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"akashi/doors/cli"
	"akashi/scheme"
	"akashi/schemes"
)

var update = flag.Bool("update", false, "rewrite the golden answers")

// TestContract pins every command of the public contract: its JSON, its exit
// status, and what it refuses.
func TestContract(t *testing.T) {
	t.Parallel()
	words := maps.Clone(commands())
	words["status"] = status
	testscript.Run(t, testscript.Params{Dir: "testdata/contract", Cmds: words, RequireUniqueNames: true, UpdateScripts: *update,
		Setup: func(e *testscript.Env) error { return begin(e, "", "") }})
}

// status runs the program inside the test: "status 3 score --json …" wants the
// exit status 3 and, with --json, exactly one JSON object.
func status(ts *testscript.TestScript, _ bool, args []string) {
	need(ts, args, "status STATUS ARGS...", 2)
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	var out, errs bytes.Buffer
	got := cli.Run(context.Background(), partsIn(ts, &out, &errs), args[1:])
	_, _ = ts.Stdout().Write(out.Bytes())
	_, _ = ts.Stderr().Write(errs.Bytes())
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
	if slices.Contains(args, "--json") {
		of(ts).answer = oneObject(ts, &out)
	}
	if got == cli.ExitRefused && slices.Contains(args, "--json") {
		placed(ts, of(ts).answer)
	}
}

// shippedOnce reads the shipped rule books once for all scripts.
var shippedOnce = sync.OnceValues(schemes.Shipped)

// partsIn are the parts of the program, at home in the folder of the script.
func partsIn(ts *testscript.TestScript, out, errs io.Writer) cli.Parts {
	p := parts()
	p.In, p.Out, p.Err = strings.NewReader(ts.Getenv("INPUT")), out, errs
	p.Env = func(name string) (string, bool) { v := ts.Getenv(name); return v, v != "" }
	p.Open = func(name string) (io.ReadCloser, error) { return os.Open(ts.MkAbs(name)) }
	p.Create = func(name string) (io.WriteCloser, error) { return os.Create(ts.MkAbs(name)) }
	p.Schemes.Shipped = shippedOnce
	p.Schemes.File = func(name string) (*scheme.Edition, error) { return schemes.ReadFile(ts.MkAbs(name)) }
	p.Schemes.Folder = func(dir string) (*scheme.Shelf, error) { return schemes.Load(os.DirFS(ts.MkAbs(dir))) }
	return p
}

func oneObject(ts *testscript.TestScript, out io.Reader) any {
	dec := json.NewDecoder(out)
	dec.UseNumber()
	var object map[string]any
	ts.Check(dec.Decode(&object))
	if _, err := dec.Token(); err != io.EOF {
		ts.Fatalf("more than one JSON object on stdout")
	}
	return object
}

// placed wants every problem of a refusal to have a code, a place and a sentence.
func placed(ts *testscript.TestScript, answer any) {
	refused, _ := answer.(map[string]any)["refused"].([]any)
	if len(refused) == 0 {
		ts.Fatalf("refused without a problem")
	}
	for _, p := range refused {
		for _, key := range []string{"code", "where", "message"} {
			if text, _ := p.(map[string]any)[key].(string); text == "" {
				ts.Fatalf("a problem without %s: %v", key, p)
			}
		}
	}
}
