package db

import (
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
)

// Audit is the record of one change: who did what to which object. Before and After hold codes, ids, numbers and times,
// never a personal value.
type Audit struct {
	Action string // the permission used, such as intake.issue.triage
	Object string // resource name
	Before map[string]any
	After  map[string]any
}

// Event tells consumers that something has happened. It carries codes and ids, never a name, telephone or rendered text.
type Event struct {
	Type    string      // haolinju.<capability>.<noun>.<verb>.v1
	Subject string      // resource name
	Units   []uuid.UUID // the units that may see it
	Data    map[string]any
}

const (
	insertAudit = `insert into audit (tenant_id, id, time, actor_id, actor_kind, origin, request_id, action, object, result, before, after, on_behalf_of_id)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`
	// one order for all, so that no two transactions wait for each other
	noteAccess = `insert into access_change as c (tenant_id, subject_id, position)
		select $1::int, subject, pg_current_xact_id()::text::bigint from (select distinct unnest($2::uuid[]) subject order by 1) s
		on conflict (tenant_id, subject_id) do update set position = excluded.position where c.tenant_id = $1`
	insertEvent = `insert into event (tenant_id, id, time, type, subject, unit_ids, data) values ($1, $2, $3, $4, $5, $6, $7)`
)

// Audit queues the record of a change; it is written with the commit.
func (tx *Tx) Audit(a Audit) { tx.s.audit(a, "OK") }

// Emit queues an event; it is written with the commit and numbered afterwards by the sequencer.
func (tx *Tx) Emit(e Event) {
	units := e.Units
	if units == nil {
		units = []uuid.UUID{}
	}
	tx.s.pending = append(tx.s.pending, statement{insertEvent, []any{tx.s.tenant, newID(tx.s.now),
		tx.s.now, e.Type, e.Subject, units, object(e.Data)}})
}

func (s *session) audit(a Audit, result string) {
	p := s.principal
	kind := "ANONYMOUS"
	switch {
	case p.System:
		kind = "SYSTEM"
	case p.Client != uuid.Nil:
		kind = "CLIENT"
	case p.Person != uuid.Nil:
		kind = "PERSON"
	}
	s.audited = true
	s.pending = append(s.pending, statement{insertAudit, []any{s.tenant, newID(s.now), s.now, orNull(p.Actor()), kind,
		s.request.Origin, s.request.ID, a.Action, a.Object, result, object(a.Before), object(a.After), orNull(p.OnBehalfOf())}})
}

// orNull is an id, or NULL.
func orNull(id uuid.UUID) any {
	if id == uuid.Nil {
		return nil
	}
	return id
}

// object is the JSON of a map whose values the code has chosen: it cannot fail for these.
func object(m map[string]any) []byte {
	if m == nil {
		return []byte("{}")
	}
	b, err := json.Marshal(m)
	if err != nil {
		panic(fmt.Sprintf("db: a record that is no JSON: %v", err))
	}
	return b
}
