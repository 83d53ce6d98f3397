// Package bench measures what the product promises to be fast at. Each thing is
// run beside a plainer way to the same answer, in turn, over several rounds; the
// two answers are compared before anything is timed, and the median of each is
// held against its limit. It stands beside the floors and may look at all of them.
package bench
