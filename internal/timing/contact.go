package timing

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dispatchissue"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// anonymous is the confidentiality of an issue whose reporter nobody can contact.
const anonymous = "ANONYMOUS"

// awaitContact tells whether somebody who reported an issue behind an order has still to be contacted for the first time; which of the issues
// but does not count.
func awaitContact(ctx context.Context, tx *db.Tx, d *ent.Dispatch, but ...uuid.UUID) (bool, error) {
	if d.Kind != order || len(d.Edges.Issues) == 0 {
		return false, nil
	}
	return tx.DispatchIssue.Query().Where(dispatchissue.DispatchID(d.ID), dispatchissue.IssueIDNotIn(but...),
		dispatchissue.HasIssueWith(issue.ContactedTimeIsNil(), issue.ConfidentialityNEQ(anonymous))).Exist(ctx)
}

// MeetFirstContact hears, in the caller's transaction, that the reporter of an issue behind an order was contacted: the lead has seen to it, unless
// somebody else waits for that.
func (s *Service) MeetFirstContact(ctx context.Context, tx *db.Tx, order, issue uuid.UUID) error {
	d, err := s.dispatches.HoldDispatch(access.AsSystem(ctx, tx.Tenant()), tx, order)
	if err != nil {
		return err
	}
	if waits, err := awaitContact(ctx, tx, d, issue); err != nil || waits {
		return err
	}
	return s.StopClocks(ctx, tx, d, func(c *ent.Clock) bool { return c.Kind == clockFirstContact })
}
