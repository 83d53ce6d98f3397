package cli

import (
	"cmp"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"sync"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/form"
)

// exampled is one whole line of the command of an act, made of the example of its form.
func exampled(use string, a desk.Action, s *sheet) string {
	examples, _ := ask.ReadExamples() // it is a part of the program, and a test reads it
	name, _, ofObject := strings.Cut(use, " ")
	words := []string{name}
	if ofObject {
		words = append(words, exampleObjects()[a.On])
	}
	words = append(words, s.line(examples.Asked[string(a.Name)])...)
	return "  akashi " + strings.TrimSpace(app.Group(a)+" "+strings.Join(append(words, "--as", actorIn(a.Name)), " "))
}

// exampleObjects names the object of the examples of each kind, once for all acts.
var exampleObjects = sync.OnceValue(func() map[desk.Kind]string {
	examples, _ := ask.ReadExamples() // a test reads them
	names := map[desk.Kind]string{}
	for _, thing := range app.Things() {
		shown := form.GroupOf(form.JSON(examples.Answered[reflect.TypeOf(thing.View).Name()]))
		n := cmp.Or(shown.At("user", thing.Words.Param), shown.At(thing.Words.Param))
		if n != nil {
			names[thing.Kind] = n.Text()
		}
	}
	return names
})

// actorIn is somebody who may do the act: the secretariat where it may.
func actorIn(act access.Action) string {
	if who := access.Who(act); !slices.Contains(who, record.RoleSecretariat) && len(who) > 0 {
		return string(who[0])
	}
	return "jimukyoku"
}

// line writes an input as flags.
func (s *sheet) line(input json.RawMessage) (flags []string) {
	whole := form.GroupOf(form.JSON(input))
	for _, f := range s.fields {
		n := whole.At(f.Path...)
		if n == nil || f.Flag == "name" && s.has(ask.AsFile) || f.Kind == ask.AsJSON && s.parted(f) {
			continue
		}
		switch f.Kind {
		case ask.AsSwitch:
			flags = append(flags, "--"+f.Flag)
		case ask.AsList:
			for item := range n.Items() {
				flags = append(flags, "--"+f.Flag, quoted(item.Text()))
			}
		case ask.AsFile:
			flags = append(flags, "--"+f.Flag, quoted(whole.At("name").Text()))
		default:
			flags = append(flags, "--"+f.Flag, quoted(n.Text()))
		}
	}
	return flags
}

func (s *sheet) has(k ask.FieldKind) bool {
	return slices.ContainsFunc(s.fields, func(f ask.Field) bool { return f.Kind == k })
}

// parted reports whether the parts of a field have flags of their own.
func (s *sheet) parted(of ask.Field) bool {
	return slices.ContainsFunc(s.fields, func(f ask.Field) bool { return len(f.Path) > len(of.Path) && f.Path[0] == of.Path[0] })
}

// quoted writes a word as a shell reads it.
func quoted(word string) string {
	plain := func(r rune) bool {
		return r > '~' || strings.ContainsRune("-_./:,=@+", r) || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
