package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/record"
	"akashi/scheme"
)

// scoreTemplate prints a file of answers to fill in: every item that the edition
// asks for, in its order, each still null.
func (r *run) scoreTemplate() *cobra.Command {
	var ch choice
	var caseType, out string
	var full bool
	c := r.command("template", "score.template", cobra.NoArgs, func(*cobra.Command, []string) error {
		var a asked
		day, t := a.day("date", ch.date), a.caseType(caseType)
		if err := a.Err(); err != nil {
			return err
		}
		ed, err := r.pick(ch, day)
		if err != nil {
			return err
		}
		write := func(w io.Writer) error { return writeTemplate(w, ed, t, full) }
		if out == "" {
			return write(r.Out)
		}
		return r.save(out, write)
	})
	r.choiceFlags(c, &ch, true)
	c.Flags().StringVar(&ch.date, "date", "", r.say.Say("flag.date"))
	c.Flags().StringVar(&caseType, "case", "new", r.say.Say("flag.case"))
	c.Flags().BoolVar(&full, "full", false, r.say.Say("flag.full"))
	c.Flags().StringVarP(&out, "out", "o", "", r.say.Say("flag.out"))
	return c
}

// writeTemplate writes the answers by hand, because a map would lose the order of
// the rule book.
func writeTemplate(w io.Writer, ed *scheme.Edition, t scheme.CaseType, full bool) error {
	text := bytes.NewBufferString("{\n  \"answers\": {")
	for i := range ed.Criteria {
		c := &ed.Criteria[i]
		answer, err := json.Marshal(inAspects(c, blank(c.For(t), full)))
		if err != nil {
			return err
		}
		comma := ","
		if i == 0 {
			comma = ""
		}
		fmt.Fprintf(text, "%s\n    %q: %s", comma, c.ID, answer)
	}
	text.WriteString("\n  }\n}\n")
	_, err := text.WriteTo(w)
	return err
}

// blank is null, or what meets the item in full.
func blank(s scheme.Standing, full bool) any {
	switch {
	case !full:
		return nil
	case s.Kind == scheme.Points && s.Grading == scheme.Graded:
		return s.Points
	}
	return record.Met
}

// inAspects gives an answer to each aspect of an item that is judged in several.
func inAspects(c *scheme.Criterion, answer any) any {
	if len(c.Aspects) == 0 {
		return answer
	}
	each := map[string]any{}
	for _, aspect := range c.Aspects {
		each[aspect] = answer
	}
	return each
}
