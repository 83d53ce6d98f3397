package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
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

// Prospect is what an act would meet, beside the guards that the records answer.
type Prospect struct {
	Idle    bool            // there is nothing for it to be done to
	Event   lifecycle.Event // the one that it would bring about, of several
	Grounds Grounds         // guards that it answers by itself
	Against []Blocked       // what stands against it beside guards and policy
}

// Foresight tells what an act would meet if it were done now, whatever its input.
type Foresight func(*Work) Prospect

// Foreseen says how to tell what an action would meet.
func Foreseen(f Foresight) Option { return func(a *Action) { a.Foresee = f } }

// Where says of an action whether there is anything for it to be done to.
func Where(there func(*Work) bool) Option {
	return Foreseen(func(w *Work) Prospect { return Prospect{Idle: !there(w)} })
}

// Unless names the refusal that an action would meet, whatever its input.
func Unless(refuses func(*Work) error) Option {
	return Foreseen(func(w *Work) Prospect { return w.Against(refuses(w)) })
}

// Settling marks a guard that the act itself answers.
func Settling(g lifecycle.Guard) Option {
	return Foreseen(func(*Work) Prospect { return Prospect{Grounds: Grounds{g: Holds(true)}} })
}

// Doable answers "what may I do now?" to one object, or, with no name, to what an
// actor may begin: access × state × guards.
func (d *Desk) Doable(ctx context.Context, actor access.Actor, on Kind, name string) (offers []Offer, err error) {
	if name == "" {
		return d.beginnings(actor, on), nil
	}
	err = d.LookAt(ctx, actor, on, name, func(w *Work) { offers = w.Offers() })
	return offers, err
}

// Ahead is one act to one object before anybody does it: what it would meet, and the
// version of the object that is looked at.
type Ahead struct {
	Offer
	Version int
}

// Ahead looks at one act to one object, or, with no name, at an act that begins one or is
// of the whole office. It fails as the act would for whoever may not do it, or where it is
// not possible.
func (d *Desk) Ahead(ctx context.Context, actor access.Actor, a Action, name string) (ahead Ahead, err error) {
	if !actor.May(a.Name) {
		return ahead, fault.New(fault.Forbidden, actor.WhyNot(a.Name), string(a.Name))
	}
	if a.Begins || d.Thing(a.On).Words.Param == "" {
		ahead.Action = a.Name
		return ahead, access.May(actor, a.Name, access.Object{Scheme: actor.Scheme, ApplicantID: actor.ApplicantID, Chair: d.chair(actor.Scheme, civil.In(d.Now()))}).Err()
	}
	err = d.Look(ctx, actor, func(w *Work) error {
		if err := w.Load(a.On, name); err != nil {
			return err
		}
		object, err := w.Object()
		if err != nil {
			return err
		}
		w.about.Seat = actor.Seat
		against, may := w.ruling(a.Name, object)
		if !may {
			return cmp.Or(w.Permit(a.Name), fault.New(fault.Forbidden, "access.role", string(a.Name)))
		}
		if err := w.Permit(w.Thing.Look); err != nil && w.Permit(a.Name) != nil {
			return err // what may be done before the object is shown can be looked at too
		}
		var offered bool
		if a.possible(w.kept().state) {
			ahead.Offer, offered = w.offer(a, object, against)
		}
		if !offered && len(against) > 0 {
			return w.Permit(a.Name)
		}
		if !offered {
			return fault.New(fault.Conflict, string(a.On)+".not-at-this-step", w.kept().state)
		}
		ahead.Version = w.kept().version
		return nil
	})
	return ahead, err
}

// beginnings are the acts by which the actor may make a new object of the kind.
func (d *Desk) beginnings(actor access.Actor, on Kind) (offers []Offer) {
	for _, a := range d.Actions {
		object := access.Object{Scheme: actor.Scheme, ApplicantID: actor.ApplicantID}
		if a.On == on && a.Begins && access.Allows(actor, a.Name, object) {
			offers = append(offers, Offer{Action: a.Name})
		}
	}
	return offers
}

// Offers lists what the actor may do to the object of the work, in the order of
// the procedure.
func (w *Work) Offers() []Offer {
	return w.OffersOf(func(Action) bool { return true })
}

// OffersOf is Offers of the acts that somebody asks for, where a page has no place for others:
// what stands against a step may take long to find.
func (w *Work) OffersOf(asked func(Action) bool) []Offer {
	object, err := w.Object()
	w.Fail(err)
	offers, state := []Offer{}, w.kept().state
	for i := range w.Desk.Actions { // by their place: an action is too large to be copied for nothing
		if w.Desk.Actions[i].On != w.Thing.Kind {
			continue
		}
		a := w.Desk.Actions[i]
		if a.Begins || !a.possible(state) || !asked(a) {
			continue
		}
		against, may := w.ruling(a.Name, object)
		if !may {
			continue
		}
		if offer, offered := w.offer(a, object, against); offered {
			offers = append(offers, offer)
		}
	}
	return offers
}

// ruling asks the policy whether the act is the actor's at all, for whichever seat
// it would be. What the policy needs and time can bring is a blocker instead.
func (w *Work) ruling(act access.Action, o access.Object) (against []Blocked, may bool) {
	o.Seat = w.Actor.Seat
	if o.Seat == "" && w.Actor.Role == record.RoleSecretariat && w.Edition != nil {
		for _, s := range w.Edition.Committee.Seats {
			if !slices.Contains(o.Conflicted, s.ID) {
				o.Seat = s.ID
				break
			}
		}
	}
	for _, code := range access.Against(w.Actor, act, o) {
		if code != access.NeedsOpenSession {
			return nil, false
		}
		against = append(against, Blocked{Code: code, Clause: w.Edition.Sessions.Source})
	}
	return against, true
}

// offer works out one act: the step that it takes, and everything against it.
func (w *Work) offer(a Action, object access.Object, against []Blocked) (offer Offer, offered bool) {
	ahead := Prospect{}
	if a.Foresee != nil {
		ahead = a.Foresee(w)
	}
	if ahead.Idle {
		return offer, false
	}
	offer = Offer{Action: a.Name, Aside: a.Aside}
	against = append(against, ahead.Against...)
	for _, s := range w.stepsOf(a) {
		if ahead.Event != "" && s.event != string(ahead.Event) {
			continue
		}
		offer.Event = s.event
		against = append(against, w.blockedBy(s.guards, ahead.Grounds)...)
	}
	for _, b := range against {
		offer.Blocked = append(offer.Blocked, b.name())
		offer.Blockers = append(offer.Blockers, Blocker{b, w.cures(cmp.Or(b.cured, b.Code), object)})
	}
	return offer, a.steps == nil || offer.Event != ""
}

func (w *Work) stepsOf(a Action) []step {
	if a.steps == nil {
		return nil
	}
	return a.steps(w.Edition.Process, w.kept().state)
}

// blockedBy asks each guard that is not answered already. What it rests on is told to whoever
// is shown that.
func (w *Work) blockedBy(guards []lifecycle.Guard, given Grounds) (against []Blocked) {
	for _, g := range guards {
		answer, ok := given[g]
		if !ok {
			answer = w.ask(g)
		}
		if field := w.Desk.Tells[g]; field != "" && !w.Actor.Sees(field) {
			answer.Detail, answer.Reasons = nil, nil
		}
		if !answer.Holds {
			against = append(against, Blocked{guardCode + string(g), answer.Clause, answer.Detail, answer.Reasons, answer.cured})
		}
	}
	return against
}

// Against is a prospect that one refusal stands against.
func (w *Work) Against(err error) (ahead Prospect) {
	if refusal, ok := errors.AsType[*fault.Refusal](err); ok {
		ahead.Against = []Blocked{{Code: refusal.Reason, Clause: refusal.Clause, Detail: refusal.Detail}}
	} else if problems, ok := errors.AsType[fault.Problems](err); ok {
		ahead.Against = []Blocked{{Code: problems[0].Code}}
	} else {
		w.Fail(err)
	}
	return ahead
}

// cures lists the acts that may take a blocker away.
func (w *Work) cures(code string, object access.Object) (cures []Cure) {
	for _, act := range w.Desk.Cures[code] {
		_, yours := w.ruling(act, object)
		cures = append(cures, Cure{act, access.Who(act), yours})
	}
	return cures
}
