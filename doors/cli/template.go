package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/doors/ask"
	"akashi/record"
	"akashi/scheme"
)

// scoreTemplate prints a file of answers to fill in: every item that the edition
// asks for, in its order, each still null.
func (r *run) scoreTemplate() *cobra.Command {
	type templateFlags struct {
		ask.Book
		Case scheme.CaseType `json:"case" enum:"new,renewal" flag:"case,new"`
		Full bool            `json:"full,omitempty"`
		outFlag
	}
	return asks(r, "template", "score.template", cobra.NoArgs, func(_ *cobra.Command, q *templateFlags, _ []string) error {
		ed, err := r.pick(&q.Book)
		if err != nil {
			return err
		}
		return r.save(q.Out, func(w io.Writer) error { return writeTemplate(w, ed, q.Case, q.Full) })
	})
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
func blank(s scheme.Treatment, full bool) any {
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
