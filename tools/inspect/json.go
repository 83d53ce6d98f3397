package inspect

import (
	"akashi/tools/format/json"
	"akashi/tools/format/refusal"
)

// What of one JSON text is held in memory at most.
const (
	longestText = 4 << 20 // bytes of a string
	mostNames   = 100_000 // of open objects
)

// json looks at one JSON value or at many, one a line.
func (in *inspector) json(f file) {
	r := in.openText(f)
	if r == nil {
		return
	}
	rules := json.Strict()
	rules.Text, rules.Number, rules.Names, rules.Depth, rules.Lines = longestText, longestText, mostNames, in.limits.Nesting, true
	if err := readJSON(json.New(r, rules)); err != nil {
		in.note(f, jsonCode(err))
	}
}

func readJSON(j *json.Reader) error {
	k, err := j.Next()
	for err == nil && k != json.End {
		k, err = j.Next()
	}
	return err
}

// jsonCode says why the reading stopped.
func jsonCode(err error) Code {
	switch refusal.KindOf(err) {
	case refusal.TooDeep:
		return jsonDeep
	case refusal.TooLong, refusal.TooManyNames:
		return jsonToken
	}
	return jsonBroken
}
