package app

import (
	"context"
	"errors"
	"slices"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// Offer is one act that the actor may do to an object as it stands now: at once,
// or when what blocks it has been cured. Every list of what somebody may do is made
// of offers; what would be refused for who asks, or for where the object stands, is
// not among them.
type Offer struct {
	Action   access.Action `json:"action"`
	Event    string        `json:"event,omitempty"`    // step of the lifecycle that it takes
	Aside    bool          `json:"aside,omitempty"`    // leaves the way to the mark: withdrawal, lapse
	Blocked  []string      `json:"blocked,omitempty"`  // what does not hold now, by name
	Blockers []Blocker     `json:"blockers,omitempty"` // the same with clause, figures and cure
}

// Blocker is one thing that stands against an act, and what cures it.
type Blocker struct {
	Blocked
	Cures []Cure `json:"cures,omitempty"` // empty: only time, or other facts, can
}

// Cure is an act that may take a blocker away, and whose act it is.
type Cure struct {
	Action access.Action `json:"action"`
	Roles  []record.Role `json:"roles"`
	Yours  bool          `json:"yours,omitempty"` // the actor may do it to this object
}

// prospect is what an act would meet, beside the guards that the records answer.
type prospect struct {
	idle    bool            // there is nothing for it to be done to
	event   lifecycle.Event // the one that it would bring about, of several
	grounds grounds         // guards that it answers by itself
	against []Blocked       // what stands against it beside guards and policy
}

// foresight tells what an act would meet if it were done now, whatever its input.
type foresight func(*work) (prospect, error)

// foreseen says how to tell what an action would meet.
func foreseen(f foresight) option { return func(a *Action) { a.foresee = f } }

// settling marks a guard that the act itself answers.
func settling(g lifecycle.Guard) option {
	return foreseen(func(*work) (prospect, error) { return prospect{grounds: grounds{g: held(true)}}, nil })
}

// Doable answers "what may I do now?" to one object, or, with no name, to what an
// actor may begin: access × state × guards.
func (a *App) Doable(ctx context.Context, actor access.Actor, on Kind, name string) (offers []Offer, err error) {
	err = a.Store.View(ctx, func(r Reader) error {
		w := a.work(ctx, readOnly{r}, actor)
		if name == "" {
			offers = w.beginnings(on)
			return nil
		}
		if err := w.load(on, name); err != nil {
			return err
		}
		if err := w.permit(w.thing.Look); err != nil {
			return err
		}
		offers, err = w.offers()
		return err
	})
	return offers, err
}

// beginnings are the acts by which the actor may make a new object of the kind.
func (w *work) beginnings(on Kind) (offers []Offer) {
	for _, a := range Actions() {
		object := access.Object{Scheme: w.actor.Scheme, ApplicantID: w.actor.ApplicantID}
		if a.On == on && a.Begins && access.May(w.actor, a.Name, object).Allowed {
			offers = append(offers, Offer{Action: a.Name})
		}
	}
	return offers
}

// offers lists what the actor may do to the object of the work, in the order of
// the procedure.
func (w *work) offers() ([]Offer, error) {
	object, err := w.object()
	if err != nil {
		return nil, err
	}
	offers := []Offer{}
	for _, a := range Actions() {
		if a.On != w.thing.Kind || a.Begins || !a.possible(w.kept().state) {
			continue
		}
		against, may := w.ruling(a.Name, object)
		if !may {
			continue
		}
		offer, offered, err := w.offer(a, object, against)
		if err != nil {
			return nil, err
		}
		if offered {
			offers = append(offers, offer)
		}
	}
	return offers, nil
}

// ruling asks the policy whether the act is the actor's at all, for whichever seat
// it would be. What the policy needs and time can bring is a blocker instead.
func (w *work) ruling(act access.Action, o access.Object) (against []Blocked, may bool) {
	o.Seat = w.actor.Seat
	if o.Seat == "" && w.edition != nil {
		for _, s := range w.edition.Committee.Seats {
			if !slices.Contains(o.Conflicted, s.ID) {
				o.Seat = s.ID
				break
			}
		}
	}
	ruling := access.May(w.actor, act, o)
	for _, c := range ruling.Because.Because {
		switch {
		case c.Holds:
		case c.Rule == access.NeedsOpenSession:
			against = append(against, Blocked{Code: c.Rule, Clause: w.edition.Sessions.Source})
		default:
			return nil, false
		}
	}
	return against, true
}

// offer works out one act: the step that it takes, and everything against it.
func (w *work) offer(a Action, object access.Object, against []Blocked) (Offer, bool, error) {
	ahead := prospect{}
	if a.foresee != nil {
		var err error
		if ahead, err = a.foresee(w); err != nil || ahead.idle {
			return Offer{}, false, err
		}
	}
	offer := Offer{Action: a.Name, Aside: a.Aside}
	against = append(against, ahead.against...)
	for _, s := range w.stepsOf(a) {
		if ahead.event != "" && s.event != string(ahead.event) {
			continue
		}
		offer.Event = s.event
		blocked, err := w.blockedBy(s.guards, ahead.grounds)
		if err != nil {
			return offer, false, err
		}
		against = append(against, blocked...)
	}
	for _, b := range against {
		offer.Blocked = append(offer.Blocked, b.name())
		offer.Blockers = append(offer.Blockers, Blocker{b, w.cures(b.Code, object)})
	}
	return offer, a.steps == nil || offer.Event != "", nil
}

func (w *work) stepsOf(a Action) []step {
	if a.steps == nil {
		return nil
	}
	return a.steps(w.edition.Process, w.kept().state)
}

// blockedBy asks each guard that is not answered already.
func (w *work) blockedBy(guards []lifecycle.Guard, given grounds) (against []Blocked, err error) {
	for _, g := range guards {
		answer, ok := given[g]
		if !ok {
			if answer, err = w.ask(g); err != nil {
				return nil, err
			}
		}
		if !answer.holds {
			against = append(against, blockedOn(g, answer))
		}
	}
	return against, nil
}

// against is a prospect that one refusal stands against.
func against(err error) (prospect, error) {
	var refusal *fault.Refusal
	if errors.As(err, &refusal) {
		return prospect{against: []Blocked{{Code: refusal.Reason, Clause: refusal.Clause, Detail: refusal.Detail}}}, nil
	}
	if problems, ok := errors.AsType[fault.Problems](err); ok {
		return prospect{against: []Blocked{{Code: problems[0].Code}}}, nil
	}
	return prospect{}, err
}

// cures lists the acts that may take a blocker away.
func (w *work) cures(code string, object access.Object) (cures []Cure) {
	for _, act := range CuredBy()[code] {
		_, yours := w.ruling(act, object)
		cures = append(cures, Cure{act, access.Who(act), yours})
	}
	return cures
}
