package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/register"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/form"
)

// listFlags are the flags of an import.
type listFlags struct {
	Scheme   string     `json:"scheme,omitempty"`
	Format   string     `json:"format" flag:"format,auto"`
	Encoding string     `json:"encoding" flag:"encoding,auto"`
	Map      string     `json:"map,omitempty"`
	ListedAs civil.Date `json:"listed_as_of,omitempty"`
	Source   string     `json:"source,omitempty"`
	Key      string     `json:"idempotency_key,omitempty"`
	Dry      bool       `json:"dry_run,omitempty"`
}

func (r *run) registerImport() *cobra.Command {
	return asks(r, "import FILE", "register.import", cobra.ExactArgs(1), func(c *cobra.Command, q *listFlags, args []string) error {
		input, err := r.list(q, args[0])
		if err != nil {
			return err
		}
		action, _ := app.FindAction(access.ImportRegister)
		open := r.Office
		if q.Dry {
			open = r.officeOrNone
		}
		return r.within(c.Context(), open, r.as(c.Context(), record.RoleAdmin, func(v visit) error {
			input.Scheme = cmp.Or(r.opts.Scheme, schemeOf(v.Shelf, input.Rows))
			out, err := during(r, "import", func(*progress) (desk.Outcome, error) {
				if q.Dry {
					return v.Rehearse(v, v.who, action, "", input)
				}
				return v.Do(v, desk.Request{Actor: v.who, Key: q.Key}, action, "", input)
			})
			if err != nil {
				return err
			}
			if out.Waits {
				return r.tellHeld(out)
			}
			return r.tellImport(out.Body)
		}))
	})
}

// officeOrNone opens an office that goes again where there is none.
func (r *run) officeOrNone(ctx context.Context, at Site) (*Office, error) {
	o, err := r.Office(ctx, at)
	if errors.Is(err, fault.NotFound) {
		return r.Scratch(ctx, at)
	}
	return o, err
}

// list reads the file of an import.
func (r *run) list(q *listFlags, name string) (*register.ImportInput, error) {
	input := &register.ImportInput{ListedAsOf: q.ListedAs, Source: cmp.Or(q.Source, filepath.Base(name)), DryRun: q.Dry}
	columns, err := r.columns(q.Map)
	if err != nil {
		return nil, err
	}
	f, err := r.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, found, err := r.Sheet.Read(f, q.Format, q.Encoding)
	if err != nil {
		return nil, err
	}
	input.Encoding = found
	input.Rows, input.Unread, err = register.ReadRegister(rows, columns)
	return input, err
}

// columns are the headings that are understood: those of the file named, over
// those that offices commonly write.
func (r *run) columns(name string) (map[string]string, error) {
	columns, err := r.Sheet.Columns()
	if err != nil || name == "" {
		return columns, err
	}
	data, err := r.text(name, maxText)
	if err != nil {
		return nil, err
	}
	own := map[string]string{}
	if err := form.Decode(data, "form-", &own); err != nil {
		return nil, err
	}
	maps.Copy(columns, own)
	return columns, nil
}

// schemeOf is the first scheme whose marks are of the kind that the rows list:
// services, or organisations.
func schemeOf(shelf *scheme.Shelf, rows []register.ImportRow) string {
	unit := scheme.UnitOrganisation
	if slices.ContainsFunc(rows, func(row register.ImportRow) bool { return row.Service != "" }) {
		unit = scheme.UnitService
	}
	for _, key := range shelf.Keys() {
		if shelf.Latest(key).Unit == unit {
			return key
		}
	}
	return ""
}

func (r *run) tellImport(answer json.RawMessage) error {
	var report register.ImportReport
	if err := json.Unmarshal(answer, &report); err != nil {
		return err
	}
	return r.judge(len(report.Rejected) == 0 || len(report.Rejected) < report.Rows, report, func(w io.Writer) {
		fmt.Fprintln(w, r.say.Fill("import.done", fault.With("rows", report.Rows, "accepted", report.Accepted,
			"duplicates", len(report.Duplicates), "rejected", len(report.Rejected), "encoding", report.Encoding)))
		for _, row := range report.Rejected {
			fmt.Fprintf(w, "  %d: %s\n", row.Row, r.say.Name("row", row.Reason))
		}
		if report.DryRun {
			fmt.Fprintln(w, r.say.Say("import.dry"))
		}
	})
}

// registerTemplate gives a workbook to list the living marks of a scheme in.
func (r *run) registerTemplate() *cobra.Command {
	type templateFlags struct {
		Scheme string `json:"scheme"`
		outFlag
	}
	return looks(r, "template", "register.template", cobra.NoArgs, func(v visit, q *templateFlags, _ []string) error {
		file, err := v.ListTemplate(v, v.who, q.Scheme, string(r.say.Lang()))
		if err != nil {
			return err
		}
		return r.save(q.Out, func(w io.Writer) error {
			_, err := w.Write(file.Content)
			return err
		})
	})
}

func (r *run) registerSearch() *cobra.Command {
	return looks(r, "search Q", "register.search", cobra.ExactArgs(1), func(v visit, q *ask.RegisterQuery, args []string) error {
		q.Q = args[0]
		page, err := v.Register(v, q.For())
		if err != nil {
			return err
		}
		return r.emit(page, func(w io.Writer) {
			fmt.Fprintln(w, r.say.Say("register.total", "n", fmt.Sprint(page.Total)))
			listed(r, w, page.Entries, func(e app.MarkView) []string {
				return []string{e.Number, r.say.Name("standing", e.Standing), e.Mark.Service, e.Mark.Holder, e.Mark.ValidTo.String()}
			}, "number", "standing", "service", "holder", "valid_to")
		})
	})
}

func (r *run) registerExport() *cobra.Command {
	type exportFlags struct {
		To     string `json:"to" enum:"csv,json" flag:"to,csv"`
		Scheme string `json:"scheme,omitempty"`
		Status string `json:"status,omitempty"`
		outFlag
	}
	return looks(r, "export", "register.export", cobra.NoArgs, func(v visit, q *exportFlags, _ []string) error {
		entries, err := allEntries(v, desk.MarkQuery{Scheme: q.Scheme, Standing: desk.StandingNamed(q.Status)})
		if err != nil {
			return err
		}
		return r.save(q.Out, func(w io.Writer) error {
			if q.To == "json" {
				return json.NewEncoder(w).Encode(app.RegisterPage{Total: len(entries), Entries: entries})
			}
			return r.Sheet.Write(w, registerRows(entries))
		})
	})
}

// allEntries reads the register page by page.
func allEntries(v visit, q desk.MarkQuery) ([]app.MarkView, error) {
	entries := []app.MarkView{}
	for {
		page, err := v.Register(v, q)
		if err != nil {
			return nil, err
		}
		entries = append(entries, page.Entries...)
		if q.After = page.Next; page.Next == "" {
			return entries, nil
		}
	}
}

// registerRows is the register as a table whose headings an import understands.
func registerRows(entries []app.MarkView) [][]string {
	rows := [][]string{{"number", "status", "scheme", "rank", "control_no", "service", "holder", "holder_kana",
		"corporate_number", "address", "website", "valid_from", "valid_to", "listed_as_of", "as_of"}}
	for _, e := range entries {
		m := e.Mark
		rank := ""
		if m.Rank > 0 {
			rank = fmt.Sprint(m.Rank)
		}
		rows = append(rows, []string{e.Number, string(e.Standing), m.Scheme, rank, m.ControlNo, m.Service, m.Holder, m.HolderKana,
			m.CorporateNumber, m.Address, m.Website, m.ValidFrom.String(), m.ValidTo.String(), m.ListedAsOf.String(), e.AsOf.String()})
	}
	return rows
}
