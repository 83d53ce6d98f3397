// Package words is the one owner of the product's sentences. Below the doors
// there are codes and data; here each code has its sentence in both languages,
// for pages, the command line, programs, mail and print alike. A word that a
// scheme has of its own (一次審査 for the review of documents) is taken from the
// edition that a case is pinned to.
//
// The catalogue is one folder a language and one file a subject, a line a
// sentence:
//
//	guard.report_written: {@review_report}が書かれていません。
//
// {name} shows a figure as it is, {name:how} shows it as a day, a sum, a list or
// a word of that kind, {@term} is a label of the scheme, and [[…||…]] is left
// out, or replaced by what follows the bars, when a figure in it is not known.
package words
