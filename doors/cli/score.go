package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/rules/scoring"
)

func (r *run) score() *cobra.Command {
	var ch choice
	var caseType, answers string
	c := r.command("score", "score", cobra.NoArgs, func(*cobra.Command, []string) error {
		var a asked
		day, t := a.day("date", ch.date), a.caseType(caseType)
		if err := a.Err(); err != nil {
			return err
		}
		ed, err := r.pick(ch, day)
		if err != nil {
			return err
		}
		sheet, err := scoring.Compile(ed)
		if err != nil {
			return err
		}
		data, err := r.read(answers, maxText)
		if err != nil {
			return err
		}
		given, err := scoring.DecodeAnswers(bytes.NewReader(data), sheet, t)
		if err != nil {
			return err
		}
		result, err := scoring.Score(sheet, t, given.Vector)
		if err != nil {
			return err
		}
		if err := r.emit(result, func(w io.Writer) { r.printScore(w, result) }); err != nil {
			return err
		}
		return verdict(result.Outcome == scoring.Pass)
	})
	r.choiceFlags(c, &ch, true)
	c.Flags().StringVar(&ch.date, "date", "", r.say.Say("flag.date"))
	c.Flags().StringVar(&caseType, "case", "new", r.say.Say("flag.case"))
	c.Flags().StringVar(&answers, "answers", "", r.say.Say("flag.answers"))
	_ = c.MarkFlagRequired("answers") // the flag is there
	c.AddCommand(r.scoreTemplate())
	return c
}

// printScore tells the standing without hiding what is still open.
func (r *run) printScore(w io.Writer, s scoring.Result) {
	fmt.Fprintf(w, "%s  %s %s\n", r.say.Say("outcome."+string(s.Outcome)), r.say.Say("term."+string(s.Case)), s.Edition)
	rows := [][]string{}
	if s.PointsMax > 0 {
		rows = append(rows, []string{r.say.Say("score.points"), fmt.Sprintf("%d / %d", s.Points, s.PointsMax)},
			[]string{r.say.Say("score.points_pass"), fmt.Sprint(s.PointsPass)},
			[]string{r.say.Say("score.reachable"), fmt.Sprint(s.PointsReachable)})
	}
	rows = append(rows, []string{r.say.Say("score.mandatory"), fmt.Sprintf("%d / %d", s.MandatoryMet, s.MandatoryTotal)})
	for _, l := range s.Levels {
		rows = append(rows, []string{l.ID, fmt.Sprintf("%d%% (%d/%d)", l.Percent, l.Met, l.Total)})
	}
	for _, list := range []struct {
		key string
		ids []string
	}{{"score.missing", s.Missing}, {"score.zero_failed", s.ZeroFailed}, {"score.unanswered", s.Unanswered}} {
		if len(list.ids) > 0 {
			rows = append(rows, []string{r.say.Say(list.key), strings.Join(list.ids, " ")})
		}
	}
	table(w, rows)
	fmt.Fprintln(w, r.say.Say("rule.title"))
	r.printReasons(w, s.Reasons, 1)
}
