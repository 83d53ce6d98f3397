package api

import (
	"cmp"
	_ "embed"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// properties says what each key means whose Go field has no `doc` tag: a line for a
// key wherever it stands, or for the key of one schema.
//
//go:embed properties.txt
var properties string

// explain fills in what the tags of a type left open.
func explain(schemas map[string]*huma.Schema) {
	told := map[string]string{}
	for line := range strings.Lines(properties) {
		key, text, _ := strings.Cut(strings.TrimSpace(line), ": ")
		told[key] = text
	}
	for of, s := range schemas {
		for key, p := range s.Properties {
			p.Description = cmp.Or(p.Description, told[of+"."+key], told[key])
			giveType(key, p)
		}
	}
}

// giveType types a value that the office decodes by itself.
func giveType(key string, p *huma.Schema) {
	switch {
	case p.Type != "" || p.Ref != "":
	case key == "audits":
		p.Type, p.Items = huma.TypeArray, &huma.Schema{Type: huma.TypeObject}
	default:
		p.Type = huma.TypeObject
	}
}
