package scheme

import "akashi/values/yen"

func sizeCeilings(l *linter) {
	if l.Size == nil {
		return
	}
	for i, industry := range l.Size.Industries {
		if industry.SmallMaxPersons >= industry.MediumMaxPersons {
			l.add(at("/size/industries", i), "small", industry.SmallMaxPersons, "medium", industry.MediumMaxPersons)
		}
	}
}

func sizeUnused(l *linter) {
	bySize := false
	for _, a := range l.amounts {
		bySize = bySize || a.BySize != nil
	}
	if l.Size != nil && !bySize && (l.OnSite == nil || len(l.OnSite.Hours) == 0) {
		l.add("/size")
	}
}

func (l *linter) tables(yield func(string, *FeeTable) bool) {
	if l.Fees == nil {
		return
	}
	for i := range l.Fees.Tables {
		if !yield(at("/fees/tables", i), &l.Fees.Tables[i]) {
			return
		}
	}
}

func (l *linter) amounts(yield func(string, *FeeAmount) bool) {
	for path, table := range l.tables {
		for i := range table.Amounts {
			if !yield(at(path+"/amounts", i), &table.Amounts[i]) {
				return
			}
		}
	}
}

// feeTableDates: tables follow each other day by day, the oldest first, so that
// no day has two prices and none between them has none.
func feeTableDates(l *linter) {
	if l.Fees == nil {
		return
	}
	for i, table := range l.Fees.Tables {
		path := at("/fees/tables", i)
		if !table.To.IsZero() && table.To.Before(table.From) {
			l.add(path+"/to", "from", table.From, "to", table.To)
		}
		if i == 0 {
			continue
		}
		switch before := l.Fees.Tables[i-1]; {
		case before.To.IsZero():
			l.add(at("/fees/tables", i-1)+"/to", "next", table.From)
		case before.To.AddDays(1) != table.From:
			l.add(path+"/from", "before", before.To)
		}
	}
}

func feeUnknown(l *linter) {
	for path, amount := range l.amounts {
		line, ok := l.Fees.Line(amount.Code)
		switch {
		case amount.Code == "":
		case !ok:
			l.nowhere(path+"/code", amount.Code, ids(l.Fees.Lines, func(f FeeLine) string { return f.Code }))
		case amount.Case != "" && !line.Applies(amount.Case):
			l.add(path+"/case", "fee", amount.Code, "type", amount.Case)
		}
	}
}

// feeAmount: a row has one price or one for each size, never both.
func feeAmount(l *linter) {
	for path, row := range l.amounts {
		l.price(path, row.Amount, row.BySize)
	}
	for path, table := range l.tables {
		for i, total := range table.Totals {
			l.price(at(path+"/totals", i), total.Amount, total.BySize)
		}
	}
}

func (l *linter) price(path string, amount yen.Amount, bySize map[SizeClass]yen.Amount) {
	switch {
	case (amount != 0) == (bySize != nil):
		l.add(path + "/amount")
	case bySize != nil && l.Size == nil:
		l.add(path+"/by_size", "table", "size")
	case bySize != nil:
		for _, class := range SizeClasses() {
			if bySize[class] < 1 {
				l.add(path+"/by_size", "size", class)
			}
		}
	}
}

func (t *FeeTable) priced(code string, c CaseType) int {
	n := 0
	for _, a := range t.Amounts {
		if a.Code == code && a.Case == c {
			n++
		}
	}
	return n
}

func feeUnpriced(l *linter) {
	l.pricing(func(path string, line FeeLine, t CaseType, times int) {
		if times == 0 {
			l.add(path+"/amounts", "fee", line.Code, "type", t)
		}
	})
}

func feePricedTwice(l *linter) {
	l.pricing(func(path string, line FeeLine, t CaseType, times int) {
		if times > 1 {
			l.add(path+"/amounts", "fee", line.Code, "type", t, "times", times)
		}
	})
}

func (l *linter) pricing(look func(path string, line FeeLine, t CaseType, times int)) {
	for path, table := range l.tables {
		for _, line := range l.Fees.Lines {
			for _, t := range CaseTypes() {
				if line.Applies(t) {
					look(path, line, t, table.priced(line.Code, t))
				}
			}
		}
	}
}

// feeTotal adds the printed totals again, size by size.
func feeTotal(l *linter) {
	for path, table := range l.tables {
		for i, total := range table.Totals {
			if total.BySize == nil {
				l.sum(at(path+"/totals", i)+"/amount", table, total.Case, "", total.Amount)
				continue
			}
			for _, class := range SizeClasses() {
				l.sum(at(path+"/totals", i)+"/by_size/"+string(class), table, total.Case, class, total.BySize[class])
			}
		}
	}
}

func (l *linter) sum(path string, table *FeeTable, t CaseType, class SizeClass, declared yen.Amount) {
	var sum yen.Amount
	for _, row := range table.Amounts {
		if row.Case == t {
			sum += row.Amount + row.BySize[class]
		}
	}
	if sum != declared {
		l.add(path, "sum", sum, "given", declared)
	}
}

func feeDue(l *linter) {
	if l.Fees == nil {
		return
	}
	for i, line := range l.Fees.Lines {
		path := at("/fees/lines", i)
		if line.Due.FirstDayCounted && line.Due.Within.IsZero() {
			l.add(path+"/due/first_day_counted", "key", "within")
		}
		if line.Due.Event == DueAfterReview && !l.Process.Takes(StepOnSiteReview) && !l.Process.Takes(StepDocumentReview) {
			l.add(path+"/due/event", "fee", line.Code)
		}
	}
}

func feeTax(l *linter) {
	for path, table := range l.tables {
		if table.Tax > 1000 {
			l.add(path+"/tax_permille", "given", table.Tax)
		}
	}
}

// feeOnSite: fees for time on site need a step on site.
func feeOnSite(l *linter) {
	for path, table := range l.tables {
		if table.Overrun != nil && l.OnSite == nil {
			l.add(path+"/overrun", "key", "onsite")
		}
		switch r := table.Revisit; {
		case r == nil:
		case !l.Process.Takes(StepOnSiteReview):
			l.add(path+"/revisit", "step", StepOnSiteReview)
		case r.MinPersons > r.MaxPersons:
			l.add(path+"/revisit/min_persons", "min", r.MinPersons, "max", r.MaxPersons)
		}
	}
}

func onSiteHours(l *linter) {
	switch {
	case l.OnSite == nil:
		return
	case !l.Process.Takes(StepOnSiteReview):
		l.add("/onsite", "step", StepOnSiteReview)
	}
	times := map[SizeClass]int{}
	for _, h := range l.OnSite.Hours {
		times[h.Size]++
	}
	for _, class := range SizeClasses() {
		if times[class] != 1 {
			l.add("/onsite/hours", "size", class)
		}
	}
}
