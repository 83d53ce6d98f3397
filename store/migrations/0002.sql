-- Vulnerability reports of a case: the file's hash, its findings row by row, what
-- responsible persons wrote, and the last verdict. Scores are tenths, -1 is none.

CREATE TABLE scan_report (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	no BIGINT NOT NULL,
	name TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	format TEXT NOT NULL,
	scanner TEXT NOT NULL,
	scan_date TEXT,
	oldest_scan TEXT,
	hosts TEXT NOT NULL,
	by_hand BOOLEAN NOT NULL,
	findings BIGINT NOT NULL,
	row_errors TEXT NOT NULL,
	rescan_of BIGINT NOT NULL,
	received TEXT,
	"by" TEXT NOT NULL,
	CONSTRAINT scan_report_once UNIQUE (case_id, no)
);

CREATE TABLE scan_finding (
	report_id TEXT NOT NULL REFERENCES scan_report (id),
	seq BIGINT NOT NULL,
	host TEXT NOT NULL,
	port TEXT NOT NULL,
	protocol TEXT NOT NULL,
	plugin_id TEXT NOT NULL,
	name TEXT NOT NULL,
	cves TEXT NOT NULL,
	state TEXT NOT NULL,
	severity TEXT NOT NULL,
	vector2 TEXT NOT NULL,
	reported2 BIGINT NOT NULL,
	computed2 BIGINT NOT NULL,
	vector3 TEXT NOT NULL,
	reported3 BIGINT NOT NULL,
	computed3 BIGINT NOT NULL,
	vector4 TEXT NOT NULL,
	reported4 BIGINT NOT NULL,
	computed4 BIGINT NOT NULL,
	unversioned BIGINT NOT NULL,
	remark TEXT NOT NULL,
	PRIMARY KEY (report_id, seq)
);

CREATE TABLE scan_paper (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	kind TEXT NOT NULL,
	findings TEXT NOT NULL,
	plugins TEXT NOT NULL,
	"text" TEXT NOT NULL,
	person TEXT NOT NULL,
	day TEXT,
	"by" TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX scan_paper_of_case ON scan_paper (case_id, at);

CREATE TABLE scan_verdict (
	case_id TEXT NOT NULL PRIMARY KEY REFERENCES case_file (id),
	verdict TEXT NOT NULL,
	result TEXT NOT NULL,
	filed TEXT,
	unversioned TEXT NOT NULL,
	judged TIMESTAMPTZ,
	version BIGINT NOT NULL
);
