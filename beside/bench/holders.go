package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"akashi/app/register"
	"akashi/rules/access"
	"akashi/values/civil"
)

// holders is how many entries the register takes in.
const holders = 20_000

// holderRows are rows of an import, of marks valid between two days.
func holderRows(n int, from, to civil.Date) register.ImportInput {
	in := register.ImportInput{Scheme: "pmark", Encoding: "utf-8"}
	for i := range n {
		in.Rows = append(in.Rows, register.ImportRow{Row: i + 2, Number: holderNumber(i), Holder: fmt.Sprintf("見本%05d株式会社", i),
			HolderKana: "ミホンカブシキガイシャ", Address: "東京都千代田区見本町1-2-3",
			Website: fmt.Sprintf("https://h%05d.example.jp/", i), ValidFrom: from, ValidTo: to})
	}
	return in
}

func holderNumber(i int) string { return fmt.Sprintf("%08d(01)", 10_000_001+i) }

// measureHolders takes the holders in through the use case, and puts the rows that
// it wrote into an equal store by plain statements.
func measureHolders(b *bench) ([]row, error) {
	today := civil.In(time.Now())
	in := holderRows(holders, today, today.AddDays(700))
	written, err := b.contents("holders", func(o *office) error { return takeIn(b.ctx, o, in) }, "mark", "mark_event")
	if err != nil {
		return nil, err
	}
	byHand := func(o *office) error { return insertTables(b.ctx, o.path, written) }
	again, err := b.contents("holders-check", byHand, "mark", "mark_event")
	if err != nil {
		return nil, err
	}
	if got, want := digest(again), digest(written); got != want || len(written[0].rows) != holders {
		return nil, differ("register", got, want)
	}
	round := 0
	next := func(do func(*office) error) (took spent, err error) {
		round++
		err = b.onEmpty(fmt.Sprintf("holders-%d", round), func(o *office) (err error) {
			took, err = timed(1, func() error { return do(o) })
			return err
		})
		return took, err
	}
	p, err := alternate(b.few(), func() (spent, error) {
		return next(func(o *office) error { return takeIn(b.ctx, o, in) })
	}, func() (spent, error) { return next(byHand) })
	r := against{"import of 20,000 holders, CPU", "prepared INSERT of the same rows", p, cpu}.row()
	r.secondary = perSecond(holders, median(each(p.thing, wall))) + ", " + duration(median(each(p.thing, wall))) + " elapsed"
	return []row{r}, err
}

func takeIn(ctx context.Context, o *office, in register.ImportInput) error {
	answer, err := o.do(ctx, access.ImportRegister, "", &in)
	if err != nil {
		return err
	}
	var report register.ImportReport
	if err := json.Unmarshal(answer, &report); err != nil {
		return err
	}
	if report.Accepted != len(in.Rows) {
		return differ("holders accepted", report.Accepted, len(in.Rows))
	}
	return nil
}

// onEmpty does something in a new office and clears it away.
func (b *bench) onEmpty(name string, do func(*office) error) error {
	o, err := b.open(name)
	if err != nil {
		return err
	}
	defer os.Remove(o.path)
	defer o.close()
	return do(o)
}

// contents returns what is in the tables of a new office after something was done.
func (b *bench) contents(name string, do func(*office) error, tables ...string) (all []tableRows, err error) {
	err = b.onEmpty(name, func(o *office) error {
		if err := do(o); err != nil {
			return err
		}
		db, err := plainDB(o.path)
		if err != nil {
			return err
		}
		defer db.Close()
		all, err = readTables(b.ctx, db, tables...)
		return err
	})
	return all, err
}
