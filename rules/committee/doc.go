// Package committee works out what a sitting of the independent committee
// (審査委員会) has come to on one case, always in the same order: conflicts of
// interest, recusal, quorum, votes, result. Whoever evaluated a case, or is tied
// to it, does not decide on it (ISO/IEC 17065, 4.2 and 7.6.2).
package committee
