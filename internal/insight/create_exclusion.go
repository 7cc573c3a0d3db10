package insight

import (
	"context"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateExclusion asks for an issue to be taken out of the measures.
func (s *Service) CreateExclusion(ctx context.Context, req *insightv1.CreateExclusionRequest) (*insightv1.Exclusion, error) {
	in := req.GetExclusion()
	ids, err := name.ParseField("exclusion.issue", "issues/*", in.GetIssue())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.Exclusion, error) {
		row, err := tx.Issue.Query().Where(issue.ID(ids[0])).Only(ctx)
		if ent.IsNotFound(err) || err == nil && (row.LeadUnitID == nil || !access.ReachOf(ctx).Covers(*row.LeadUnitID)) {
			return nil, name.Unknown("exclusion.issue", "issues", ids[0])
		}
		if err != nil {
			return nil, err
		}
		id, err := tx.ChosenID("exclusion_id", req.GetExclusionId())
		if err != nil {
			return nil, err
		}
		reviewing := row.UnitID
		if row.SubDistrictID != nil {
			reviewing = *row.SubDistrictID
		}
		e, err := tx.Exclusion.Create().SetID(id).SetIssueID(row.ID).SetReason(wire.Word(in.GetReason())).SetExplanation(in.GetExplanation()).
			SetState(string(Requested)).SetUnitID(*row.LeadUnitID).SetReviewingUnitID(reviewing).SetRequesterID(access.From(ctx).Person).Save(ctx)
		if err != nil {
			return nil, err
		}
		record(tx, permitExclude, "haolinju.insight.exclusion.requested.v1", nil, e)
		return exclusionToProto(e), nil
	})
}
