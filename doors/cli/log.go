package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/rules/access"
	"akashi/values/fault"
)

// extendsFlag names the file with a checkpoint.
type extendsFlag struct {
	Extends string `json:"extends,omitempty"`
}

// logVerify works the journal's tree out again and, with a checkpoint of before, says whether
// the journal goes on from it.
func (r *run) logVerify() *cobra.Command {
	return looks(r, "verify", "log.verify", cobra.NoArgs, func(v visit, q *extendsFlag, _ []string) error {
		if err := access.May(v.who, access.VerifyLog, access.Object{}).Err(); err != nil {
			return err
		}
		found, err := v.VerifyLog(v)
		if err == nil && q.Extends != "" && found.Good {
			found.Found, err = r.goesOn(v, q.Extends)
			found.Good = len(found.Found) == 0
			if problems := found.Found; !found.Good {
				found.View = Plain(map[string]any{"ok": false, "problems": r.say.Problems(problems)})
			}
		}
		return r.tellCheckup(found, err, "log.ok")
	})
}

func (r *run) goesOn(v visit, file string) (found fault.Problems, err error) {
	note, err := r.read(file, maxText)
	if err != nil {
		return nil, err
	}
	now, err := v.Checkpoint(v, v.who)
	if err != nil {
		return nil, err
	}
	text, err := r.Signed(note, now.Key)
	if err != nil {
		return nil, err
	}
	return v.Extends(v, v.who, text)
}

// logCheckpoint signs the journal as it stands.
func (r *run) logCheckpoint() *cobra.Command {
	return looks(r, "checkpoint", "log.checkpoint", cobra.NoArgs, func(v visit, q *outFlag, _ []string) error {
		c, err := v.Checkpoint(v, v.who)
		if err != nil {
			return err
		}
		if q.Out != "" {
			return r.save(q.Out, func(w io.Writer) error { _, err := io.WriteString(w, c.Note); return err })
		}
		return r.emit(c, func(w io.Writer) { fmt.Fprint(w, c.Note) })
	})
}

// keyFlag is the key that verifies a note.
type keyFlag struct {
	Key string `json:"key,omitempty"`
}

// noteVerify says whether a key has signed a note, and what it says.
func (r *run) noteVerify() *cobra.Command {
	return asks(r, "verify FILE", "note.verify", cobra.ExactArgs(1), func(_ *cobra.Command, q *keyFlag, args []string) error {
		note, err := r.read(args[0], maxText)
		if err != nil {
			return err
		}
		text, err := r.Signed(note, q.Key)
		if err != nil {
			return err
		}
		return r.emit(map[string]any{"ok": true, "text": string(text)}, func(w io.Writer) { fmt.Fprint(w, string(text)) })
	})
}
