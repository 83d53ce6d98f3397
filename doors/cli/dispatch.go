package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/dispatch"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
)

// letterList lists the official documents, the latest first.
func (r *run) letterList() *cobra.Command {
	return looks(r, "list", "letter.list", cobra.NoArgs, func(v visit, q *ask.DispatchQuery, _ []string) error {
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

// letterShow shows an official document, or writes the PDF that went out.
func (r *run) letterShow() *cobra.Command {
	type showFlags struct {
		PDF string `json:"pdf,omitempty" doc:"write it as PDF to this file"`
	}
	return looks(r, "show ID", "letter.show", cobra.ExactArgs(1), func(v visit, q *showFlags, args []string) error {
		if q.PDF != "" {
			file, err := v.DispatchPaper(v, v.who, args[0])
			if err != nil {
				return err
			}
			return r.save(q.PDF, func(w io.Writer) error { _, err := w.Write(file.Content); return err })
		}
		return r.showLetter(v, args[0])
	})
}

func (r *run) showLetter(v visit, id string) error {
	d, err := v.DispatchView(v, v.who, id)
	if err != nil {
		return err
	}
	return r.emit(d, func(w io.Writer) {
		fmt.Fprintf(w, "%s  %s  %s  %s\n%s\nSHA-256 %s\n", r.say.Name("dispatch", d.Kind), d.No, d.Issued, d.Case, d.Content.To.Name, d.SHA256)
	})
}

// letterIssue issues a document, or writes it as it would be issued now.
func (r *run) letterIssue() *cobra.Command {
	type issueFlags struct {
		dispatch.IssueInput
		Preview string `json:"preview,omitempty" doc:"issue nothing, and write it as PDF to this file"`
		Key     string `json:"idempotency_key,omitempty"`
	}
	return asks(r, "issue NO", "letter.issue", cobra.ExactArgs(1), func(c *cobra.Command, q *issueFlags, args []string) error {
		return r.inOffice(c.Context(), "", func(v visit) error {
			if q.Preview != "" {
				file, err := v.DispatchPreview(v, v.who, args[0], q.IssueInput)
				if err != nil {
					return err
				}
				return r.save(q.Preview, func(w io.Writer) error { _, err := w.Write(file.Content); return err })
			}
			act, _ := app.FindAction(access.IssueLetter)
			out, err := v.Do(v, desk.Request{Actor: v.who, Key: q.Key}, act, args[0], &q.IssueInput)
			if err != nil {
				return err
			}
			return r.showLetter(v, out.Told["no"])
		})
	})
}

// letterKinds lists the kinds of official documents of a scheme.
func (r *run) letterKinds() *cobra.Command {
	type kindLine struct {
		Kind record.DispatchKind `json:"kind"`
		Name string              `json:"name"`
	}
	return asks(r, "kinds", "letter.kinds", cobra.NoArgs, func(_ *cobra.Command, _ *ask.OfficeQuery, _ []string) error {
		var all struct {
			Kinds []kindLine `json:"kinds"`
		}
		for _, kind := range record.DispatchKinds() {
			all.Kinds = append(all.Kinds, kindLine{kind, r.say.Name("dispatch", kind)})
		}
		return r.emit(all, func(w io.Writer) {
			listed(r, w, all.Kinds, func(k kindLine) []string { return []string{string(k.Kind), k.Name} }, "kind", "name")
		})
	})
}

// letterIssueAll issues a document on every case of a scheme that it can be issued on and was not, each by itself.
func (r *run) letterIssueAll() *cobra.Command {
	return asks(r, "issue-all", "letter.issue-all", cobra.NoArgs, func(c *cobra.Command, q *ask.IssueAllInput, _ []string) error {
		return r.inOffice(c.Context(), "", func(v visit) error {
			nos, err := v.ToIssue(v, v.who, q.Scheme, q.Kind)
			if err != nil {
				return err
			}
			if len(nos) == 0 {
				return r.emit(ask.BulkAnswer{Cases: []ask.BulkLine{}}, func(io.Writer) {})
			}
			left := max(len(nos)-app.MostInBulk, 0)
			return r.bulkLines(v, app.BulkInput{Act: access.IssueLetter, Value: string(q.Kind), Cases: nos[:len(nos)-left]}, q.DryRun, left)
		})
	})
}
