// Package web is the door for people: the public register and its verdicts, the
// schemes explained, and the secretariat's board, in Japanese and English. Its
// pages work without script and load nothing from elsewhere. It asks the office
// for everything it shows and decides nothing.
package web
