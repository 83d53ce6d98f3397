package api

import (
	"cmp"
	"encoding/json"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"akashi/values/form"
	"akashi/words"
)

// drawn describes every route, without a door.
func drawn(t *testing.T) (huma.Registry, describer) {
	t.Helper()
	d, err := newDescriber(table(), "test")
	if err != nil {
		t.Fatal(err)
	}
	explain(d.to.Components.Schemas.Map())
	return d.to.Components.Schemas, d
}

// fits holds an example against its schema, which is closed against other keys.
func fits(t *testing.T, in huma.Registry, schema *huma.Schema, name string, example []byte) {
	t.Helper()
	var value any
	if err := json.Unmarshal(example, &value); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	found := huma.ValidateResult{}
	huma.Validate(in, schema, huma.NewPathBuffer(nil, 0), huma.ModeWriteToServer, value, &found)
	for _, err := range found.Errors {
		t.Errorf("%s: %v", name, err)
	}
}

// TestEveryFormHasAnExample binds each example as the door binds a body.
func TestEveryFormHasAnExample(t *testing.T) {
	t.Parallel()
	in, d := drawn(t)
	used := map[string]bool{}
	for _, r := range table() {
		if r.body == nil {
			continue
		}
		name := cmp.Or(string(r.action.Name), r.id)
		used[name] = true
		example, ok := d.Asked[name]
		if !ok {
			t.Errorf("examples.json: nothing is asked of %s", name)
			continue
		}
		asked := r.body()
		if err := form.Decode(example, "body.", asked); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		fits(t, in, d.schema(asked), name, example)
	}
	for name := range d.Asked {
		if !used[name] {
			t.Errorf("examples.json: no form is that of %s", name)
		}
	}
}

func TestExamplesOfAnswersFit(t *testing.T) {
	t.Parallel()
	in, d := drawn(t)
	for name, example := range d.Answered {
		schema := in.Map()[name]
		if kindOf(words.In(words.English), name).Name == name {
			schema = in.Map()["Problem"]
		}
		if schema == nil {
			t.Errorf("examples.json: nothing is answered as %s", name)
			continue
		}
		fits(t, in, schema, name, example)
	}
	for _, main := range []string{"CaseView", "SessionView", "MarkView", "invalid", "refused"} {
		if d.Answered[main] == nil {
			t.Errorf("examples.json: %s is missing", main)
		}
	}
}
