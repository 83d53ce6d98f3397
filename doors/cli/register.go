package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/register"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
)

func (r *run) registerCommands() *cobra.Command {
	return r.group("register", r.registerImport(), r.registerSearch(), r.registerExport())
}

// listFlags are the flags of an import.
type listFlags struct {
	format, encoding, mapping, listed, key string
	dry                                    bool
}

func (r *run) registerImport() *cobra.Command {
	var fl listFlags
	c := r.command("import FILE", "register.import", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		input, err := r.list(fl, args[0])
		if err != nil {
			return err
		}
		action, _ := app.FindAction(access.ImportRegister)
		return r.inOfficeOrNone(c.Context(), fl.dry, func(o *Office) error {
			actor, err := r.actor(c.Context(), o, true)
			if err != nil {
				return err
			}
			input.Scheme = first(r.opts.scheme, schemeOf(o.Shelf, input.Rows))
			out, err := o.Do(c.Context(), desk.Request{Actor: actor, Key: fl.key}, action, "", input)
			if err != nil {
				return err
			}
			return r.tellImport(out.Body)
		})
	})
	f := c.Flags()
	f.String("scheme", "", r.say.Say("flag.scheme"))
	f.StringVar(&fl.format, "format", "auto", r.say.Say("flag.format")+": auto, csv, xlsx")
	f.StringVar(&fl.encoding, "encoding", "auto", r.say.Say("flag.encoding"))
	f.StringVar(&fl.mapping, "map", "", r.say.Say("flag.map"))
	f.StringVar(&fl.listed, "listed-as-of", "", r.say.Say("flag.listed-as-of"))
	f.StringVar(&fl.key, "idempotency-key", "", r.say.Say("flag.idempotency-key"))
	f.BoolVar(&fl.dry, "dry-run", false, r.say.Say("flag.dry-run"))
	return c
}

// list reads the file of an import.
func (r *run) list(fl listFlags, name string) (*register.ImportInput, error) {
	var a asked
	input := &register.ImportInput{ListedAsOf: a.day("listed-as-of", fl.listed), DryRun: fl.dry}
	if err := a.Err(); err != nil {
		return nil, err
	}
	columns, err := r.columns(fl.mapping)
	if err != nil {
		return nil, err
	}
	f, err := r.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, found, err := r.Sheet.Read(f, fl.format, fl.encoding)
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
	data, err := r.read(name, maxText)
	if err != nil {
		return nil, err
	}
	own := map[string]string{}
	if err := json.Unmarshal(data, &own); err != nil {
		return nil, fault.Wrong("input.json", name)
	}
	for heading, field := range own {
		columns[heading] = field
	}
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
	var q desk.MarkQuery
	c := r.looking("search Q", "register.search", cobra.ExactArgs(1), func(ctx context.Context, o *Office, _ access.Actor, args []string) error {
		q.Text = args[0]
		page, err := o.Register(ctx, q)
		if err != nil {
			return err
		}
		return r.emit(page, func(w io.Writer) {
			fmt.Fprintln(w, r.say.Fill("register.total", map[string]string{"n": fmt.Sprint(page.Total)}))
			var rows [][]string
			for _, e := range page.Entries {
				rows = append(rows, []string{e.Number, r.say.Name("standing", e.Standing), e.Mark.Service, e.Mark.Holder, e.Mark.ValidTo.String()})
			}
			table(w, rows)
		})
	})
	f := c.Flags()
	f.StringVar(&q.Scheme, "scheme", "", r.say.Say("flag.scheme"))
	f.StringVar((*string)(&q.Status), "status", "", r.say.Say("flag.status"))
	f.StringVar(&q.After, "after", "", r.say.Say("flag.after"))
	f.IntVar(&q.Limit, "limit", 0, r.say.Say("flag.limit"))
	return c
}

func (r *run) registerExport() *cobra.Command {
	var to, out string
	var q desk.MarkQuery
	c := r.looking("export", "register.export", cobra.NoArgs, func(ctx context.Context, o *Office, _ access.Actor, _ []string) error {
		var a asked
		if oneOf(&a, "to", to, []string{"csv", "json"}); len(a.Problems) > 0 {
			return a.Err()
		}
		entries, err := allEntries(ctx, o, q)
		if err != nil {
			return err
		}
		write := func(w io.Writer) error { return r.Sheet.Write(w, registerRows(entries)) }
		if to == "json" {
			write = func(w io.Writer) error {
				return json.NewEncoder(w).Encode(app.RegisterPage{Total: len(entries), Entries: entries})
			}
		}
		if out == "" {
			return write(r.Out)
		}
		return r.save(out, write)
	})
	f := c.Flags()
	f.StringVar(&to, "to", "csv", r.say.Say("flag.to")+": csv, json")
	f.StringVar(&q.Scheme, "scheme", "", r.say.Say("flag.scheme"))
	f.StringVarP(&out, "out", "o", "", r.say.Say("flag.out"))
	return c
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
