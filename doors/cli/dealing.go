package cli

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/values/fault"
)

// dealingList finds dealings by day, amount and counterparty.
func (r *run) dealingList() *cobra.Command {
	return looks(r, "list", "dealing.list", cobra.NoArgs, func(v visit, q *ask.DealingQuery, _ []string) error {
		list, err := v.Dealings(v, v.who, q.For())
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Dealings, func(l app.Dealing) []string {
				return []string{l.Day.String(), r.say.Name("dealing", l.Kind), l.Amount.String(), l.Counterparty, l.Case, l.Ref}
			}, "day", "kind", "amount", "counterparty", "case", "no")
		})
	})
}

// dealingArchive writes what was found with its documents as a ZIP.
func (r *run) dealingArchive() *cobra.Command {
	type archiveFlags struct {
		ask.DealingQuery
		Out string `json:"out,omitempty" flag:"out,dealings.zip" doc:"file to write"`
	}
	return looks(r, "archive", "dealing.archive", cobra.NoArgs, func(v visit, q *archiveFlags, _ []string) error {
		return r.save(q.Out, func(w io.Writer) error {
			return v.DealingArchive(v, v.who, q.For(), string(r.say.Lang()), func(all []app.Dealing, file func(app.Dealing) string) ([]byte, error) {
				var table bytes.Buffer
				err := r.Sheet.Write(&table, r.say.DealingRows(all, file))
				return table.Bytes(), err
			}, w)
		})
	})
}

// dealingExport writes what was found as entries for a program for accounts.
func (r *run) dealingExport() *cobra.Command {
	type exportFlags struct {
		ask.DealingQuery
		Layout string `json:"layout,omitempty" doc:"name of a layout that comes along; the first when absent"`
		Map    string `json:"map,omitempty" doc:"a JSON file that describes another layout"`
		Out    string `json:"out,omitempty" doc:"file to write"`
	}
	return looks(r, "export", "dealing.export", cobra.NoArgs, func(v visit, q *exportFlags, _ []string) error {
		var own []byte
		if q.Map != "" {
			var err error
			if own, err = r.read(q.Map, maxFile); err != nil {
				return err
			}
		}
		l, err := v.ExportLayout(q.Layout, own)
		if err != nil {
			return err
		}
		file, replaced, err := v.DealingExport(v, v.who, q.For(), l)
		if err != nil {
			return err
		}
		if q.Out == "" {
			_, err := r.Out.Write(file.Content)
			return err
		}
		f, err := r.Create(q.Out)
		if err != nil {
			return err
		}
		if _, err := f.Write(file.Content); err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
		view := struct {
			File       string `json:"file"`
			Layout     string `json:"layout"`
			Unverified bool   `json:"unverified,omitempty"`
			Replaced   int    `json:"replaced"`
		}{q.Out, l.Name, l.Unverified, replaced}
		return r.emit(view, func(w io.Writer) {
			fmt.Fprintln(w, r.say.Fill("dealing.exported", fault.With("file", q.Out, "layout", l.Title, "replaced", replaced)))
			if l.Unverified {
				fmt.Fprintln(w, r.say.Say("dealing.unverified"))
			}
		})
	})
}

// dealingLayouts lists the layouts for programs of accounts that come along.
func (r *run) dealingLayouts() *cobra.Command {
	return looks(r, "layouts", "dealing.layouts", cobra.NoArgs, func(v visit, _ *struct{}, _ []string) error {
		all, err := v.ExportLayouts()
		if err != nil {
			return err
		}
		return r.emit(map[string]any{"layouts": all}, func(w io.Writer) {
			listed(r, w, all, func(l desk.ExportLayout) []string {
				state := ""
				if l.Unverified {
					state = r.say.Say("dealing.unverified")
				}
				return []string{l.Name, l.Title, l.Encoding, state}
			}, "name", "title", "encoding", "state")
		})
	})
}
