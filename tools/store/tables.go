package store

// tables knows where each kind of record is kept. It never changes. A store is not
// opened when a kind is listed twice.
var tables, listedTwice = index(
	applicants(), users(), userRoles(), contacts(), signUps(), signIns(), passkeys(), identities(), sessions(), marks(), cases(),
	answers(), declarations(), attachments(), dossiers(), assignments(),
	pages(), testimonies(), exceptions(), messages(), allotments(), intakeChecks(), foundAlone(),
	findings(), charges(), chargeCorrections(), payments(), bankFiles(), bankRecords(), jobs(), issuers(), invoices(), invoiceStandings(), dispatches(), visits(), reports(), eligibilityChecks(), observations(), closings(), checkOuts(),
	scanReports(), scanPages(), scanPapers(), scanVerdicts(),
	ties(), competences(), tenures(), deputies(), sessionMoves(), attendances(), excusals(), replies(), calls(), inCharge(), minutesSteps(), voteWords(), agendaItems(), conflicts(), clearances(), votes(), openedVotes(), voidings(), decisions(), reexaminations(), agreements(), notices(),
	markEvents(), vectors(), outgoings(), replays(), pendings(), safeguards(), feeTables(), publishedRules(), officePhrases(), officeDays(), circularRules(), bodyKeys(), bodyNotes(), absences(), bodyChanges(), retentions(), holds(), erasures(), matters(), matterNotes(),
)
