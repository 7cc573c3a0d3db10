package access

import (
	"slices"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
)

// Reach is what the caller's grants of one permission cover.
type Reach struct {
	All     bool        // every row of the tenant
	Self    []uuid.UUID // the caller under all ids, where a grant covers the caller's own rows; else empty
	Units   []uuid.UUID // the rows of these units
	Limited []Limited   // what grants with limits cover beside: matters only (On)
}

// Limited is what a grant with limits covers.
type Limited struct {
	Limits
	All   bool
	Units []uuid.UUID
}

// Limits of a membership: the matters that its grants reach. Both are resolved to all that lies below.
type Limits struct {
	Categories []uuid.UUID // of one of these; any when empty
	Areas      []uuid.UUID // in one of these units; anywhere when empty
}

// None says whether there are no limits.
func (l Limits) None() bool { return len(l.Categories) == 0 && len(l.Areas) == 0 }

// Matter is what limits ask of a row: what it is about and in which divisions it lies.
type Matter struct{ Categories, Territory []uuid.UUID }

// Admit says whether a matter lies within the limits.
func (l Limits) Admit(m Matter) bool {
	within := func(limit, of []uuid.UUID) bool {
		return len(limit) == 0 || slices.ContainsFunc(of, func(id uuid.UUID) bool { return slices.Contains(limit, id) })
	}
	return within(l.Categories, m.Categories) && within(l.Areas, m.Territory)
}

// On is the reach with regard to one matter: grants with limits count where they admit it.
func (r Reach) On(m Matter) Reach {
	if len(r.Limited) == 0 {
		return r
	}
	on := Reach{All: r.All, Self: r.Self, Units: slices.Clone(r.Units)}
	for _, l := range r.Limited {
		if l.Admit(m) {
			on.All = on.All || l.All
			on.Units = append(on.Units, l.Units...)
		}
	}
	return on
}

// Parts are what the reach covers, one by one: first what is covered without limits.
func (r Reach) Parts() []Limited {
	return append([]Limited{{All: r.All, Units: r.Units}}, r.Limited...)
}

// Limited says whether one of the grants has limits.
func (p Principal) Limited() bool {
	return slices.ContainsFunc(p.Held, func(h Held) bool { return !h.Limits.None() })
}

// Covers says whether a row of the unit lies within the reach.
func (r Reach) Covers(unit uuid.UUID) bool { return r.All || slices.Contains(r.Units, unit) }

// Owns says whether the row was made by the caller and a grant covers the caller's own rows.
func (r Reach) Owns(person uuid.UUID) bool { return slices.Contains(r.Self, person) }

// Empty says whether the reach covers nothing at all.
func (r Reach) Empty() bool {
	return !r.All && len(r.Self) == 0 && len(r.Units) == 0 && len(r.Limited) == 0
}

// Reach of the principal's grants of a permission.
func (p Principal) Reach(permission string) Reach {
	reach := Reach{All: p.System}
	for h := range p.grants(permission) {
		reach.add(h, p)
	}
	return reach
}

func (r *Reach) add(h *Held, p Principal) {
	all := h.Scope == accessv1.Scope_SCOPE_TENANT
	switch {
	case h.Scope < accessv1.Scope_SCOPE_SELF:
		return
	case h.Limits.None():
		r.All = r.All || all
		if r.Units == nil {
			r.Units = slices.Clip(h.Units) // shared with the principal as long as it is the only one
		} else {
			r.Units = append(r.Units, h.Units...)
		}
	default:
		r.Limited = append(r.Limited, Limited{h.Limits, all, h.Units})
	}
	if len(r.Self) == 0 {
		r.Self = p.Persons()
	}
}
