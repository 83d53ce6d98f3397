package store

// tables knows where each kind of record is kept. It never changes.
var tables = index(
	applicants(), users(), sessions(), marks(), cases(),
	answers(), declarations(), attachments(), dossiers(), assignments(),
	findings(), charges(), payments(), visits(), reports(),
	scanReports(), scanFindings(), scanPapers(), scanVerdicts(),
	attendances(), agendaItems(), conflicts(), votes(), decisions(), agreements(), notices(),
	scanReports(), scanFindings(), scanPapers(), scanVerdicts(),
	markEvents(), vectors(), outgoings(), replays(), pendings(), safeguards(),
)
