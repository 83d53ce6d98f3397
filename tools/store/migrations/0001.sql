-- Portable: both engines run this file as it is. Identifiers are TEXT made by the
-- application, days TEXT 'YYYY-MM-DD', moments UTC, money whole yen in BIGINT.

CREATE TABLE applicant (
	id TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	name_kana TEXT NOT NULL,
	name_en TEXT NOT NULL,
	corporate_number TEXT NOT NULL,
	address TEXT NOT NULL,
	region TEXT NOT NULL,
	industry TEXT NOT NULL,
	capital BIGINT,
	persons BIGINT NOT NULL,
	website TEXT NOT NULL,
	sample BOOLEAN NOT NULL,
	folded TEXT NOT NULL, -- name and readings as searched
	version BIGINT NOT NULL
);
CREATE INDEX applicant_by_name ON applicant (name);

CREATE TABLE user_account (
	id TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	role TEXT NOT NULL,
	scheme TEXT NOT NULL,
	body TEXT NOT NULL,
	seat TEXT NOT NULL,
	applicant_id TEXT REFERENCES applicant (id),
	email TEXT NOT NULL,
	lang TEXT NOT NULL, -- that letters are written in
	token TEXT NOT NULL,
	link TEXT NOT NULL,
	created TIMESTAMPTZ,
	disabled BOOLEAN NOT NULL,
	token_until TIMESTAMPTZ,
	link_until TIMESTAMPTZ,
	password TEXT NOT NULL,
	password_at TIMESTAMPTZ,
	app TEXT NOT NULL, -- secret of the authenticator app, closed to the office's key
	app_at TIMESTAMPTZ,
	app_step BIGINT NOT NULL,
	recovery TEXT NOT NULL, -- hashes of the recovery codes that are left
	keys TEXT NOT NULL,
	phrases TEXT NOT NULL,
	searches TEXT NOT NULL, -- of the board, that the person keeps
	calendar TEXT NOT NULL, -- hash of the secret in the address of the person's calendar
	calendar_at TIMESTAMPTZ,
	calendar_posts TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX user_token_once ON user_account (token) WHERE token <> '';
CREATE INDEX user_by_applicant ON user_account (applicant_id);
CREATE INDEX user_by_email ON user_account (email) WHERE email <> '';
CREATE UNIQUE INDEX user_link_once ON user_account (link) WHERE link <> '';
CREATE UNIQUE INDEX user_calendar_once ON user_account (calendar) WHERE calendar <> '';

-- Further roles of a user, beside that of the account.
CREATE TABLE user_role (
	id TEXT NOT NULL PRIMARY KEY,
	user_id TEXT NOT NULL REFERENCES user_account (id),
	role TEXT NOT NULL,
	scheme TEXT NOT NULL,
	body TEXT NOT NULL,
	seat TEXT NOT NULL,
	applicant_id TEXT REFERENCES applicant (id),
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	ended TIMESTAMPTZ,
	ended_by TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX user_role_by_user ON user_role (user_id);

-- Who acts for an applicant, as what, from when until when.
CREATE TABLE contact (
	id TEXT NOT NULL PRIMARY KEY,
	applicant_id TEXT NOT NULL REFERENCES applicant (id),
	user_id TEXT NOT NULL REFERENCES user_account (id),
	kind TEXT NOT NULL,
	from_day TEXT,
	to_day TEXT,
	cases TEXT NOT NULL, -- IDs of those that a consultant is commissioned with; '' for all
	tasks TEXT NOT NULL, -- what with; '' for everything
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	ended TIMESTAMPTZ,
	ended_by TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX contact_by_applicant ON contact (applicant_id);

-- What was stated by who wishes to begin as an applicant, until the link ends.
CREATE TABLE sign_up (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	email TEXT NOT NULL,
	name TEXT NOT NULL,
	lang TEXT NOT NULL, -- that letters are written in
	organisation TEXT NOT NULL,
	corporate_number TEXT NOT NULL,
	region TEXT NOT NULL,
	link TEXT NOT NULL,
	until TIMESTAMPTZ,
	at TIMESTAMPTZ,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX sign_up_link_once ON sign_up (link) WHERE link <> '';

-- The browsers in which people are signed in, or were.
CREATE TABLE sign_in (
	id TEXT NOT NULL PRIMARY KEY,
	user_id TEXT NOT NULL REFERENCES user_account (id),
	secret TEXT NOT NULL,
	way TEXT NOT NULL,
	agent TEXT NOT NULL,
	begun TIMESTAMPTZ,
	until TIMESTAMPTZ,
	second TIMESTAMPTZ,
	role_id TEXT REFERENCES user_role (id),
	provider TEXT NOT NULL,
	posts TEXT NOT NULL, -- IDs of the roles that it lets in, each between commas
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX sign_in_once ON sign_in (secret);
CREATE INDEX sign_in_by_user ON sign_in (user_id);

-- What other providers know people by.
CREATE TABLE identity (
	id TEXT NOT NULL PRIMARY KEY,
	user_id TEXT NOT NULL REFERENCES user_account (id),
	provider TEXT NOT NULL,
	issuer TEXT NOT NULL,
	subject TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	ended TIMESTAMPTZ,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX identity_once ON identity (issuer, subject) WHERE ended IS NULL;
CREATE INDEX identity_by_user ON identity (user_id);

-- Keys of people's devices, which sign them in.
CREATE TABLE passkey (
	id TEXT NOT NULL PRIMARY KEY,
	user_id TEXT NOT NULL REFERENCES user_account (id),
	credential TEXT NOT NULL,
	public_key TEXT NOT NULL,
	name TEXT NOT NULL,
	synced BOOLEAN NOT NULL,
	count BIGINT NOT NULL,
	made TIMESTAMPTZ,
	used TIMESTAMPTZ,
	ended TIMESTAMPTZ,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX passkey_once ON passkey (credential);
CREATE INDEX passkey_by_user ON passkey (user_id);

-- Who holds a seat of the committee, from when until when.
CREATE TABLE tenure (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	seat TEXT NOT NULL,
	name TEXT NOT NULL,
	user_id TEXT REFERENCES user_account (id),
	from_day TEXT,
	to_day TEXT,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX tenure_once ON tenure (scheme, seat, from_day);

-- Which seat stands in for the chair of the committee, from when until when.
CREATE TABLE deputy (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	seat TEXT NOT NULL,
	from_day TEXT,
	to_day TEXT,
	role TEXT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	version BIGINT NOT NULL
);
CREATE INDEX deputy_by_scheme ON deputy (scheme);

-- What binds somebody who examines or decides to an organisation, and what they are competent for.
CREATE TABLE tie (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	user_id TEXT NOT NULL REFERENCES user_account (id),
	kind TEXT NOT NULL,
	organisation TEXT NOT NULL,
	corporate_number TEXT NOT NULL,
	from_day TEXT,
	to_day TEXT,
	note TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	struck TIMESTAMPTZ,
	struck_by TEXT NOT NULL,
	reason TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX tie_by_user ON tie (user_id);

CREATE TABLE office_phrase (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	phrases TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX office_phrase_by_scheme ON office_phrase (scheme);

-- Days on which the office is closed, or works, as it has set them.
CREATE TABLE office_days (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	from_day TEXT,
	to_day TEXT,
	open BOOLEAN NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX office_days_by_scheme ON office_days (scheme);

CREATE TABLE body_key (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	side TEXT NOT NULL,
	verifier TEXT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX body_key_by_scheme ON body_key (scheme);

CREATE TABLE body_note (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	kind TEXT NOT NULL,
	case_no TEXT NOT NULL,
	digest TEXT NOT NULL,
	note TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX body_note_once ON body_note (case_no, scheme, kind);

-- Whether the committee of a scheme may decide without meeting is the office's to say.
CREATE TABLE circular_rule (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	round BIGINT NOT NULL,
	answers TEXT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX circular_rule_once ON circular_rule (scheme, round);

-- Which intake bodies joined a scheme between its editions, and which take no more applications.
CREATE TABLE body_change (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	round BIGINT NOT NULL,
	kind TEXT NOT NULL,
	body TEXT NOT NULL,
	name TEXT NOT NULL,
	name_en TEXT NOT NULL,
	code TEXT NOT NULL,
	from_day TEXT,
	to_day TEXT,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX body_change_once ON body_change (scheme, round);

-- When people of the office are away, and who covers.
CREATE TABLE absence (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	user_id TEXT NOT NULL REFERENCES user_account (id),
	cover TEXT NOT NULL,
	from_day TEXT NOT NULL,
	to_day TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	ended TIMESTAMPTZ,
	ended_by TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX absence_once ON absence (scheme, user_id, from_day, at);

-- How long the documents of a class are kept is the office's to say.
CREATE TABLE retention (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	class TEXT NOT NULL,
	round BIGINT NOT NULL,
	months BIGINT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX retention_once ON retention (scheme, class, round);

CREATE TABLE competence (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	user_id TEXT NOT NULL REFERENCES user_account (id),
	competence TEXT NOT NULL,
	from_day TEXT,
	to_day TEXT,
	evidence TEXT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX competence_once ON competence (scheme, user_id, competence, from_day);
CREATE INDEX competence_by_user ON competence (user_id);

CREATE TABLE session (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	day TEXT,
	cutoff TEXT,
	state TEXT NOT NULL,
	minutes TEXT NOT NULL,
	reason TEXT NOT NULL,
	circular TEXT NOT NULL,
	answers TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX session_by_day ON session (scheme, day);

-- A session that is moved says from which day.
CREATE TABLE session_move (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	round BIGINT NOT NULL,
	from_day TEXT,
	from_cutoff TEXT,
	day TEXT,
	cutoff TEXT,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX session_move_once ON session_move (session_id, round);

CREATE TABLE mark (
	serial INTEGER PRIMARY KEY, -- joins the search index, means nothing else
	id TEXT NOT NULL UNIQUE,
	scheme TEXT NOT NULL,
	number TEXT NOT NULL,
	number_key TEXT NOT NULL, -- number in one width and case
	rank BIGINT NOT NULL,
	control_no TEXT NOT NULL,
	applicant_id TEXT REFERENCES applicant (id),
	holder TEXT NOT NULL,
	holder_kana TEXT NOT NULL,
	corporate_number TEXT NOT NULL,
	service TEXT NOT NULL,
	service_kana TEXT NOT NULL,
	website TEXT NOT NULL,
	address TEXT NOT NULL,
	edition TEXT NOT NULL,
	case_id TEXT,
	status TEXT NOT NULL,
	grant_count BIGINT NOT NULL,
	granted TEXT,
	valid_from TEXT,
	valid_to TEXT,
	listed_as_of TEXT,
	carried_from TEXT NOT NULL, -- where an imported entry is from
	sample BOOLEAN NOT NULL,
	updated TIMESTAMPTZ,
	folded TEXT NOT NULL, -- what a search looks at, folded
	grams TEXT NOT NULL,  -- pairs of characters of folded
	formerly TEXT NOT NULL, -- number under which it was imported by mistake
	place BIGINT NOT NULL, -- in the published lists, then by grant: a number is compared sooner than a text
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX mark_number_once ON mark (scheme, number_key);
CREATE INDEX mark_by_number ON mark (number_key);
CREATE INDEX mark_by_end ON mark (scheme, valid_to);
CREATE INDEX mark_by_applicant ON mark (applicant_id);
CREATE INDEX mark_formerly ON mark (id) WHERE formerly <> '';
CREATE INDEX mark_in_order ON mark (place, id);
CREATE INDEX mark_of_scheme_in_order ON mark (scheme, place, id);
CREATE INDEX mark_by_corporate_number ON mark (corporate_number);

CREATE TABLE case_file (
	serial INTEGER PRIMARY KEY, -- joins the search index, means nothing else
	id TEXT NOT NULL UNIQUE,
	no TEXT NOT NULL,
	no_key TEXT NOT NULL, -- receipt number in one width and case
	alias TEXT NOT NULL,  -- for whoever reads without names
	scheme TEXT NOT NULL,
	edition TEXT NOT NULL,
	type TEXT NOT NULL,
	state TEXT NOT NULL,
	applicant_id TEXT NOT NULL REFERENCES applicant (id),
	service TEXT NOT NULL,
	service_kana TEXT NOT NULL,
	website TEXT NOT NULL,
	intake_body TEXT NOT NULL,
	mark_id TEXT REFERENCES mark (id),
	size TEXT NOT NULL,
	opened TIMESTAMPTZ,
	filed TEXT,
	accepted TEXT,
	round BIGINT NOT NULL,
	dossier TEXT NOT NULL,
	session_id TEXT REFERENCES session (id),
	decided TEXT,
	agreement_due TEXT,
	closed TEXT,
	facts TEXT NOT NULL,
	reason TEXT NOT NULL,
	evidence TEXT NOT NULL,
	folded TEXT NOT NULL, -- receipt number and service as searched
	particulars TEXT NOT NULL, -- of the applicant, as submitted
	named TEXT NOT NULL, -- name and readings of the applicant as searched
	grams TEXT NOT NULL, -- pairs of characters of both
	corporate_number TEXT NOT NULL,
	since TEXT, -- the day on which it came to its state
	returned TEXT, -- the day on which it was last sent back
	unseen BIGINT NOT NULL, -- changes that not everybody may see
	carried TEXT NOT NULL, -- where it was begun, if not here
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX case_alias_once ON case_file (alias);
CREATE UNIQUE INDEX case_no_once ON case_file (no_key) WHERE no_key <> '';
CREATE INDEX case_by_no ON case_file (no);
CREATE INDEX case_by_state ON case_file (state, id);
CREATE INDEX case_by_applicant ON case_file (applicant_id);
CREATE INDEX case_by_mark ON case_file (mark_id);
CREATE INDEX case_by_session ON case_file (session_id);
CREATE INDEX case_by_corporate_number ON case_file (corporate_number) WHERE corporate_number <> '';

CREATE TABLE attachment (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	criterion TEXT NOT NULL,
	document TEXT NOT NULL,
	name TEXT NOT NULL,
	type TEXT NOT NULL,
	size BIGINT NOT NULL,
	sha256 TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	flags TEXT NOT NULL -- what the inspection remarked
);
CREATE INDEX attachment_by_case ON attachment (case_id);

-- What keeps the documents of a case from being erased, and what was erased.
CREATE TABLE hold (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	round BIGINT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	released TIMESTAMPTZ,
	released_by TEXT NOT NULL,
	why TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX hold_once ON hold (case_id, round);
CREATE TABLE erasure (
	file_id TEXT NOT NULL PRIMARY KEY, -- of an attachment, a report or an observation
	case_id TEXT NOT NULL REFERENCES case_file (id),
	class TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	months BIGINT NOT NULL,
	kept_to TEXT,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX erasure_by_case ON erasure (case_id);
CREATE INDEX erasure_by_content ON erasure (sha256);

CREATE TABLE answer (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	criterion TEXT NOT NULL,
	aspect TEXT NOT NULL,
	claim TEXT NOT NULL,
	claim_points BIGINT,
	claim_note TEXT NOT NULL,
	first TEXT NOT NULL,
	first_points BIGINT,
	first_note TEXT NOT NULL,
	first_by TEXT NOT NULL,
	final TEXT NOT NULL,
	final_points BIGINT,
	final_note TEXT NOT NULL,
	final_by TEXT NOT NULL,
	justification TEXT NOT NULL,
	changed TIMESTAMPTZ,
	edition TEXT NOT NULL, -- answers of an edition that the case has left stay, unread
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX answer_once ON answer (case_id, edition, criterion, aspect);

CREATE TABLE declaration (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	item TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	paper TEXT REFERENCES attachment (id), -- its scan
	edition TEXT NOT NULL
);
CREATE UNIQUE INDEX declaration_once ON declaration (case_id, edition, item);

-- What a criterion asks for beside a file: a page of the web, a statement of the holder
-- of a post; and what a case is let off.
CREATE TABLE web_page (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	criteria TEXT NOT NULL,
	url TEXT NOT NULL,
	seen TEXT NOT NULL,
	shot TEXT REFERENCES attachment (id),
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX web_page_by_case ON web_page (case_id);

CREATE TABLE statement (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	post TEXT NOT NULL,
	person TEXT NOT NULL,
	items TEXT NOT NULL,
	denied TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	paper TEXT REFERENCES attachment (id),
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX statement_by_case ON statement (case_id);

CREATE TABLE exception (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	criteria TEXT NOT NULL,
	documents TEXT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX exception_by_case ON exception (case_id);

CREATE TABLE message (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	criterion TEXT NOT NULL,
	side TEXT NOT NULL,
	text TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX message_by_case ON message (case_id);

CREATE TABLE allotment (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	criterion TEXT NOT NULL,
	user_id TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX allotment_by_case ON allotment (case_id);

CREATE TABLE intake_check (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	dossier TEXT NOT NULL,
	step TEXT NOT NULL,
	standing TEXT NOT NULL,
	note TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX intake_check_by_case ON intake_check (case_id);

CREATE TABLE reading (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	user_id TEXT NOT NULL REFERENCES user_account (id),
	criterion TEXT NOT NULL,
	aspect TEXT NOT NULL,
	verdict TEXT NOT NULL,
	points BIGINT,
	note TEXT NOT NULL,
	justification TEXT NOT NULL,
	at TIMESTAMPTZ,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX reading_once ON reading (case_id, user_id, criterion, aspect);

CREATE TABLE dossier (
	hash TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	stage TEXT NOT NULL,
	body TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX dossier_by_case ON dossier (case_id);

-- An assignment ends beside what was done under it, and may begin again.
CREATE TABLE assignment (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	user_id TEXT NOT NULL REFERENCES user_account (id),
	role TEXT NOT NULL,
	at TIMESTAMPTZ,
	round BIGINT NOT NULL,
	ended TIMESTAMPTZ,
	ended_by TEXT NOT NULL,
	reason TEXT NOT NULL,
	judged TIMESTAMPTZ, -- where each of two judges alone
	opened TIMESTAMPTZ,
	acts BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX assignment_by_user ON assignment (user_id);
CREATE UNIQUE INDEX assignment_once ON assignment (case_id, user_id, role, round);

CREATE TABLE finding (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	no BIGINT NOT NULL,
	criterion TEXT NOT NULL,
	aspect TEXT NOT NULL,
	step TEXT NOT NULL,
	round BIGINT NOT NULL,
	text TEXT NOT NULL,
	state TEXT NOT NULL,
	raised_by TEXT NOT NULL,
	raised TEXT,
	due TEXT,
	correction TEXT NOT NULL,
	answered TEXT,
	judgement TEXT NOT NULL,
	closed TEXT,
	expected BOOLEAN NOT NULL, -- its day is an estimate, nobody laid it down
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX finding_once ON finding (case_id, no);

CREATE TABLE charge (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	mark_id TEXT REFERENCES mark (id),
	code TEXT NOT NULL,
	amount BIGINT NOT NULL,
	tax_rate_permille BIGINT NOT NULL,
	basis TEXT NOT NULL,
	raised TEXT,
	due TEXT,
	paid TEXT,
	status TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX charge_by_case ON charge (case_id);
CREATE INDEX charge_owed ON charge (status, due);

-- Charges follow a corrected day beside what they were.
CREATE TABLE charge_correction (
	id TEXT NOT NULL PRIMARY KEY,
	charge_id TEXT NOT NULL REFERENCES charge (id),
	case_id TEXT NOT NULL REFERENCES case_file (id),
	round BIGINT NOT NULL,
	from_amount BIGINT NOT NULL,
	from_due TEXT,
	amount BIGINT NOT NULL,
	due TEXT,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX charge_correction_once ON charge_correction (charge_id, round);
CREATE INDEX charge_correction_by_case ON charge_correction (case_id);

-- A file in which a bank told what came in.
CREATE TABLE bank_file (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	name TEXT NOT NULL,
	format TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	records BIGINT NOT NULL,
	sum BIGINT NOT NULL,
	by TEXT NOT NULL,
	at TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX bank_file_by_scheme ON bank_file (scheme);

-- One movement on an account, as the bank told it; never changed. The same movement in another file is not kept again.
CREATE TABLE bank_record (
	id TEXT NOT NULL PRIMARY KEY,
	file_id TEXT NOT NULL REFERENCES bank_file (id),
	scheme TEXT NOT NULL,
	no BIGINT NOT NULL,
	account TEXT NOT NULL,
	day TEXT,
	reference TEXT NOT NULL,
	amount BIGINT NOT NULL,
	outgoing BOOLEAN NOT NULL,
	payer TEXT NOT NULL,
	payer_code TEXT NOT NULL,
	sender TEXT NOT NULL,
	edi TEXT NOT NULL,
	note TEXT NOT NULL,
	cancels BOOLEAN NOT NULL,
	takes TEXT REFERENCES bank_record (id), -- the record that this one cancels
	fingerprint TEXT NOT NULL
);
CREATE UNIQUE INDEX bank_record_once ON bank_record (scheme, fingerprint);
CREATE UNIQUE INDEX bank_record_taken_once ON bank_record (takes);
CREATE INDEX bank_record_by_file ON bank_record (file_id, no);
CREATE INDEX bank_record_by_day ON bank_record (scheme, day);

CREATE TABLE payment (
	id TEXT NOT NULL PRIMARY KEY,
	charge_id TEXT NOT NULL REFERENCES charge (id),
	case_id TEXT NOT NULL REFERENCES case_file (id),
	amount BIGINT NOT NULL,
	received TEXT,
	note TEXT NOT NULL,
	by TEXT NOT NULL,
	reverses TEXT REFERENCES payment (id), -- what was recorded wrongly is taken back by another
	reason TEXT NOT NULL,
	kind TEXT NOT NULL, -- '' for money received
	record_id TEXT REFERENCES bank_record (id) -- what the bank told of it
);
CREATE INDEX payment_by_record ON payment (record_id);
CREATE INDEX payment_by_case ON payment (case_id);
CREATE UNIQUE INDEX payment_reversed_once ON payment (reverses);

-- In whose name documents about money are issued; what was said last of a payee stands.
CREATE TABLE issuer (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	payee TEXT NOT NULL,
	round BIGINT NOT NULL,
	name TEXT NOT NULL,
	registration TEXT NOT NULL,
	address TEXT NOT NULL,
	phone TEXT NOT NULL,
	account TEXT NOT NULL,
	prefix TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX issuer_once ON issuer (scheme, payee, round);

-- Documents about money as they were issued. They never change.
CREATE TABLE invoice (
	id TEXT NOT NULL PRIMARY KEY,
	no TEXT NOT NULL,
	kind TEXT NOT NULL,
	scheme TEXT NOT NULL,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	payee TEXT NOT NULL,
	year BIGINT NOT NULL,
	seq BIGINT NOT NULL, -- in the year, of the kind and payee, without gaps
	for_no TEXT NOT NULL, -- the invoice that it receipts or credits, the receipt that it voids
	cause TEXT NOT NULL,
	issuer TEXT NOT NULL,
	party TEXT NOT NULL,
	issued TEXT,
	due TEXT,
	due_text TEXT NOT NULL,
	due_text_en TEXT NOT NULL,
	received TEXT,
	lines TEXT NOT NULL,
	total BIGINT NOT NULL,
	folded TEXT NOT NULL, -- number and name of whom it is for, as searched
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX invoice_no ON invoice (no);
CREATE UNIQUE INDEX invoice_in_order ON invoice (scheme, payee, kind, year, seq);
CREATE INDEX invoice_by_case ON invoice (case_id);
CREATE INDEX invoice_by_day ON invoice (issued);

-- What has become of an invoice since.
CREATE TABLE invoice_standing (
	invoice_id TEXT NOT NULL PRIMARY KEY REFERENCES invoice (id),
	case_id TEXT NOT NULL REFERENCES case_file (id),
	paid BIGINT NOT NULL,
	credited BIGINT NOT NULL,
	open BIGINT NOT NULL,
	settled TEXT,
	version BIGINT NOT NULL
);
CREATE INDEX invoice_standing_by_case ON invoice_standing (case_id);
CREATE INDEX invoice_standing_open ON invoice_standing (settled);

-- Official documents as they went out.
CREATE TABLE dispatch (
	id TEXT NOT NULL PRIMARY KEY,
	no TEXT NOT NULL,
	kind TEXT NOT NULL,
	scheme TEXT NOT NULL,
	edition TEXT NOT NULL,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	lang TEXT NOT NULL,
	year BIGINT NOT NULL,
	seq BIGINT NOT NULL, -- in the year, of the scheme, without gaps
	replaces TEXT NOT NULL, -- number of the document that was wrong
	issued TEXT,
	content TEXT NOT NULL, -- what it tells
	sha256 TEXT NOT NULL, -- of the PDF
	folded TEXT NOT NULL, -- number and name of whom it is for, as searched
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX dispatch_no ON dispatch (no);
CREATE UNIQUE INDEX dispatch_in_order ON dispatch (scheme, year, seq);
CREATE INDEX dispatch_by_case ON dispatch (case_id);
CREATE INDEX dispatch_by_day ON dispatch (issued);

CREATE TABLE visit (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	kind TEXT NOT NULL,
	day TEXT,
	minutes BIGINT NOT NULL,
	persons BIGINT NOT NULL,
	note TEXT NOT NULL,
	by TEXT NOT NULL,
	corrects TEXT REFERENCES visit (id), -- what was logged wrongly is corrected by another
	reason TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX visit_by_case ON visit (case_id);
CREATE UNIQUE INDEX visit_corrected_once ON visit (corrects);

CREATE TABLE report (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	recommendation TEXT NOT NULL,
	summary TEXT NOT NULL,
	outcome TEXT NOT NULL,
	points BIGINT NOT NULL,
	filed TEXT,
	by TEXT NOT NULL,
	reason TEXT NOT NULL
);
CREATE INDEX report_by_case ON report (case_id);

-- What was found on site of the grounds of disqualification; the last stands.
CREATE TABLE eligibility_check (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	round BIGINT NOT NULL,
	day TEXT,
	found TEXT NOT NULL,
	bar TEXT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX eligibility_check_once ON eligibility_check (case_id, round);

-- What was seen at the applicant's, with photos; what was put right stands beside it.
CREATE TABLE observation (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	criterion TEXT NOT NULL,
	text TEXT NOT NULL,
	name TEXT NOT NULL,
	type TEXT NOT NULL,
	size BIGINT NOT NULL,
	sha256 TEXT NOT NULL,
	corrects TEXT REFERENCES observation (id),
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX observation_by_case ON observation (case_id);
CREATE UNIQUE INDEX observation_corrected_once ON observation (corrects);

-- What was read out at the end of the day on site, and who acknowledged it; the last stands.
CREATE TABLE closing (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	round BIGINT NOT NULL,
	day TEXT,
	text TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	person TEXT NOT NULL,
	post TEXT NOT NULL,
	remark TEXT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX closing_once ON closing (case_id, round);

-- Who carries a case on a device, until when.
CREATE TABLE check_out (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	user_id TEXT NOT NULL REFERENCES user_account (id),
	key TEXT NOT NULL, -- closed to the office's key
	at TIMESTAMPTZ,
	until TIMESTAMPTZ,
	ended TIMESTAMPTZ,
	ended_by TEXT NOT NULL,
	reason TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX check_out_by_case ON check_out (case_id);

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
	by TEXT NOT NULL
);
CREATE UNIQUE INDEX scan_report_once ON scan_report (case_id, no);

CREATE TABLE scan_page (
	report_id TEXT NOT NULL REFERENCES scan_report (id),
	no BIGINT NOT NULL,
	findings TEXT NOT NULL, -- as JSON, a stretch of them
	PRIMARY KEY (report_id, no)
);

CREATE TABLE scan_paper (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	kind TEXT NOT NULL,
	findings TEXT NOT NULL,
	plugin_ids TEXT NOT NULL,
	text TEXT NOT NULL,
	person TEXT NOT NULL,
	day TEXT,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX scan_paper_by_case ON scan_paper (case_id);

CREATE TABLE scan_verdict (
	case_id TEXT NOT NULL PRIMARY KEY REFERENCES case_file (id),
	verdict TEXT NOT NULL,
	result TEXT NOT NULL,
	filed TEXT,
	unversioned TEXT NOT NULL,
	judged TIMESTAMPTZ,
	version BIGINT NOT NULL
);

CREATE TABLE attendance (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	seat TEXT NOT NULL,
	user_id TEXT NOT NULL,
	round BIGINT NOT NULL
);
CREATE UNIQUE INDEX attendance_once ON attendance (session_id, seat, round);

-- A member who is not, or no longer, present is excused beside what was recorded.
CREATE TABLE excusal (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	seat TEXT NOT NULL,
	round BIGINT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX excusal_once ON excusal (session_id, seat, round);

CREATE TABLE session_reply (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	seat TEXT NOT NULL,
	round BIGINT NOT NULL,
	answer TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX session_reply_once ON session_reply (session_id, seat, round);

-- Who was written to about a session: called, told of a case that came since, or reminded.
CREATE TABLE session_call (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	kind TEXT NOT NULL,
	seat TEXT NOT NULL,
	user_id TEXT NOT NULL,
	letter_id TEXT NOT NULL,
	until DATE NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE INDEX session_call_session ON session_call (session_id);
CREATE UNIQUE INDEX session_call_once ON session_call (letter_id);

-- Who of the office sees a case through; the last round stands.
CREATE TABLE in_charge (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	round BIGINT NOT NULL,
	user_id TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX in_charge_once ON in_charge (case_id, round);

CREATE TABLE agenda_item (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	case_id TEXT NOT NULL REFERENCES case_file (id),
	no BIGINT NOT NULL,
	state TEXT NOT NULL,
	note TEXT NOT NULL,
	minutes TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX agenda_once ON agenda_item (session_id, case_id);

-- What became of the minutes of a session: approved, or corrected with the text before.
CREATE TABLE minutes_step (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	round BIGINT NOT NULL,
	kind TEXT NOT NULL,
	seat TEXT NOT NULL,
	case_id TEXT REFERENCES case_file (id),
	was TEXT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX minutes_step_once ON minutes_step (session_id, round);

-- What is said of a vote beside it: a dissent, whether an entry for the seat is right.
CREATE TABLE vote_word (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	case_id TEXT NOT NULL REFERENCES case_file (id),
	seat TEXT NOT NULL,
	round BIGINT NOT NULL,
	kind TEXT NOT NULL,
	text TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX vote_word_once ON vote_word (session_id, case_id, seat, round);

CREATE TABLE conflict (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	seat TEXT NOT NULL,
	user_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	note TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	retracted TIMESTAMPTZ,
	retracted_by TEXT NOT NULL,
	retraction TEXT NOT NULL
);
CREATE INDEX conflict_by_case ON conflict (case_id);

CREATE TABLE clearance (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	session_id TEXT NOT NULL REFERENCES session (id),
	seat TEXT NOT NULL,
	user_id TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX clearance_once ON clearance (case_id, session_id, seat, user_id);

CREATE TABLE vote (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	case_id TEXT NOT NULL REFERENCES case_file (id),
	seat TEXT NOT NULL,
	choice TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	round BIGINT NOT NULL,
	commitment TEXT NOT NULL,
	box TEXT NOT NULL
);
CREATE UNIQUE INDEX vote_once ON vote (session_id, case_id, seat, round);

-- A vote can be superseded in the open: it stays as it was given, beside a row that
-- says since when and why it no longer stands.
CREATE TABLE voiding (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session (id),
	case_id TEXT NOT NULL REFERENCES case_file (id),
	seat TEXT NOT NULL,
	round BIGINT NOT NULL,
	kind TEXT NOT NULL,
	reason TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX voiding_once ON voiding (session_id, case_id, seat, round);

-- Votes are sealed to the office's key until the committee's decision opens them.
CREATE TABLE opened_vote (
	id TEXT NOT NULL PRIMARY KEY,
	vote_id TEXT NOT NULL REFERENCES vote (id),
	case_id TEXT NOT NULL REFERENCES case_file (id),
	choice TEXT NOT NULL,
	salt TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX opened_vote_once ON opened_vote (vote_id);
CREATE INDEX opened_vote_by_case ON opened_vote (case_id);

CREATE TABLE decision (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	session_id TEXT NOT NULL REFERENCES session (id),
	outcome TEXT NOT NULL,
	decided TEXT,
	dossier TEXT NOT NULL,
	verdicts TEXT NOT NULL,
	points BIGINT NOT NULL,
	points_pass BIGINT NOT NULL,
	score TEXT NOT NULL,
	votes_for BIGINT NOT NULL,
	votes_against BIGINT NOT NULL,
	votes_abstained BIGINT NOT NULL,
	recused BIGINT NOT NULL,
	present BIGINT NOT NULL,
	quorum BIGINT NOT NULL,
	reasons TEXT NOT NULL,
	conditions TEXT NOT NULL,
	explained TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX decision_once ON decision (case_id);

-- Requests of refused applicants to be examined anew, and what became of them.
CREATE TABLE reexamination (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	round BIGINT NOT NULL,
	requested TEXT,
	grounds TEXT NOT NULL,
	outcome TEXT NOT NULL,
	decided TEXT,
	reasons TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX reexamination_once ON reexamination (case_id, round);

CREATE TABLE agreement (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	concluded TEXT,
	by TEXT NOT NULL
);
CREATE UNIQUE INDEX agreement_once ON agreement (case_id);

CREATE TABLE notice (
	id TEXT NOT NULL PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES case_file (id),
	received TEXT,
	by TEXT NOT NULL,
	round BIGINT NOT NULL, -- its day is corrected in rounds
	reason TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX notice_once ON notice (case_id, round);

CREATE TABLE mark_event (
	id TEXT NOT NULL PRIMARY KEY,
	mark_id TEXT NOT NULL REFERENCES mark (id),
	no BIGINT NOT NULL,
	kind TEXT NOT NULL,
	day TEXT,
	until TEXT,
	clause TEXT NOT NULL,
	reason TEXT NOT NULL,
	case_id TEXT NOT NULL,
	valid_from TEXT,
	valid_to TEXT,
	at TIMESTAMPTZ,
	corrects BIGINT NOT NULL, -- the line in whose place it stands, or 0
	correction TEXT NOT NULL,
	changes TEXT NOT NULL, -- texts of the register that it puts right
	no_application BIGINT NOT NULL -- months that a measure lays down
);
CREATE UNIQUE INDEX mark_event_in_order ON mark_event (mark_id, no);
CREATE UNIQUE INDEX grant_once ON mark_event (case_id) WHERE kind IN ('granted', 'renewed') AND case_id <> '';
CREATE UNIQUE INDEX mark_event_corrected_once ON mark_event (mark_id, corrects) WHERE corrects > 0;

CREATE TABLE vector (
	case_id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	edition TEXT NOT NULL,
	type TEXT NOT NULL,
	packed BYTEA NOT NULL
);

CREATE TABLE outgoing (
	id TEXT NOT NULL PRIMARY KEY,
	addressee TEXT NOT NULL,
	address TEXT NOT NULL,
	template TEXT NOT NULL,
	data TEXT NOT NULL,
	secret TEXT NOT NULL, -- closed to the office's key, and gone once nothing is left to send
	case_id TEXT NOT NULL,
	at TIMESTAMPTZ,
	message_id TEXT NOT NULL,
	state TEXT NOT NULL,
	attempts BIGINT NOT NULL,
	next TIMESTAMPTZ,
	answer TEXT NOT NULL,
	unsure BOOLEAN NOT NULL,
	sent TIMESTAMPTZ,
	undone TIMESTAMPTZ, -- when somebody took it back before it went
	undone_by TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX outgoing_message_once ON outgoing (message_id);
CREATE INDEX outgoing_due ON outgoing (next) WHERE next IS NOT NULL;
CREATE INDEX outgoing_by_state ON outgoing (state, at);
CREATE INDEX outgoing_by_case ON outgoing (case_id, at);
CREATE INDEX outgoing_by_addressee ON outgoing (addressee, at);

CREATE TABLE replay (
	key TEXT NOT NULL PRIMARY KEY,
	request TEXT NOT NULL,
	answer TEXT NOT NULL,
	at TIMESTAMPTZ
);

CREATE TABLE counter (
	name TEXT NOT NULL PRIMARY KEY,
	value BIGINT NOT NULL
);

CREATE TABLE journal (
	seq BIGINT NOT NULL PRIMARY KEY,
	at TIMESTAMPTZ,
	actor TEXT NOT NULL,
	action TEXT NOT NULL,
	kind TEXT NOT NULL,
	object TEXT NOT NULL,
	public BOOLEAN NOT NULL,
	data TEXT NOT NULL,
	hash TEXT NOT NULL
);
CREATE INDEX journal_by_object ON journal (object, seq);

-- The Merkle tree in the numbering of stored hashes of golang.org/x/mod/sumdb/tlog.
CREATE TABLE journal_hash (
	place BIGINT NOT NULL PRIMARY KEY,
	hash TEXT NOT NULL
);

-- One row: how many leaves there are. Its lock puts writers in a queue.
CREATE TABLE journal_head (
	id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
	size BIGINT NOT NULL
);
INSERT INTO journal_head (id, size) VALUES (1, 0);

-- Acts that wait for a second person, and the office's decisions which do.
CREATE TABLE pending (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	word TEXT NOT NULL,
	act TEXT NOT NULL,
	kind TEXT NOT NULL,
	object TEXT NOT NULL,
	seen BIGINT NOT NULL,
	input TEXT NOT NULL,
	first TEXT NOT NULL,
	role TEXT NOT NULL,
	at TIMESTAMPTZ,
	state TEXT NOT NULL,
	second TEXT NOT NULL,
	reason TEXT NOT NULL,
	settled TIMESTAMPTZ,
	version BIGINT NOT NULL
);
CREATE INDEX pending_waiting ON pending (at) WHERE state = 'waiting';

CREATE TABLE safeguard (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	word TEXT NOT NULL,
	round BIGINT NOT NULL,
	is_on BOOLEAN NOT NULL,
	reason TEXT NOT NULL,
	decided_by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX safeguard_once ON safeguard (scheme, word, round);

-- Tables of fees that the office entered beside those of the scheme files.
CREATE TABLE fee_table (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	first_day TEXT NOT NULL,
	last_day TEXT,
	source TEXT NOT NULL,
	file TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX fee_table_once ON fee_table (scheme, first_day);

-- What was brought to the office beside the cases.
CREATE TABLE matter (
	id TEXT NOT NULL PRIMARY KEY,
	no TEXT NOT NULL,
	kind TEXT NOT NULL,
	scheme TEXT NOT NULL,
	state TEXT NOT NULL,
	ground TEXT NOT NULL,
	number TEXT NOT NULL,
	mark_id TEXT REFERENCES mark (id),
	site TEXT NOT NULL,
	text TEXT NOT NULL,
	contact TEXT NOT NULL,
	received TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ,
	outcome TEXT NOT NULL,
	reason TEXT NOT NULL,
	ended TEXT,
	version BIGINT NOT NULL
);
CREATE UNIQUE INDEX matter_no ON matter (no);
CREATE INDEX matter_by_scheme ON matter (scheme, at);

CREATE TABLE matter_note (
	id TEXT NOT NULL PRIMARY KEY,
	matter_id TEXT NOT NULL REFERENCES matter (id),
	round BIGINT NOT NULL,
	day TEXT NOT NULL,
	text TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX matter_note_once ON matter_note (matter_id, round);

-- The regulations of a scheme as the office publishes them.
CREATE TABLE published_rule (
	id TEXT NOT NULL PRIMARY KEY,
	scheme TEXT NOT NULL,
	document TEXT NOT NULL,
	version TEXT NOT NULL,
	first_day TEXT NOT NULL,
	link TEXT NOT NULL,
	name TEXT NOT NULL,
	type TEXT NOT NULL,
	size BIGINT NOT NULL,
	sha256 TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMPTZ
);
CREATE UNIQUE INDEX published_rule_once ON published_rule (scheme, document, version);

-- What the calendar did, or failed to do, on its day. The name is of kind, object and day, so that it is done once.
CREATE TABLE job (
	id TEXT NOT NULL PRIMARY KEY,
	kind TEXT NOT NULL,
	thing TEXT NOT NULL,
	object TEXT NOT NULL,
	scheme TEXT NOT NULL,
	what TEXT NOT NULL,
	day TEXT NOT NULL,
	state TEXT NOT NULL,
	attempts BIGINT NOT NULL,
	at TEXT NOT NULL,
	next TEXT,
	code TEXT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX job_by_state ON job (state, at);
CREATE INDEX job_by_at ON job (at);
