package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/dispatch"
	"akashi/doors/ask"
)

// dispatchList lists the official documents, the latest first.
func (r *run) dispatchList() *cobra.Command {
	return looks(r, "list", "dispatch.list", cobra.NoArgs, func(v visit, q *ask.DispatchQuery, _ []string) error {
		list, err := v.Dispatches(v, v.who, q.For())
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Dispatches, func(d app.DispatchView) []string {
				return []string{d.No, r.say.Name("dispatch", d.Kind), d.Issued.String(), d.Case, d.Content.To.Name}
			}, "no", "kind", "issued", "case", "counterparty")
		})
	})
}

// dispatchShow shows an official document, or writes the PDF that went out.
func (r *run) dispatchShow() *cobra.Command {
	type showFlags struct {
		PDF string `json:"pdf,omitempty" doc:"write it as PDF to this file"`
	}
	return looks(r, "show NO", "dispatch.show", cobra.ExactArgs(1), func(v visit, q *showFlags, args []string) error {
		if q.PDF != "" {
			file, err := v.DispatchPaper(v, v.who, args[0])
			if err != nil {
				return err
			}
			return r.save(q.PDF, func(w io.Writer) error { _, err := w.Write(file.Content); return err })
		}
		d, err := v.DispatchView(v, v.who, args[0])
		if err != nil {
			return err
		}
		return r.emit(d, func(w io.Writer) {
			fmt.Fprintf(w, "%s  %s  %s  %s\n%s\nSHA-256 %s\n", r.say.Name("dispatch", d.Kind), d.No, d.Issued, d.Case, d.Content.To.Name, d.SHA256)
		})
	})
}

// dispatchPreview writes a document as it would be issued now.
func (r *run) dispatchPreview() *cobra.Command {
	type previewFlags struct {
		dispatch.IssueInput
		PDF string `json:"pdf" doc:"write it as PDF to this file"`
	}
	return looks(r, "preview NO", "dispatch.preview", cobra.ExactArgs(1), func(v visit, q *previewFlags, args []string) error {
		file, err := v.DispatchPreview(v, v.who, args[0], q.IssueInput)
		if err != nil {
			return err
		}
		return r.save(q.PDF, func(w io.Writer) error { _, err := w.Write(file.Content); return err })
	})
}
