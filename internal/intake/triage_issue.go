package intake

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// TriageIssue checks kind, category and territory and corrects what the resident got wrong.
func (s *Service) TriageIssue(ctx context.Context, req *intakev1.TriageIssueRequest) (*intakev1.Issue, error) {
	category, err := optional("category", "categories/*", req.GetCategory())
	if err != nil {
		return nil, err
	}
	community, err := optional("community", "units/*", req.GetCommunity())
	if err != nil {
		return nil, err
	}
	return s.act(ctx, Triage, req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		kind, private, where := row.Kind, row.Private, groundOf(row)
		if req.Private != nil {
			private = req.GetPrivate()
		}
		categoryID, tier, dueTime := row.CategoryID, row.Tier, row.DueTime
		if req.GetKind() != intakev1.Issue_KIND_UNSPECIFIED {
			kind = wire.Word(req.GetKind())
		}
		if category != nil {
			categoryID = *category
			under, at, err := s.promise(ctx, tx, categoryID, row.CreateTime, "category")
			if err != nil {
				return change{}, err
			}
			tier, dueTime = under.Tier, at
		}
		if community != nil {
			if where, err = s.territories.Named(ctx, tx, *community, "community", ErrUnitUnknown.On("community")); err != nil {
				return change{}, err
			}
			where.By = byStaff
		}
		if where.SubDistrict == nil {
			return change{}, ErrTerritoryRequired.On("community")
		}
		return change{
			Set: func(u *ent.IssueUpdate) {
				u.SetKind(kind).SetPrivate(private).SetCategoryID(categoryID).SetTier(tier).SetDueTime(dueTime)
				where.onto(u)
			},
			Entries: append([]entry{{Kind: "TRIAGED", Public: true, Actor: where.SubDistrict}},
				note("TRIAGED", req.GetNote(), where.SubDistrict)...),
			Facts: map[string]any{"kind": kind, "category": categoryID, "unit": where.Unit, "private": private},
		}, nil
	})
}
