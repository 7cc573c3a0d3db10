package principal

import "github.com/google/uuid"

// Subject is who a token speaks for: all that a principal is found by.
type Subject struct {
	Tenant  int
	Person  uuid.UUID
	Client  uuid.UUID // instead of a person
	Scope   string    // of a client whose token holds no more than these permissions, parted by spaces; empty for all
	Session uuid.UUID // Nil for a token without one
}

// actor is whose rows a subject's principal rests on: what a writer of such rows gives to db.Tx.AccessChanged.
type actor struct {
	tenant int
	id     uuid.UUID
}

func (s Subject) actor() actor {
	if s.Client != uuid.Nil {
		return actor{s.Tenant, s.Client}
	}
	return actor{s.Tenant, s.Person}
}
