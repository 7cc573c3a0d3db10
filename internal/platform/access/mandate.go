package access

import (
	"slices"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
)

// Mandate is what a person may do in the place of another.
type Mandate struct {
	Person uuid.UUID // in whose place
	Acts   []accessv1.Act
}

// ActsOf are acts by the words in which they are kept.
func ActsOf(words []string) (acts []accessv1.Act) {
	for _, word := range words {
		acts = append(acts, accessv1.Act(accessv1.Act_value["ACT_"+word]))
	}
	return acts
}

// Covers says whether the mandate lists an act that uses a permission.
func (m Mandate) Covers(permission string) bool {
	return slices.ContainsFunc(actsBy()[permission], func(act accessv1.Act) bool { return slices.Contains(m.Acts, act) })
}

// MandateFor is the person's mandate to act in the place of another.
func (p Principal) MandateFor(person uuid.UUID) (Mandate, bool) {
	i := slices.IndexFunc(p.Mandates, func(m Mandate) bool { return m.Person == person })
	if i < 0 {
		return Mandate{}, false
	}
	return p.Mandates[i], true
}

// Represent is the caller when a delegate acts in the place of a person: it reaches what is the person's own, whatever else
// the person may reach, and may do what the mandate lists.
func (p Principal) Represent(person Principal, m Mandate) Principal {
	acting := Principal{Tenant: p.Tenant, Person: m.Person, Aliases: person.Aliases, Delegate: p.Person, Session: p.Session, Acts: m.Acts}
	for _, h := range person.Held {
		if h.Scope >= accessv1.Scope_SCOPE_SELF {
			acting.Held = append(acting.Held, Held{Role: h.Role, Permission: h.Permission, Scope: accessv1.Scope_SCOPE_SELF, Unit: h.Unit})
		}
	}
	return acting
}

// MayAct says whether the caller may do an act: everybody in his own place, a delegate where his mandate lists it.
func (p Principal) MayAct(act accessv1.Act) bool {
	return p.Delegate == uuid.Nil || act != accessv1.Act_ACT_UNSPECIFIED && slices.Contains(p.Acts, act)
}
