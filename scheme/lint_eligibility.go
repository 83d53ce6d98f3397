package scheme

// windowPeriod: an incident brings its own number of months, every other fact
// needs the period of its window.
func windowPeriod(l *linter) {
	for i, w := range l.Eligibility.Windows {
		path := at("/eligibility/windows", i) + "/period"
		switch empty := w.Period.Value.IsZero(); {
		case w.Fact == FactIncident && !empty:
			l.add(path, "incident", w.ID)
		case w.Fact != FactIncident && empty:
			l.add(path)
		}
	}
}

func regionSource(l *linter) {
	if (len(l.Eligibility.Regions) > 0) != (l.Eligibility.RegionSource != "") {
		l.add("/eligibility/region_source")
	}
}
