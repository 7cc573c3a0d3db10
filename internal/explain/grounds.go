package explain

import (
	"slices"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// maxGrounds of one explanation; the contract says the same.
const maxGrounds = 200

func (q question) explain(given func(access.Holding) []access.Held, list []candidate) *identityv1.Explanation {
	e := &identityv1.Explanation{Permission: q.permission, Obstacle: identityv1.Explanation_OBSTACLE_NO_GRANT}
	if q.facts.Public && q.permission == q.facts.Permission {
		e.Grounds = append(e.Grounds, &identityv1.Ground{Scope: accessv1.Scope_SCOPE_PUBLIC})
	}
	for _, c := range list {
		caller := c.principal(given(c.Holding), q.permission)
		if q.permission == q.facts.Permission && !caller.Admits(q.facts) {
			continue
		}
		for _, h := range caller.Held {
			if h.Permission != q.permission || len(e.Grounds) == maxGrounds {
				continue
			}
			ground, obstacle := q.ground(c, caller, h)
			if ground != nil {
				e.Grounds = append(e.Grounds, ground)
			}
			e.Obstacle = max(e.Obstacle, obstacle)
		}
	}
	e.Allowed = q.person != uuid.Nil && len(e.Grounds) > 0
	if e.Allowed || q.person == uuid.Nil {
		e.Obstacle = identityv1.Explanation_OBSTACLE_UNSPECIFIED
	}
	return e
}

// ground is why a grant lets a caller do it, or what stands in the way.
func (q question) ground(c candidate, caller access.Principal, h access.Held) (*identityv1.Ground, identityv1.Explanation_Obstacle) {
	g := c.toProto(h)
	caller.Held = []access.Held{h}
	reach := caller.Reach(h.Permission)
	on := reach.On(q.facts.Matter)
	switch unit := slices.IndexFunc(q.facts.Units, on.Covers); {
	case slices.ContainsFunc(q.facts.Owners, on.Owns):
		g.Own = true
	case on.All:
	case unit >= 0:
		g.Unit = name.Of("units", q.facts.Units[unit])
	case slices.ContainsFunc(reach.Limited, func(l access.Limited) bool { return l.All || overlap(l.Units, q.facts.Units) }):
		return nil, identityv1.Explanation_OBSTACLE_LIMITED
	default:
		return nil, identityv1.Explanation_OBSTACLE_OUT_OF_REACH
	}
	return g, identityv1.Explanation_OBSTACLE_UNSPECIFIED
}

// toProto says by what, and for whom, somebody holds a grant.
func (c candidate) toProto(h access.Held) *identityv1.Ground {
	g := &identityv1.Ground{Role: c.Role, Scope: h.Scope, Path: c.path, Area: name.OrEmpty("units", c.Area),
		Categories: name.List("categories", c.Categories), Substitution: name.OrEmpty("substitutions", c.substitution),
		Mandate: name.OrEmpty("mandates", c.mandate), ValidTo: wire.Timestamp(c.until)}
	if c.client {
		g.Client = name.Of("apiClients", c.actor)
		return g
	}
	g.Person, g.Membership = name.Of("persons", c.actor), name.Of(name.Of("units", c.Unit)+"/memberships", c.membership)
	if c.actor != c.holder {
		g.InPlaceOf = name.Of("persons", c.holder)
	}
	return g
}

func overlap(a, b []uuid.UUID) bool {
	return slices.ContainsFunc(a, func(id uuid.UUID) bool { return slices.Contains(b, id) })
}
