package hotline

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/hotlineorder"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// GetHotlineOrder shows an order.
func (s *Service) GetHotlineOrder(ctx context.Context, req *intakev1.GetHotlineOrderRequest) (*intakev1.HotlineOrder, error) {
	ids, err := name.Parse("hotlineOrders/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return s.show(ctx, hotlineorder.ID(ids[0]))
}

// LookupHotlineOrder finds the order of an issue, or of a number.
func (s *Service) LookupHotlineOrder(ctx context.Context, req *intakev1.LookupHotlineOrderRequest) (*intakev1.HotlineOrder, error) {
	switch {
	case (req.GetIssue() == "") == (req.GetExternalNo() == ""):
		return nil, ErrNumberNeeded.On("external_no")
	case req.GetIssue() == "":
		return s.show(ctx, hotlineorder.Source(sourceOf(req.GetSource())), hotlineorder.ExternalNo(req.GetExternalNo()))
	}
	ids, err := name.ParseField("issue", "issues/*", req.GetIssue())
	if err != nil {
		return nil, err
	}
	return s.show(ctx, hotlineorder.IssueID(ids[0]))
}

// show an order to who may see it; for any other it does not exist.
func (s *Service) show(ctx context.Context, which ...predicate.HotlineOrder) (*intakev1.HotlineOrder, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.HotlineOrder, error) {
		row, err := tx.HotlineOrder.Query().Where(which...).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, fault.ErrNotFound
		}
		if err != nil {
			return nil, err
		}
		of, err := s.IssueFacts(ctx, tx, []uuid.UUID{row.IssueID})
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Reaches(orderFacts(of)) {
			return nil, fault.ErrNotFound
		}
		return s.toOrder(row)
	})
}

// OrderFacts decide who reaches an order.
func OrderFacts(issue records.FactsOf) records.FactsOf {
	return func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
		row, err := tx.HotlineOrder.Query().Where(hotlineorder.ID(ids[0])).Only(ctx)
		if err != nil {
			return access.Facts{}, err
		}
		of, err := issue(ctx, tx, []uuid.UUID{row.IssueID})
		if err != nil {
			return access.Facts{}, err
		}
		return orderFacts(of), nil
	}
}

// orderFacts are those of an order by those of its issue: the staff see it in whose territory the issue lies, which is the first of its units.
func orderFacts(of access.Facts) access.Facts {
	return access.Facts{Permission: permitGetOrder, Units: of.Units[:1], Matter: of.Matter}
}
