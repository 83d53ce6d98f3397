package scheme

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"akashi/values/ident"
)

func formatUnknown(l *linter) {
	if l.Format != 1 {
		l.add("/format", "format", 1)
	}
}

// required names, for each type, the keys that a file cannot do without.
func required() map[reflect.Type]string {
	return map[reflect.Type]string{
		reflect.TypeFor[Edition]():         "scheme edition name short_name unit receipt_prefix citations methods sections subsections criteria",
		reflect.TypeFor[Citation]():        "id document confidence text",
		reflect.TypeFor[Public]():          "summary meaning basis caution register",
		reflect.TypeFor[Event]():           "text",
		reflect.TypeFor[Organisation]():    "owner operator",
		reflect.TypeFor[Body]():            "id name",
		reflect.TypeFor[Seat]():            "id title affiliation",
		reflect.TypeFor[RuleDocument]():    "id title",
		reflect.TypeFor[Method]():          "id text",
		reflect.TypeFor[Aspect]():          "id title step",
		reflect.TypeFor[Section]():         "id title",
		reflect.TypeFor[Subsection]():      "id section title",
		reflect.TypeFor[Level]():           "id title",
		reflect.TypeFor[Criterion]():       "id subsection text kind method",
		reflect.TypeFor[Rubric]():          "text",
		reflect.TypeFor[PassRule]():        "conditions",
		reflect.TypeFor[Audit]():           "criterion window categories",
		reflect.TypeFor[AuditCategory]():   "id title items",
		reflect.TypeFor[AuditItem]():       "id text",
		reflect.TypeFor[Diagnosis]():       "criterion metric max_age bands items",
		reflect.TypeFor[DiagnosisItem]():   "id text",
		reflect.TypeFor[Band]():            "id level label duty",
		reflect.TypeFor[EvidenceAge]():     "id title max_age",
		reflect.TypeFor[Document]():        "id title cases",
		reflect.TypeFor[Region]():          "id title",
		reflect.TypeFor[Window]():          "id clause fact period label",
		reflect.TypeFor[Declaration]():     "id text",
		reflect.TypeFor[Size]():            "industries connective persons_counted",
		reflect.TypeFor[Industry]():        "id title small_max_persons medium_max_capital medium_max_persons",
		reflect.TypeFor[Fees]():            "lines tables",
		reflect.TypeFor[FeeLine]():         "code label due",
		reflect.TypeFor[DueRule]():         "event text",
		reflect.TypeFor[FeeTable]():        "id from tax_mode amounts",
		reflect.TypeFor[FeeAmount]():       "code case",
		reflect.TypeFor[FeeTotal]():        "case",
		reflect.TypeFor[HourFee]():         "code label per_hour",
		reflect.TypeFor[RevisitFee]():      "code label base per_person_hour min_persons max_persons",
		reflect.TypeFor[OnSite]():          "hours hour_rounding overrun_charge expenses",
		reflect.TypeFor[TravelFee]():       "code label",
		reflect.TypeFor[SizeHours]():       "size new renewal",
		reflect.TypeFor[Process]():         "steps refund",
		reflect.TypeFor[PaymentGate]():     "gate fee",
		reflect.TypeFor[Committee]():       "name seats term_years quorum decision tie_break recused_count_for_quorum conflicts",
		reflect.TypeFor[Conflict]():        "id text",
		reflect.TypeFor[Competence]():      "id text steps",
		reflect.TypeFor[Closure]():         "from to label",
		reflect.TypeFor[HolidayOverride](): "date label",
		reflect.TypeFor[Validity]():        "period continues_under_review renewal_follows_expiry",
		reflect.TypeFor[RenewalWindow]():   "closes_before late_with_reason",
		reflect.TypeFor[Clock]():           "id label period",
		reflect.TypeFor[Number]():          "pattern",
	}
}

func requiredMissing(l *linter) {
	need := required()
	for path, v := range l.walk() {
		if v.Type() == reflect.TypeFor[Committee]() && !l.Process.Takes(StepCommittee) {
			continue
		}
		for _, key := range strings.Fields(need[v.Type()]) {
			if field(v, key).IsZero() {
				l.add(path+"/"+key, "key", strings.TrimPrefix(path+"/"+key, "/"))
			}
		}
	}
}

func languageMissing(l *linter) {
	for path, v := range l.walk() {
		text, ok := v.Interface().(Text)
		blank := func(s string) bool { return strings.TrimSpace(s) == "" }
		switch {
		case !ok || text.IsZero():
		case blank(text.JA):
			l.add(path, "missing", "ja")
		case blank(text.EN):
			l.add(path, "missing", "en")
		}
	}
}

// vocabulary lists the words that a value of a type may be.
func vocabulary() map[reflect.Type][]string {
	return map[reflect.Type][]string{
		reflect.TypeFor[Unit]():           words(UnitService, UnitOrganisation),
		reflect.TypeFor[CaseType]():       words(CaseTypes()...),
		reflect.TypeFor[Confidence]():     words(Confidences()...),
		reflect.TypeFor[Kind]():           words(Mandatory, Points, Should, Suggested),
		reflect.TypeFor[Grading]():        words(AllOrNothing, Graded),
		reflect.TypeFor[NAPolicy]():       words(NAWithJustification),
		reflect.TypeFor[EvidenceKind]():   words(EvidenceKinds()...),
		reflect.TypeFor[Post]():           words(Posts()...),
		reflect.TypeFor[ShownBy]():        words(ShownByCriteria, ShownByReport),
		reflect.TypeFor[Condition]():      words(Conditions()...),
		reflect.TypeFor[CVSSVersion]():    words(CVSS2, CVSS3, CVSS4),
		reflect.TypeFor[Duty]():           words(DutyResolve, DutyOpinion, DutyNone),
		reflect.TypeFor[Fact]():           words(Facts()...),
		reflect.TypeFor[SizeClass]():      words(SizeClasses()...),
		reflect.TypeFor[SizeConnective](): words(SizeOr, SizeAnd),
		reflect.TypeFor[Headcount]():      words(CountEngaged, CountRegular),
		reflect.TypeFor[DueEvent]():       words(DueAtSubmission, DueAtInvoice, DueAfterReview, DueAtDecision, DueAtNoticeReceived),
		reflect.TypeFor[TaxMode]():        words(TaxIncluded),
		reflect.TypeFor[HourRounding]():   words(HourCeil, HourFloor, HourExact),
		reflect.TypeFor[Charging]():       words(ChargeProposed, ChargeAutomatic),
		reflect.TypeFor[Step]():           words(Steps()...),
		reflect.TypeFor[SecondWord]():     words(SecondWords()...),
		reflect.TypeFor[StaffRole]():      words(StaffRoles()...),
		reflect.TypeFor[Unrecorded]():     words(UnrecordedWarns, UnrecordedRefuses),
		reflect.TypeFor[Gate]():           words(GateSubmission, GateApplicationReview, GateCommittee, GateGrant),
		reflect.TypeFor[Refund]():         words(RefundNone, RefundByDecision),
		reflect.TypeFor[Majority]():       words(MoreThanHalf, TwoThirds),
		reflect.TypeFor[TieBreak]():       words(TieChair, TieDefer),
		reflect.TypeFor[Answers]():        words(AnswerShares()...),
		reflect.TypeFor[ConflictKind]():   words(ConflictSameBody, ConflictReviewer, ConflictApplicant, ConflictDeclared),
	}
}

func words[W ~string](known ...W) []string {
	list := make([]string, len(known))
	for i, w := range known {
		list[i] = string(w)
	}
	return list
}

func vocabularyUnknown(l *linter) {
	known := vocabulary()
	unknown := func(path string, t reflect.Type, word string) {
		if list, ok := known[t]; ok && word != "" && !slices.Contains(list, word) {
			l.choose(path, word, list)
		}
	}
	for path, v := range l.walk() {
		switch v.Kind() {
		case reflect.String:
			unknown(path, v.Type(), v.String())
		case reflect.Map:
			for _, key := range v.MapKeys() {
				unknown(path+"/"+key.String(), v.Type().Key(), key.String())
			}
		}
	}
}

func numberNegative(l *linter) {
	for path, v := range l.walk() {
		if v.CanInt() && v.Int() < 0 {
			l.add(path, "given", v.Int())
		}
	}
}

// stable is the form of an ID: it stands in addresses, files and records, and
// must mean the same for ever.
func stable() *regexp.Regexp {
	return regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9._-]{0,38}[A-Za-z0-9])?$`)
}

func idMalformed(l *linter) {
	form := stable()
	wrong := func(path string, v reflect.Value) {
		if v.IsValid() && v.Kind() == reflect.String && !v.IsZero() && !form.MatchString(v.String()) {
			l.add(path, "given", v.String())
		}
	}
	wrong("/scheme", reflect.ValueOf(l.Scheme))
	wrong("/edition", reflect.ValueOf(l.ID))
	for path, v := range l.walk() {
		wrong(path+"/id", field(v, "id"))
		wrong(path+"/code", field(v, "code"))
	}
	for i := range l.Criteria {
		for j, alias := range l.Criteria[i].Aliases {
			wrong(at(at("/criteria", i)+"/aliases", j), reflect.ValueOf(alias))
		}
		for j, id := range l.Criteria[i].Succeeds {
			wrong(at(at("/criteria", i)+"/succeeds", j), reflect.ValueOf(id))
		}
	}
}

// idTwice looks at every list whose entries have an ID, and at the fee lines.
func idTwice(l *linter) {
	for path, v := range l.walk() {
		if v.Kind() != reflect.Slice {
			continue
		}
		key := "id"
		if v.Type() == reflect.TypeFor[[]FeeLine]() {
			key = "code"
		}
		seen := map[string]bool{}
		for i := range v.Len() {
			id := field(v.Index(i), key)
			if !id.IsValid() || id.IsZero() {
				continue
			}
			if seen[id.String()] {
				l.add(at(path, i)+"/"+key, "given", id.String(), "key", key)
			}
			seen[id.String()] = true
		}
	}
}

// ground is what a setting of any type says about itself.
type ground interface {
	ground() (empty, office bool, source string, note Text)
}

// ground returns the setting without its value. False and 0 are values, not a lack
// of one, for types that have no other way to say them.
func (s Setting[T]) ground() (empty, office bool, source string, note Text) {
	v := reflect.ValueOf(&s.Value).Elem()
	return v.IsZero() && v.Kind() != reflect.Bool, s.OfficeDecides, s.Source, s.Note
}

func settingOpen(l *linter) {
	for path, v := range l.walk() {
		s, ok := v.Interface().(ground)
		if !ok || v.IsZero() {
			continue
		}
		empty, office, _, note := s.ground()
		switch {
		case empty && note.IsZero():
			l.add(path)
		case office && note.IsZero():
			l.add(path, "note", "note")
		}
	}
}

func termUnknown(l *linter) {
	for key := range l.Terms {
		if !slices.Contains(TermKeys(), key) {
			l.choose("/terms/"+key, key, TermKeys())
		}
	}
}

func historyDate(l *linter) {
	form := regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)
	for i, event := range l.Public.History {
		if event.When != "" && !form.MatchString(event.When) {
			l.add(at("/public/history", i)+"/when", "given", event.When)
		}
	}
}

func receiptPrefix(l *linter) {
	if _, err := ident.ParseReceipt(l.ReceiptPrefix + "-2026-0001"); l.ReceiptPrefix != "" && err != nil {
		l.add("/receipt_prefix", "given", l.ReceiptPrefix)
	}
}
