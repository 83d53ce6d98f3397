package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"akashi/record"
)

// emit prints the answer: one JSON object for a script, text for people.
func (r *run) emit(view any, text func(w io.Writer)) error {
	if r.opts.json {
		return r.printJSON(view)
	}
	text(r.Out)
	return nil
}

// judge prints an answer and ends the command with its verdict.
func (r *run) judge(good bool, view any, text func(w io.Writer)) error {
	return cmp.Or(r.emit(view, text), verdict(good))
}

// verdict ends a command with the status of its answer.
func verdict(good bool) error {
	if good {
		return nil
	}
	return errNegative
}

func (r *run) printJSON(view any) error {
	var plain, laidOut bytes.Buffer
	enc := json.NewEncoder(&plain)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(view); err != nil {
		return err
	}
	if err := json.Indent(&laidOut, r.say.WithRowErrors(plain.Bytes()), "", "  "); err != nil {
		return err
	}
	_, err := laidOut.WriteTo(r.Out)
	return err
}

// printReasons prints reason trees, each step below the one it explains.
func (r *run) printReasons(w io.Writer, reasons []record.Reason, depth int) {
	for _, x := range reasons {
		fmt.Fprintf(w, "%s%s %s%s\n", strings.Repeat("  ", depth), sign(x.Holds), r.say.Reason(x), bracketed(x.Clause))
		r.printReasons(w, x.Because, depth+1)
	}
}

func sign(holds bool) string {
	if holds {
		return "✓"
	}
	return "✗"
}
