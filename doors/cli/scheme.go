package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/words"
)

// choice are the flags that choose an edition.
type choice struct{ scheme, edition, date string }

func (r *run) choiceFlags(c *cobra.Command, ch *choice, required bool) {
	f := c.Flags()
	f.StringVar(&ch.scheme, "scheme", "", r.say.Say("flag.scheme"))
	f.StringVar(&ch.edition, "edition", "", r.say.Say("flag.edition"))
	if required {
		_ = c.MarkFlagRequired("scheme") // the flag is there
	}
}

// isFile reports whether --scheme names a scheme file and not a key.
func isFile(name string) bool {
	return strings.ContainsAny(name, "/\\") || strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml")
}

// pick finds the edition: the only one, the one named, or the one in force on
// the day (today when it is not given).
func (r *run) pick(ch choice, day civil.Date) (*scheme.Edition, error) {
	if isFile(ch.scheme) {
		return r.pickFile(ch)
	}
	shelf, err := r.shelf()
	if err != nil {
		return nil, err
	}
	all := shelf.Editions(ch.scheme)
	switch {
	case ch.edition != "":
		return shelf.Edition(ch.scheme, ch.edition)
	case len(all) == 1:
		return all[0], nil
	case day.IsZero():
		day = civil.In(r.now())
	}
	return shelf.EditionAt(ch.scheme, day)
}

func (r *run) pickFile(ch choice) (*scheme.Edition, error) {
	ed, err := r.Schemes.File(ch.scheme)
	if errors.Is(err, fault.NotFound) {
		return nil, fault.Wrong("file-not-found", ch.scheme, "given", ch.scheme)
	}
	if err == nil && ch.edition != "" && ch.edition != ed.ID {
		return nil, fault.New(fault.NotFound, "scheme.edition-unknown", ch.edition)
	}
	return ed, err
}

// shelf holds the shipped rule books and those of the folder of --schemes.
func (r *run) shelf() (*scheme.Shelf, error) {
	shelf, err := r.Schemes.Shipped()
	if err != nil || r.opts.schemes == "" {
		return shelf, err
	}
	own, err := r.Schemes.Folder(r.opts.schemes)
	if err != nil {
		return nil, err
	}
	both, problems := scheme.NewShelf(append(editionsOf(shelf), editionsOf(own)...))
	return both, problems.Err()
}

func editionsOf(s *scheme.Shelf) (all []*scheme.Edition) {
	for _, key := range s.Keys() {
		all = append(all, s.Editions(key)...)
	}
	return all
}

type schemeLine struct {
	Key      string        `json:"key"`
	Name     string        `json:"name"` // Japanese, as in the scheme file
	NameEN   string        `json:"name_en"`
	Editions []editionLine `json:"editions"`
}

type editionLine struct {
	ID            string     `json:"id"`
	EffectiveFrom civil.Date `json:"effective_from"`
	FromSession   civil.Date `json:"from_session"`
}

func (r *run) schemeList() *cobra.Command {
	return r.command("list", "scheme.list", cobra.NoArgs, func(*cobra.Command, []string) error {
		shelf, err := r.shelf()
		if err != nil {
			return err
		}
		view := struct {
			Schemes []schemeLine `json:"schemes"`
		}{[]schemeLine{}}
		for _, key := range shelf.Keys() {
			line := schemeLine{Key: key}
			for _, e := range shelf.Editions(key) {
				line.Name, line.NameEN = e.Name.JA, e.Name.EN
				line.Editions = append(line.Editions, editionLine{e.ID, e.EffectiveFrom, e.FromSession})
			}
			view.Schemes = append(view.Schemes, line)
		}
		return r.emit(view, func(w io.Writer) {
			for _, s := range view.Schemes {
				fmt.Fprintf(w, "%s  %s\n", s.Key, scheme.Text{JA: s.Name, EN: s.NameEN}.In(string(r.say.Lang())))
				for _, e := range s.Editions {
					fmt.Fprintf(w, "  %s %s\n", e.ID, first(e.FromSession.String(), e.EffectiveFrom.String(), r.say.Say("edition.always")))
				}
			}
		})
	})
}

func (r *run) schemeLint() *cobra.Command {
	return r.command("lint FILE...", "scheme.lint", cobra.MinimumNArgs(1), func(_ *cobra.Command, files []string) error {
		found := fault.Problems{}
		for _, name := range files {
			_, err := r.pickFile(choice{scheme: name})
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
		if err := r.emit(view, func(w io.Writer) {
			for _, p := range view.Problems {
				fmt.Fprintln(w, problemLine(p))
			}
			if view.OK {
				fmt.Fprintln(w, r.say.Say("lint.ok"))
			}
		}); err != nil {
			return err
		}
		return verdict(view.OK)
	})
}

func (r *run) schemeStats() *cobra.Command {
	var ch choice
	c := r.command("stats", "scheme.stats", cobra.NoArgs, func(*cobra.Command, []string) error {
		var a asked
		day := a.day("date", ch.date)
		if err := a.Err(); err != nil {
			return err
		}
		ed, err := r.pick(ch, day)
		if err != nil {
			return err
		}
		return r.emit(scheme.Stats(ed), func(w io.Writer) { r.printStats(w, ed) })
	})
	r.choiceFlags(c, &ch, true)
	c.Flags().StringVar(&ch.date, "date", "", r.say.Say("flag.date"))
	return c
}

func (r *run) printStats(w io.Writer, ed *scheme.Edition) {
	stats := scheme.Stats(ed)
	fmt.Fprintf(w, "%s %s\n%s\n", ed.Name.In(string(r.say.Lang())), ed.ID, r.say.Fill("stats.criteria", map[string]string{"n": fmt.Sprint(stats.Criteria)}))
	rows := [][]string{{"", r.say.Say("stats.mandatory"), r.say.Say("stats.points_max"), r.say.Say("stats.points_pass")}}
	for _, t := range scheme.CaseTypes() {
		s := stats.ByCaseType[t]
		rows = append(rows, []string{r.say.Say("term." + string(t)), fmt.Sprint(s.Mandatory), fmt.Sprint(s.PointsMax), fmt.Sprint(s.PointsPass)})
	}
	table(w, rows)
	for _, s := range stats.BySection {
		n := s.ByCaseType[scheme.New]
		fmt.Fprintf(w, "%s %s: %d / %d / %d\n", s.ID, s.Title.In(string(r.say.Lang())), s.Criteria, n.Mandatory, n.PointsMax)
	}
}
