package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/doors/ask"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/words"
)

// isFile reports whether --scheme names a scheme file and not a key.
func isFile(name string) bool {
	return strings.ContainsAny(name, "/\\") || strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml")
}

// pick finds the edition: the one in the file named, the only one, the one named, or
// the one in force on the day (today when it is not given).
func (r *run) pick(book *ask.Book) (*scheme.Edition, error) {
	if !isFile(book.Scheme) {
		shelf, err := r.shelf()
		if err != nil {
			return nil, err
		}
		return book.Find(shelf, r.today())
	}
	if book.Date.IsZero() {
		book.Date = r.today()
	}
	ed, err := r.fileOf(book.Scheme)
	if err == nil && book.Edition != "" && book.Edition != ed.ID {
		return nil, fault.New(fault.NotFound, "scheme.edition-unknown", book.Edition)
	}
	return ed, err
}

func (r *run) fileOf(name string) (*scheme.Edition, error) {
	ed, err := r.Schemes.File(name)
	if errors.Is(err, fault.NotFound) {
		return nil, fault.Wrong("file-not-found", name, "given", name)
	}
	return ed, err
}

// shelf holds the shipped rule books and those of the folder of --schemes.
func (r *run) shelf() (*scheme.Shelf, error) {
	shelf, err := r.Schemes.Shipped()
	if err != nil || r.opts.Schemes == "" {
		return shelf, err
	}
	own, err := r.Schemes.Folder(r.opts.Schemes)
	if err != nil {
		return nil, err
	}
	both, problems := scheme.NewShelf(append(shelf.All(), own.All()...))
	return both, problems.Err()
}

type schemeLine struct {
	Key      string            `json:"key"`
	Name     string            `json:"name"` // Japanese, as in the scheme file
	NameEN   string            `json:"name_en"`
	Editions []ask.EditionLine `json:"editions"`
}

func (r *run) schemeList() *cobra.Command {
	return r.command("list", "scheme.list", cobra.NoArgs, func(*cobra.Command, []string) error {
		shelf, err := r.shelf()
		if err != nil {
			return err
		}
		schemes := ask.Each(shelf.Keys(), func(key string) schemeLine {
			name := shelf.Latest(key).Name
			return schemeLine{key, name.JA, name.EN, ask.Each(shelf.Editions(key), ask.Line)}
		})
		return r.emit(map[string]any{"schemes": schemes}, func(w io.Writer) {
			listed(r, w, shelf.All(), func(e *scheme.Edition) []string {
				from := cmp.Or(e.Since().String(), r.say.Say("edition.always"))
				return []string{e.Scheme, e.ID, from, shelf.Latest(e.Scheme).Name.In(string(r.say.Lang()))}
			}, "scheme", "edition", "from", "name")
		})
	})
}

func (r *run) schemeLint() *cobra.Command {
	return r.command("lint FILE...", "scheme.lint", cobra.MinimumNArgs(1), func(_ *cobra.Command, files []string) error {
		found := fault.Problems{}
		for _, name := range files {
			_, err := r.fileOf(name)
			problems, bad := errors.AsType[fault.Problems](err)
			if err != nil && !bad {
				return err
			}
			if len(problems) == 1 && problems[0].Code == "file-not-found" {
				return problems
			}
			for _, p := range problems {
				if len(files) > 1 {
					p.Where = name + ": " + p.Where
				}
				found = append(found, p)
			}
		}
		view := struct {
			OK       bool            `json:"ok"`
			Problems []words.Problem `json:"problems"`
		}{len(found) == 0, r.say.Problems(found)}
		return r.judge(view.OK, view, func(w io.Writer) {
			for _, p := range view.Problems {
				fmt.Fprintln(w, r.problemLine(p))
			}
			if view.OK {
				fmt.Fprintln(w, r.say.Say("lint.ok"))
			}
		})
	})
}

func (r *run) schemeStats() *cobra.Command {
	return asks(r, "stats", "scheme.stats", cobra.NoArgs, func(_ *cobra.Command, q *ask.Book, _ []string) error {
		ed, err := r.pick(q)
		if err != nil {
			return err
		}
		return r.emit(scheme.Stats(ed), func(w io.Writer) { r.printStats(w, ed) })
	})
}

func (r *run) printStats(w io.Writer, ed *scheme.Edition) {
	stats := scheme.Stats(ed)
	fmt.Fprintf(w, "%s %s\n%s\n", ed.Name.In(string(r.say.Lang())), ed.ID, r.say.Say("stats.criteria", "n", fmt.Sprint(stats.Criteria)))
	listed(r, w, scheme.CaseTypes(), func(t scheme.CaseType) []string {
		s := stats.ByCaseType[t]
		return []string{r.say.Say("term." + string(t)), fmt.Sprint(s.Mandatory), fmt.Sprint(s.PointsMax), fmt.Sprint(s.PointsPass)}
	}, "type", "mandatory", "points_max", "points_pass")
	fmt.Fprintf(w, "\n%s\n", r.say.Say("stats.sections", "type", r.say.Say("term."+string(scheme.New))))
	listed(r, w, stats.BySection, func(s scheme.SectionStats) []string {
		n := s.ByCaseType[scheme.New]
		return []string{s.ID, s.Title.In(string(r.say.Lang())), fmt.Sprint(s.Criteria), fmt.Sprint(n.Mandatory), fmt.Sprint(n.PointsMax)}
	}, "section", "name", "criteria", "mandatory", "points_max")
}
