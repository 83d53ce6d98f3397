package limit

import (
	"context"
	"math"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"

	"akashi/values/fault"
)

// Limits watches over what is asked. A nil one lets everything through.
type Limits struct {
	now func() time.Time
	at  atomic.Pointer[watch]
}

// New begins to watch, by a clock that goes: that of an office may stand still.
func New(c Config, now func() time.Time) *Limits {
	l := &Limits{now: now}
	l.Set(c)
	return l
}

// Set begins anew with other limits: nobody has asked anything yet. What is in already
// leaves as it came.
func (l *Limits) Set(c Config) { l.at.Store(newWatch(c, l.now)) }

// watch is what has been asked under some limits.
type watch struct {
	config Config
	now    func() time.Time
	server *rate.Limiter
	room   *semaphore.Weighted // in MiB, for large bodies

	turn    *semaphore.Weighted // of the questions to the rules
	waiting atomic.Int64        // for it
	work    *rate.Limiter       // of the rules, in microseconds

	signUps *rate.Limiter // of everybody together
	reports *rate.Limiter // likewise

	address, account, verdicts, guesses, wrong, questions, upload, signUpsOf, signUpsTo, reportsOf *buckets
}

func newWatch(c Config, now func() time.Time) *watch {
	return &watch{config: c, now: now, server: c.Server.limiter(), room: semaphore.NewWeighted(int64(c.Uploading.Burst)), turn: semaphore.NewWeighted(1),
		work:    rate.NewLimiter(rate.Limit(work.Microseconds()), int(workAtOnce.Microseconds())),
		address: each(c.Address), account: each(c.Account), verdicts: each(c.Verdicts), guesses: each(c.Guesses), wrong: each(c.Wrong),
		questions: each(c.Questions), upload: each(c.Upload), signUps: c.SignUpAll.limiter(), signUpsOf: each(c.SignUps), signUpsTo: each(c.SignUpsTo),
		reports: c.ReportAll.limiter(), reportsOf: each(c.Reports)}
}

// Request is asked of every request but those for a verdict and for a file of our own.
func (l *Limits) Request(asker string) error {
	if l == nil {
		return nil
	}
	w := l.at.Load()
	if err := w.take("limit.address", w.address, asker, 1); err != nil {
		return err
	}
	return w.spend("limit.server", w.server, 1)
}

// Verdict is asked of a verdict for programs that is not in memory.
func (l *Limits) Verdict(asker string) error {
	if l == nil {
		return nil
	}
	w := l.at.Load()
	return w.take("limit.address", w.verdicts, asker, 1)
}

// inLine is how many questions to the rules wait at most. The rules, which anybody may ask,
// may work for so long in a second, and at once after a rest: a fortieth of one processor.
// Verdicts have the others.
const (
	inLine     = 64
	work       = 25 * time.Millisecond
	workAtOnce = 25 * time.Millisecond
)

// Question lets a question to the rules in when it is its turn; one whose asker has left
// by then has none. leave is called when it has been answered.
func (l *Limits) Question(ctx context.Context, asker string) (leave func(), err error) {
	if l == nil {
		return func() {}, nil
	}
	w := l.at.Load()
	if err := w.take("limit.address", w.questions, asker, 1); err != nil {
		return nil, err
	}
	defer w.waiting.Add(-1)
	if w.waiting.Add(1) > inLine {
		return nil, w.refuse("limit.server", time.Second)
	}
	if err := w.turn.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		w.turn.Release(1)
		return nil, err
	}
	begun := w.now()
	return func() {
		ended := w.now()
		worked := min(ended.Sub(begun), workAtOnce).Microseconds()
		time.AfterFunc(w.work.ReserveN(ended, int(worked)).DelayFrom(ended), func() { w.turn.Release(1) })
	}, nil
}

// Account is asked of every request of somebody known.
func (l *Limits) Account(id string) error {
	if l == nil || id == "" {
		return nil
	}
	w := l.at.Load()
	return w.take("limit.account", w.account, id, 1)
}

// Report is asked before what a visitor brings to the office is taken up: of where it comes
// from, and of everybody together.
func (l *Limits) Report(asker string) error {
	if l == nil {
		return nil
	}
	w := l.at.Load()
	if err := w.take("limit.address", w.reportsOf, asker, 1); err != nil {
		return err
	}
	return w.spend("limit.server", w.reports, 1)
}

// SignUp is asked before somebody's wish to begin is noted, which sends a letter: of where they
// ask from, of the address that the letter goes to, whether it has an account or not, and of
// everybody together.
func (l *Limits) SignUp(asker, to string) error {
	if l == nil {
		return nil
	}
	w := l.at.Load()
	if err := w.take("limit.address", w.signUpsOf, asker, 1); err != nil {
		return err
	}
	if err := w.take("limit.signups", w.signUpsTo, strings.ToLower(to), 1); err != nil {
		return err
	}
	return w.spend("limit.server", w.signUps, 1)
}

// MayGuess is asked before a sign-in link is looked for, and Guessed is told of one that
// was wrong: who signs in rightly is not counted.
func (l *Limits) MayGuess(asker string) error {
	if l == nil {
		return nil
	}
	w := l.at.Load()
	return w.refuse("limit.guesses", w.guesses.rate.wait(w.guesses.of(asker).TokensAt(w.now())))
}

// Guessed counts a sign-in link that was wrong.
func (l *Limits) Guessed(asker string) {
	if l != nil {
		l.at.Load().guesses.of(asker).ReserveN(l.now(), 1)
	}
}

// MayTry is asked before a password or a code is looked at, and Tried is told of one that
// was wrong. Whether there is an account of the name makes no difference.
func (l *Limits) MayTry(account string) error {
	if l == nil || account == "" {
		return nil
	}
	w := l.at.Load()
	return w.refuse("limit.wrong", w.wrong.rate.wait(w.wrong.of(account).TokensAt(w.now())))
}

// Tried counts a password or a code that was wrong.
func (l *Limits) Tried(account string) {
	if l != nil && account != "" {
		l.at.Load().wrong.of(account).ReserveN(l.now(), 1)
	}
}

// wrongToken is how many requests a token counts that nobody holds.
const wrongToken = 20

// WrongToken counts a token that nobody holds.
func (l *Limits) WrongToken(asker string) {
	if l != nil {
		w := l.at.Load()
		w.address.of(asker).AllowN(l.now(), min(wrongToken, max(w.config.Address.Burst, 1)))
	}
}

// Upload lets a large body of so many bytes in when there is room, and until ctx ends;
// leave is called when it has been dealt with.
func (l *Limits) Upload(ctx context.Context, account string, bytes int64) (leave func(), err error) {
	if l == nil {
		return func() {}, nil
	}
	w := l.at.Load()
	size := int(bytes>>20) + 1
	if err := w.take("limit.upload", w.upload, account, size); err != nil {
		return nil, err
	}
	n := int64(min(size, w.config.Uploading.Burst))
	if err := w.room.Acquire(ctx, n); err != nil {
		return nil, err
	}
	return func() { w.room.Release(n) }, nil
}

func (l *watch) take(code string, of *buckets, key string, n int) error {
	if of.rate == (Rate{}) {
		return nil
	}
	return l.spend(code, of.of(key), min(n, of.rate.Burst))
}

// spend refuses what is too much, and then counts nothing.
func (l *watch) spend(code string, from *rate.Limiter, n int) error {
	now := l.now()
	r := from.ReserveN(now, n)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return l.refuse(code, wait)
}

func (l *watch) refuse(code string, wait time.Duration) error {
	if wait <= 0 {
		return nil
	}
	return fault.New(fault.TooMany, code, "", "seconds", int(math.Ceil(min(wait, time.Hour).Seconds())))
}

// wait is how long it takes until there is one again of so many.
func (r Rate) wait(tokens float64) time.Duration {
	if r == (Rate{}) || tokens >= 1 {
		return 0
	}
	return time.Duration((1 - tokens) / float64(r.PerSecond) * float64(time.Second))
}

func (r Rate) limiter() *rate.Limiter {
	if r == (Rate{}) {
		return rate.NewLimiter(rate.Inf, 0)
	}
	return rate.NewLimiter(r.PerSecond, r.Burst)
}

// Asker is the address for which a request from a remote one is asked, that of its network
// in version 6: whoever has one has all of it. A proxy is believed only where it is configured.
func (l *Limits) Asker(remote string, header func(name string) []string) string {
	from, err := netip.ParseAddrPort(remote)
	if l == nil || err != nil {
		return remote
	}
	at := from.Addr().Unmap()
	if l.at.Load().trusts(at) {
		hops := strings.Split(strings.Join(header("X-Forwarded-For"), ","), ",")
		for i := len(hops) - 1; i >= 0 && l.at.Load().trusts(at); i-- {
			hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
			if err != nil {
				break
			}
			at = hop.Unmap()
		}
	}
	if at.Is6() {
		network, _ := at.WithZone("").Prefix(64) // there is one of every address
		at = network.Addr()
	}
	return at.String()
}

func (l *watch) trusts(at netip.Addr) bool {
	for _, p := range l.config.Proxies {
		if p.Contains(at) {
			return true
		}
	}
	return false
}

// most is how many askers of a kind are remembered at least; twice as many at most. One
// who is forgotten has rested.
const most = 1 << 15

// buckets are what each asker has left.
type buckets struct {
	rate       Rate
	mu         sync.Mutex
	young, old map[string]*rate.Limiter
}

func each(r Rate) *buckets { return &buckets{rate: r, young: map[string]*rate.Limiter{}} }

func (b *buckets) of(key string) *rate.Limiter {
	b.mu.Lock()
	defer b.mu.Unlock()
	if l, ok := b.young[key]; ok {
		return l
	}
	l, ok := b.old[key]
	if !ok {
		l = b.rate.limiter()
	}
	if len(b.young) >= most {
		b.young, b.old = map[string]*rate.Limiter{}, b.young
	}
	b.young[key] = l
	return l
}
