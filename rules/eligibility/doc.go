// Package eligibility says whether an applicant may apply on a day (申請資格・欠格
// 事項), and if not, from which day on.
package eligibility
