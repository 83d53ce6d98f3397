package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/values/fault"
)

// officeErasures lists what was erased, to be kept apart from the backups.
func (r *run) officeErasures() *cobra.Command {
	return looks(r, "erasures", "office.erasures", cobra.NoArgs, func(v visit, q *ask.OfficeQuery, _ []string) error {
		list, err := v.Erasures(v, v.who, q.Scheme)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Erased, func(l app.ErasedLine) []string {
				return []string{l.No, r.say.Say("option.class." + string(l.Class)), l.Name, l.At.Format("2006-01-02"), l.Reason}
			}, "case", "documents", "file", "day", "why")
		})
	})
}

// againFlags are the flags of erase-again.
type againFlags struct {
	Scheme string `json:"scheme"`
	List   string `json:"list"`
	Known  bool   `json:"known_only,omitempty"`
	Key    string `json:"idempotency_key,omitempty"`
	Dry    bool   `json:"dry_run,omitempty"`
}

// eraseAgain erases what a restore from an older backup has brought back.
func (r *run) eraseAgain() *cobra.Command {
	c := asks(r, "erase-again", "office.erase-again", cobra.NoArgs, func(c *cobra.Command, q *againFlags, _ []string) error {
		content, err := r.read(q.List, maxFile)
		if err != nil {
			return err
		}
		lines, err := ask.ErasedLines(content, "--list")
		if err != nil {
			return err
		}
		role := record.Role("")
		if q.Dry { // the person at the machine may look
			role = record.RoleSecretariat
		}
		return r.inOffice(c.Context(), role, func(v visit) error {
			report, err := v.EraseAgain(v, v.who, app.EraseAgainInput{Scheme: q.Scheme, Lines: lines, Known: q.Known, Dry: q.Dry, Key: q.Key, Reason: ask.AgainFor(r.say.Say)})
			if err != nil {
				return err
			}
			return r.toldAgain(report, q.Dry)
		})
	})
	r.later(c, func() { c.Example = "  akashi office erase-again --scheme anshin --list erasures.json --dry-run" })
	return c
}

// toldAgain says what was erased again, or would be.
func (r *run) toldAgain(report app.AgainReport, dry bool) error {
	return r.emit(report, func(w io.Writer) {
		said := "erase-again.done"
		if dry {
			said = "erase-again.dry"
		}
		fmt.Fprintln(w, r.say.Fill(said, fault.With("listed", report.Listed, "already", report.Already, "unknown", report.Unknown, "n", len(report.Again))))
		for _, a := range report.Again {
			fmt.Fprintf(w, "  %s %s: %s\n", a.No, r.say.Say("option.class."+string(a.Class)), strings.Join(a.Names, ", "))
			if a.Waits {
				fmt.Fprintln(w, "    "+r.say.Say("erase-again.waits"))
			}
		}
	})
}
