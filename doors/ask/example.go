package ask

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

// exampleText holds an example of what each operation is asked, by the name of its
// action, and of what is answered, by the schema or by the kind of problem.
//
//go:embed examples.json
var exampleText []byte

// Examples are an example of each form and of the main answers.
type Examples struct {
	Asked    map[string]json.RawMessage `json:"asked"`
	Answered map[string]json.RawMessage `json:"answered"`
}

// ReadExamples reads them, once.
var ReadExamples = sync.OnceValues(func() (all Examples, err error) {
	if err := json.Unmarshal(exampleText, &all); err != nil {
		return all, fmt.Errorf("read examples.json: %w", err)
	}
	return all, nil
})
