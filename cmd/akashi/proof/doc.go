// Package proof asks an office everything, as everybody, through both of its doors, and
// compares what comes with tables that were written by hand: who may do what
// (access_matrix.csv), who is shown which confidential text (canaries.csv), and two offices
// that differ only in what somebody must not know. It has tests alone.
package proof
