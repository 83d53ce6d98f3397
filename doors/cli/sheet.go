package cli

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"akashi/doors/ask"
	"akashi/values/fault"
	"akashi/values/form"
)

// sheet is a form as the flags of a command offer it.
type sheet struct {
	run    *run
	fields []ask.Field
	flags  *pflag.FlagSet
	whole  string // --input
	act    bool   // of an action: rules find what is missing, and JSON is looked into here
}

// offer gives the command, when it is asked for, a flag for each value of a form,
// explained in the reader's language.
func (r *run) offer(c *cobra.Command, of any, act bool) *sheet {
	s := &sheet{run: r, act: act}
	r.later(c, func() { s.lay(c, reflect.TypeOf(of).Elem()) })
	return s
}

func (s *sheet) lay(c *cobra.Command, form reflect.Type) {
	s.fields, s.flags = ask.FieldsOf(form), c.Flags()
	r, beginning := s.run, "flag."
	if s.act {
		beginning = "field."
	}
	group := ""
	if above := c.Parent(); above != nil {
		group = above.Name()
	}
	for _, f := range s.fields {
		doc := f.Explained(group, c.Name(), beginning, r.say)
		switch f.Kind {
		case ask.AsSwitch:
			s.flags.Bool(f.Flag, false, doc)
		case ask.AsList:
			s.flags.StringArrayP(f.Flag, f.Short, nil, doc)
		case ask.AsJSON:
			s.flags.String(f.Flag, "", doc+" ["+r.say.Say("flag.kind.json")+"]")
		default:
			s.flags.StringP(f.Flag, f.Short, f.Value, doc)
		}
		if complete := r.completed(f.Flag, f.Words); complete != nil {
			_ = c.RegisterFlagCompletionFunc(f.Flag, complete) // the flag is there
		}
		if f.Needed && f.Value == "" && !s.act {
			_ = c.MarkFlagRequired(f.Flag) // the flag is there
		}
	}
	if s.act {
		s.flags.StringVar(&s.whole, "input", "", r.say.Say("flag.input"))
	}
}

// fill puts the whole input and the single flags together, and fills the form; a
// flag wins.
func (s *sheet) fill(into any) error {
	all := &form.Group{}
	if s.whole != "" {
		data, err := s.run.text(s.whole, maxFile)
		if err != nil {
			return err
		}
		if all, err = objectOf(data); err != nil {
			return err
		}
	}
	var p fault.Problems
	for _, f := range s.fields {
		if !s.flags.Changed(f.Flag) && f.Value == "" {
			continue
		}
		n, err := s.node(f)
		if err != nil {
			p = append(p, fault.ProblemsIn(err)...)
			continue
		}
		all.Put(n, f.Path...)
		if f.Kind == ask.AsFile && s.asksName() && !all.Has("name") {
			name, _ := s.flags.GetString(f.Flag)
			all.Put(form.Type(baseName(name)), "name")
		}
	}
	if err := p.Err(); err != nil {
		return err
	}
	if s.act {
		return form.Paper{Partial: true}.Fill(all, into)
	}
	return form.Paper{Place: s.place}.Fill(all, into)
}

// asksName reports whether an act asks what its file is called.
func (s *sheet) asksName() bool {
	return s.act && slices.ContainsFunc(s.fields, func(f ask.Field) bool { return f.Flag == "name" })
}

// objectOf reads one JSON object and nothing after it.
func objectOf(data []byte) (*form.Group, error) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if err := form.Syntax(data, "form-").Err(); err != nil {
		return nil, err
	}
	whole := form.JSON(data)
	if whole.Kind() != form.Object {
		return nil, fault.Wrong("wrong-type", "/", "want", "object")
	}
	return form.GroupOf(whole), nil
}

// node is what the flag says.
func (s *sheet) node(f ask.Field) (form.Node, error) {
	switch f.Kind {
	case ask.AsSwitch:
		yes, _ := s.flags.GetBool(f.Flag)
		return form.Type(strconv.FormatBool(yes)), nil
	case ask.AsList:
		list, _ := s.flags.GetStringArray(f.Flag)
		if !s.act {
			return form.Type(list...), nil
		}
		data, err := json.Marshal(list) // a line of an act may hold a comma
		return form.JSON(data), err
	}
	text, _ := s.flags.GetString(f.Flag)
	switch f.Kind {
	case ask.AsFile:
		data, err := s.run.read(text, maxFile)
		return form.Content(data), err
	case ask.AsJSON:
		return s.written(f, strings.TrimSpace(text))
	}
	return form.Type(text), nil
}

// written is a value written out as JSON, or in a file. A file that holds the value
// of an act under its own name, as the answers of the contract do, is unwrapped.
func (s *sheet) written(f ask.Field, text string) (form.Node, error) {
	data := []byte(text)
	if !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[") {
		var err error
		if data, err = s.run.text(strings.TrimPrefix(text, "@"), maxText); err != nil {
			return nil, err
		}
	}
	if !s.act {
		return form.Content(data), nil
	}
	if err := form.Syntax(data, "form-").Err(); err != nil {
		return nil, err
	}
	var inside []form.Node
	for key, value := range form.JSON(data).Members() {
		if inside = append(inside, value); key != f.Path[len(f.Path)-1] {
			return form.JSON(data), nil
		}
	}
	if len(inside) == 1 {
		return inside[0], nil
	}
	return form.JSON(data), nil
}

// place is the flag that gives what stands at a path of the form, or the path.
func (s *sheet) place(path string) string {
	i := slices.IndexFunc(s.fields, func(f ask.Field) bool { return "/"+strings.Join(f.Path, "/") == path })
	if i < 0 {
		return path
	}
	return "--" + s.fields[i].Flag
}

// asks makes a command whose flags are a form.
func asks[Q any](r *run, use, key string, args cobra.PositionalArgs, do func(c *cobra.Command, q *Q, args []string) error) *cobra.Command {
	var s *sheet
	c := r.command(use, key, args, func(c *cobra.Command, args []string) error {
		q := new(Q)
		if err := s.fill(q); err != nil {
			return err
		}
		return do(c, q, args)
	})
	s = r.offer(c, new(Q), false)
	return c
}
