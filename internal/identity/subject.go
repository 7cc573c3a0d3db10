package identity

import "github.com/google/uuid"

// Subject is who a token speaks for: all that a principal is found by.
type Subject struct {
	Tenant  int
	Person  uuid.UUID
	Session uuid.UUID // Nil for a token without one
}

// actor is whose rows a subject's principal rests on: what a writer of such rows gives to db.Tx.AccessChanged.
type actor struct {
	tenant int
	id     uuid.UUID
}

func (s Subject) actor() actor { return actor{s.Tenant, s.Person} }
