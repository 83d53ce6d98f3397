package cli

import (
	"io"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
)

// noteQuery asks for one of the two notes about a case.
type noteQuery struct {
	outFlag
	Return bool `json:"return,omitempty"`
}

// caseHandover gives the signed note by which a decision was handed over, or the return to it.
func (r *run) caseHandover() *cobra.Command {
	return looks(r, "handover NO", "case.handover", cobra.ExactArgs(1), func(v visit, q *noteQuery, args []string) error {
		find := v.HandoverNote
		if q.Return {
			find = v.ReturnNote
		}
		note, err := find(v, v.who, args[0])
		if err != nil {
			return err
		}
		return r.save(q.Out, func(w io.Writer) error {
			_, err := w.Write(note.Content)
			return err
		})
	})
}

// handovers lists what lies between the two bodies of a scheme.
func (r *run) handovers() *cobra.Command {
	return looks(r, "handovers", "office.handovers", cobra.NoArgs, func(v visit, q *ask.OfficeQuery, _ []string) error {
		list, err := v.Handovers(v, v.who, q.Scheme)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			var rows [][]string
			for i, lines := range [][]app.HandoverLine{list.ToHand, list.Handed, list.Received, list.Answered} {
				state := r.say.Say("handover." + []string{"to-hand", "handed", "received", "answered"}[i])
				for _, l := range lines {
					rows = append(rows, []string{l.No, state, l.Holder, l.Due.String()})
				}
			}
			listed(r, w, rows, func(row []string) []string { return row }, "case", "state", "applicant", "last_day")
		})
	})
}
