package store

import (
	"errors"
	"fmt"

	"akashi/record"
	"akashi/values/civil"
)

func bankFiles() table[record.BankFile] {
	return table[record.BankFile]{name: "bank_file", key: "id", columns: func(f *record.BankFile) []column {
		return []column{
			{"id", &f.ID}, {"scheme", &f.Scheme}, {"name", &f.Name}, {"format", &f.Format}, {"sha256", &f.SHA256}, {"records", &f.Records},
			{"sum", &f.Sum}, {"by", &f.By}, {"at", moment{&f.At}}, {"version", &f.Version},
		}
	}}
}

func bankRecords() table[record.BankRecord] {
	return table[record.BankRecord]{name: "bank_record", columns: func(b *record.BankRecord) []column {
		return []column{
			{"id", &b.ID}, {"file_id", &b.FileID}, {"scheme", &b.Scheme}, {"no", &b.Record}, {"account", &b.Account}, {"day", &b.Day},
			{"reference", &b.Reference}, {"amount", &b.Amount}, {"outgoing", &b.Out}, {"payer", &b.Payer}, {"payer_code", &b.PayerCode},
			{"sender", &b.Sender}, {"edi", &b.EDI}, {"note", &b.Note}, {"cancels", &b.Cancels}, {"takes", optional{&b.Takes}}, {"fingerprint", &b.Fingerprint},
		}
	}}
}

// BankFiles returns the files of a bank that brought something new to a scheme, the latest first.
func (r reader) BankFiles(scheme string) ([]record.BankFile, error) {
	return find(r, bankFiles(), "WHERE scheme = ? ORDER BY id DESC", scheme)
}

// BankFile returns the file.
func (r reader) BankFile(id string) (record.BankFile, error) {
	return one(r, bankFiles(), id, "WHERE id = ?", id)
}

// BankRecords returns the movements of a file that were new with it, in its order.
func (r reader) BankRecords(fileID string) ([]record.BankRecord, error) {
	return find(r, bankRecords(), "WHERE file_id = ? ORDER BY no", fileID)
}

// BankRecordsOn returns the movements that were booked on one of the days, in the order in which they came.
func (r reader) BankRecordsOn(scheme string, days civil.Range) ([]record.BankRecord, error) {
	return find(r, bankRecords(), "WHERE scheme = ? AND day >= ? AND day <= ? ORDER BY id", scheme, days.From, days.To)
}

// BankCancelling returns the movements by which the bank took back one of the file.
func (r reader) BankCancelling(fileID string) ([]record.BankRecord, error) {
	return find(r, bankRecords(), "WHERE takes IN (SELECT id FROM bank_record WHERE file_id = ?) ORDER BY id", fileID)
}

// BankPayments returns the payments that rest on a movement of the file, in the order in which they were recorded.
func (r reader) BankPayments(fileID string) ([]record.Payment, error) {
	return find(r, payments(), "WHERE record_id IN (SELECT id FROM bank_record WHERE file_id = ?) ORDER BY id", fileID)
}

// RecordPayments returns the payments that rest on one movement, in the order in which they were recorded.
func (r reader) RecordPayments(recordID string) ([]record.Payment, error) {
	return find(r, payments(), "WHERE record_id = ? ORDER BY id", recordID)
}

// PaidBefore returns under which names and codes of a bank's each applicant was found to have paid, from payments that stand.
func (r reader) PaidBefore(scheme string) (found []record.PaidBefore, err error) {
	if !findable([]any{scheme}) {
		return nil, nil
	}
	rows, err := r.query(`SELECT DISTINCT c.applicant_id, b.payer, b.payer_code FROM payment p JOIN bank_record b ON b.id = p.record_id JOIN case_file c ON c.id = p.case_id
		WHERE b.scheme = ? AND p.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM payment q WHERE q.reverses = p.id) ORDER BY 1, 2, 3`, scheme)
	if err != nil {
		return nil, fmt.Errorf("read payers: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var one record.PaidBefore
		if err := rows.Scan(&one.ApplicantID, &one.Payer, &one.PayerCode); err != nil {
			return nil, fmt.Errorf("read payers: %w", err)
		}
		found = append(found, one)
	}
	return found, rows.Err()
}
