package explain

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// candidate is what may let somebody do it now: a membership, held by himself, in whose office he stands in, or of the person in whose
// place he acts; or the grants of an API client.
type candidate struct {
	access.Holding
	membership   uuid.UUID
	holder       uuid.UUID // of the membership
	path         string    // of the unit
	actor        uuid.UUID // who does it: a person, or a client
	substitution *uuid.UUID
	mandate      *uuid.UUID
	client       bool
	listed       []string   // permissions of the substitution, or acts of the mandate
	until        *time.Time // nil while no end is known
}

// principal is who would call.
func (c candidate) principal(held []access.Held, permission string) access.Principal {
	holder := access.Principal{Person: c.holder, Held: held}
	switch {
	case c.substitution != nil:
		acting, _ := access.Principal{Person: c.actor}.StandIn(holder, access.Substitution{Unit: c.Unit, Role: c.Role, Permissions: c.listed})
		return acting
	case c.mandate != nil:
		by := access.Mandate{Person: c.holder, Acts: access.ActsOf(c.listed)}
		if !by.Covers(permission) {
			return access.Principal{}
		}
		return access.Principal{Person: c.actor}.Represent(holder, by)
	case c.client:
		return access.Principal{Client: c.actor, Held: held}
	}
	return holder
}

// candidates are the grounds that there may be; of those who are granted their own rows only, the owners'.
func candidates(ctx context.Context, tx *db.Tx, q question) ([]candidate, error) {
	rows, err := tx.Query(ctx, `with office as (
			select m.id, m.person_id, m.unit_id, u.path, m.area_id, m.categories, m.role, m.valid_to, m.create_time
			from membership m
			join unit u on u.tenant_id = $1 and u.id = m.unit_id
			join role r on r.tenant_id = $1 and r.code = m.role
			where m.tenant_id = $1 and m.valid_from <= $2 and (m.valid_to is null or m.valid_to > $2)
				and exists (select from jsonb_array_elements(r.permissions) g where g->>'permission' = $4
					and ($3::uuid is not null or g->>'scope' <> 'SELF' or m.person_id = any($5))))
		select id, person_id, unit_id, path, area_id, categories, role, person_id, null::uuid, null::uuid, false, null::jsonb, null::jsonb, valid_to, create_time
		from office where $3::uuid is null or person_id = $3
		union all
		select o.id, o.person_id, o.unit_id, o.path, o.area_id, o.categories, o.role, x.substitute_id, x.id, null, false, x.permissions, null,
			least(x.valid_to, o.valid_to, n.valid_to), x.create_time
		from office o
		join substitution x on x.tenant_id = $1 and x.membership_id = o.id and x.valid_from <= $2 and x.valid_to > $2
		join membership n on n.tenant_id = $1 and n.id = x.substitute_membership_id and n.valid_from <= $2 and (n.valid_to is null or n.valid_to > $2)
		where $3::uuid is null or x.substitute_id = $3
		union all
		select o.id, o.person_id, o.unit_id, o.path, o.area_id, o.categories, o.role, a.actor, null, d.id, false, d.acts, null,
			least(d.valid_to, o.valid_to), d.create_time
		from office o
		join mandate d on d.tenant_id = $1 and d.person_id = o.person_id and d.state = 'ACTIVE' and d.valid_to > $2
		cross join lateral (select coalesce((select g.survivor_id from person_merge g
			where g.tenant_id = $1 and g.duplicate_id = d.delegate_id and g.state = 'MERGED'), d.delegate_id) actor) a
		where d.person_id = any($5) and ($3::uuid is null or a.actor = $3)
		union all
		select null, null, c.unit_id, u.path, null, null, '', c.id, null, null, true, null, c.grants, c.expire_time, c.create_time
		from api_client c
		join unit u on u.tenant_id = $1 and u.id = c.unit_id
		where c.tenant_id = $1 and $3::uuid is null and c.state = 'ACTIVE' and (c.expire_time is null or c.expire_time > $2)
			and exists (select from jsonb_array_elements(c.grants) g where g->>'permission' = $4)
		order by 15, 1 limit 1000`, tx.Tenant(), tx.Now(), orNil(q.person), q.permission, q.facts.Owners)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []candidate
	for rows.Next() {
		var c candidate
		var membership, holder *uuid.UUID
		var entered time.Time
		if err := rows.Scan(&membership, &holder, &c.Unit, &c.path, &c.Area, &c.Categories, &c.Role, &c.actor, &c.substitution, &c.mandate,
			&c.client, &c.listed, &c.Permissions, &c.until, &entered); err != nil {
			return nil, err
		}
		if !c.client {
			c.membership, c.holder = *membership, *holder
		}
		list = append(list, c)
	}
	return list, rows.Err()
}

func orNil(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
