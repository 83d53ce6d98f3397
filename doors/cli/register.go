package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/register"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/form"
)

func (r *run) registerCommands() *cobra.Command {
	return r.group("register", r.registerImport(), r.registerSearch(), r.registerExport())
}

// listFlags are the flags of an import.
type listFlags struct {
	Scheme   string     `json:"scheme,omitempty"`
	Format   string     `json:"format" flag:"format,auto"`
	Encoding string     `json:"encoding" flag:"encoding,auto"`
	Map      string     `json:"map,omitempty"`
	ListedAs civil.Date `json:"listed_as_of,omitempty"`
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
		return r.inOfficeOrNone(c.Context(), q.Dry, func(o *Office) error {
			actor, err := r.actor(c.Context(), o, true)
			if err != nil {
				return err
			}
			input.Scheme = first(r.opts.Scheme, schemeOf(o.Shelf, input.Rows))
			var out desk.Outcome
			if err := r.during("import", func(*progress) (err error) {
				out, err = o.Do(c.Context(), desk.Request{Actor: actor, Key: q.Key}, action, "", input)
				return err
			}); err != nil {
				return err
			}
			return r.tellImport(out.Body)
		})
	})
}

// list reads the file of an import.
func (r *run) list(q *listFlags, name string) (*register.ImportInput, error) {
	input := &register.ImportInput{ListedAsOf: q.ListedAs, DryRun: q.Dry}
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
	if err := form.Syntax(data, "form-").Err(); err != nil {
		return nil, err
	}
	own := map[string]string{}
	if err := form.Bind(data, &own); err != nil {
		return nil, err
	}
	maps.Copy(columns, own)
	return columns, nil
}

// schemeOf is the first scheme whose marks are of the kind that the rows list:
// services, or organisations.
func schemeOf(shelf *scheme.Shelf, rows []register.ImportRow) string {
	unit := scheme.UnitOrganisation
	for _, row := range rows {
		if row.Service != "" {
			unit = scheme.UnitService
			break
		}
	}
	for _, key := range shelf.Keys() {
		if all := shelf.Editions(key); all[len(all)-1].Unit == unit {
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
	return r.emit(report, func(w io.Writer) {
		fmt.Fprintln(w, r.say.Fill("import.done", map[string]string{"rows": fmt.Sprint(report.Rows), "accepted": fmt.Sprint(report.Accepted),
			"duplicates": fmt.Sprint(len(report.Duplicates)), "rejected": fmt.Sprint(len(report.Rejected)), "encoding": report.Encoding}))
		for _, row := range report.Rejected {
			fmt.Fprintf(w, "  %d: %s\n", row.Row, r.say.Name("row", row.Reason))
		}
		if report.DryRun {
			fmt.Fprintln(w, r.say.Say("import.dry"))
		}
	})
}

func (r *run) registerSearch() *cobra.Command {
	return looks(r, "search Q", "register.search", cobra.ExactArgs(1), func(ctx context.Context, o *Office, _ access.Actor, q *ask.RegisterQuery, args []string) error {
		q.Q = args[0]
		page, err := o.Register(ctx, q.For())
		if err != nil {
			return err
		}
		return r.emit(page, func(w io.Writer) {
			fmt.Fprintln(w, r.say.Fill("register.total", map[string]string{"n": fmt.Sprint(page.Total)}))
			var rows [][]string
			for _, e := range page.Entries {
				rows = append(rows, []string{e.Number, r.say.Name("standing", e.Standing), e.Mark.Service, e.Mark.Holder, e.Mark.ValidTo.String()})
			}
			r.listed(w, rows, "number", "standing", "service", "holder", "valid_to")
		})
	})
}

func (r *run) registerExport() *cobra.Command {
	type exportFlags struct {
		To     string `json:"to" enum:"csv,json" flag:"to,csv"`
		Scheme string `json:"scheme,omitempty"`
		outFlag
	}
	return looks(r, "export", "register.export", cobra.NoArgs, func(ctx context.Context, o *Office, _ access.Actor, q *exportFlags, _ []string) error {
		entries, err := allEntries(ctx, o, desk.MarkQuery{Scheme: q.Scheme})
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
func allEntries(ctx context.Context, o *Office, q desk.MarkQuery) ([]app.MarkView, error) {
	entries := []app.MarkView{}
	for {
		page, err := o.Register(ctx, q)
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
