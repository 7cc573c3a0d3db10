package access

import (
	"slices"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
)

// Substitution is the office of an absent officer in which the person may act.
type Substitution struct {
	ID          uuid.UUID
	Absent      uuid.UUID // who holds the office
	Unit        uuid.UUID // in which the role is held
	Role        string
	Permissions []string // what may be done; all that the office allows when empty
}

// SubstitutionBy is the person's substitution with an id.
func (p Principal) SubstitutionBy(id uuid.UUID) (Substitution, bool) {
	i := slices.IndexFunc(p.Substitutions, func(s Substitution) bool { return s.ID == id })
	if i < 0 {
		return Substitution{}, false
	}
	return p.Substitutions[i], true
}

// StandIn is the caller in the office of an absent officer: he stays himself, and may do what the office gives its holder now,
// but for what is the holder's own: a grant of own rows passes where it only reads, as of what hangs on a record, and covers the
// caller's. False where that is nothing, as when the officer has lost it, or it has become an administrator's.
func (p Principal) StandIn(absent Principal, s Substitution) (Principal, bool) {
	acting := Principal{Tenant: p.Tenant, Person: p.Person, Aliases: p.Aliases, Session: p.Session, Absent: absent.Persons()}
	for _, h := range absent.Held {
		switch {
		case h.Unit != s.Unit || h.Role != s.Role:
		case DutyOf(h.Permission, h.Scope) != accessv1.Duty_DUTY_UNSPECIFIED:
			return Principal{}, false
		case (h.Scope >= accessv1.Scope_SCOPE_UNIT || OnlyReads(h.Permission)) && s.gives(h.Permission):
			acting.Held = append(acting.Held, h)
		}
	}
	return acting, len(acting.Held) > 0
}

// gives says whether a permission of the office passes to the substitute: what an administrator answers for does not, wherever
// it reaches.
func (s Substitution) gives(permission string) bool {
	return PassesOn(permission) && (len(s.Permissions) == 0 || OnlyReads(permission) || slices.Contains(s.Permissions, permission))
}

// RecusedFrom says whether the caller may not decide what is a person's (回避): it is himself, or in whose stead he decides.
func (p Principal) RecusedFrom(person uuid.UUID) bool {
	return p.Is(person) || slices.Contains(p.Absent, person)
}
