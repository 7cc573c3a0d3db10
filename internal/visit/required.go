package visit

import (
	"context"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/visit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/tree"
)

// Made refuses to let go of an issue, which is held, while the unit that leads it was not on the spot as its category demands.
func Made(ctx context.Context, tx *db.Tx, issue *ent.Issue) error {
	if issue.DispatchID == nil {
		return nil
	}
	attachments, demanded, err := demandedOf(ctx, tx, issue)
	if err != nil || !demanded {
		return err
	}
	leader, err := tx.Assignment.Query().Where(assignment.DispatchID(*issue.DispatchID), assignment.Role(lead), assignment.StateNotIn(gone...)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return shown(ctx, tx, leader, attachments)
}

// CheckVisit refuses to let the lead of a dispatch, which is held, be done before it was on the spot as one of the issues behind it demands.
func (s *Service) CheckVisit(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment) error {
	if a.Role != lead {
		return nil
	}
	issues, err := behind(ctx, tx, d)
	if err != nil {
		return err
	}
	attachments, demanded, err := demandedOf(ctx, tx, issues...)
	if err != nil || !demanded {
		return err
	}
	return shown(ctx, tx, a, attachments)
}

// demandedOf is what the categories of issues demand by the setting of when each was filed.
func demandedOf(ctx context.Context, tx *db.Tx, issues ...*ent.Issue) (attachments int, demanded bool, err error) {
	demanding, categories := map[*ent.Issue]Demands{}, []uuid.UUID{}
	for _, issue := range issues {
		all, err := demands.At(ctx, tx, issue.CreateTime)
		if err != nil {
			return 0, false, err
		}
		if len(all) > 0 {
			demanding[issue], categories = all, append(categories, issue.CategoryID)
		}
	}
	if len(demanding) == 0 {
		return 0, false, nil
	}
	codes, err := tree.CategoryCodes(ctx, tx, categories)
	for issue, all := range demanding {
		if n, asked := all.of(codes[issue.CategoryID]); asked {
			attachments, demanded = max(attachments, n), true
		}
	}
	return attachments, demanded, err
}

// shown refuses a lead without a visit within the limits that has so many attachments, unless it is let off it.
func shown(ctx context.Context, tx *db.Tx, a *ent.Assignment, attachments int) error {
	if a.VisitWaiveReason != "" || slices.Contains(gone, a.State) {
		return nil
	}
	made, err := tx.Visit.Query().Where(visit.AssignmentID(a.ID), visit.Outside(false), visit.AttachmentCountGTE(int32(attachments))).Exist(ctx)
	if err == nil && !made {
		err = ErrRequired.With("assignment", dutyName(a.DispatchID, a.ID)).With("attachments", strconv.Itoa(attachments))
	}
	return err
}
