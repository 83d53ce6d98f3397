package deadline

import "akashi/values/civil"

// Patience is how many days after its day a letter may still go out, where the office's program did not run: after that it
// would tell of a day that is long past.
const Patience = 14

// Reminded finds which letter about a day is due today: the last whose own day has come, told by how many days after the day
// it is (before it, below 0). Those before it are not made up for. There is none where ok is false.
func Reminded(offsets []int, day, today civil.Date) (offset int, on civil.Date, ok bool) {
	for _, n := range offsets {
		if d := day.AddDays(n); !d.After(today) {
			offset, on, ok = n, d, true
		}
	}
	return offset, on, ok && !on.AddDays(Patience).Before(today)
}

// RemindedOf is the range of days of which one could be reminded today.
func RemindedOf(offsets []int, today civil.Date) (days []civil.Range) {
	for _, n := range offsets {
		days = append(days, civil.Range{From: today.AddDays(-n - Patience), To: today.AddDays(-n)})
	}
	return days
}
