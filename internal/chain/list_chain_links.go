package chain

import (
	"context"
	"errors"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/chainlink"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// list is what links can be filtered and ordered by.
var list = page.NewList[*intakev1.ListChainLinksRequest, *ent.ChainLink]("start_time", filter.Columns{
	"cause":      filter.Enum[intakev1.ChainLink_Cause](chainlink.FieldCause),
	"end_time":   filter.Time(chainlink.FieldEndTime),
	"start_time": filter.Time(chainlink.FieldStartTime),
	"unit":       filter.Ref(chainlink.FieldUnitID, "units/*"),
})

// ListChainLinks lists the chain of an issue, or the links of the caller's units.
func (s *Service) ListChainLinks(ctx context.Context, req *intakev1.ListChainLinksRequest) (*intakev1.ListChainLinksResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	var issue []uuid.UUID
	if req.GetIssue() != "" {
		if issue, err = name.ParseField("issue", "issues/*", req.GetIssue()); err != nil {
			return nil, err
		}
	}
	var where []predicate.ChainLink
	if req.GetCurrent() {
		where = append(where, chainlink.Current(true))
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListChainLinksResponse, error) {
		way := page.Way{}
		if reach := access.ReachOf(ctx); !reach.All {
			way.By = []page.By{page.ByID(chainlink.FieldUnitID, reach.Units...)}
		}
		if issue != nil {
			if _, err := s.Issues.VisibleIssue(ctx, tx, issue[0], false); err != nil {
				return nil, err
			}
			way.By = []page.By{page.ByID(chainlink.FieldIssueID, issue[0])}
		}
		found, err := page.ReadAlong(ctx, asked, tx.ChainLink.Query(), where, way)
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListChainLinksResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.ChainLinks = append(res.ChainLinks, toProto(row))
		}
		return res, nil
	})
}

// GetChainLink reads one.
func (s *Service) GetChainLink(ctx context.Context, req *intakev1.GetChainLinkRequest) (*intakev1.ChainLink, error) {
	ids, err := name.Parse("chainLinks/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ChainLink, error) {
		row, err := tx.ChainLink.Query().Where(chainlink.ID(ids[0])).Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		if _, err := s.Issues.VisibleIssue(ctx, tx, row.IssueID, false); errors.Is(err, fault.ErrNotFound) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		} else if err != nil {
			return nil, err
		}
		return toProto(row), nil
	})
}

// Facts decide who reaches a link: of those who reach its issue, who may read chains.
func Facts(issue records.FactsOf) records.FactsOf {
	return func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
		row, err := tx.ChainLink.Query().Where(chainlink.ID(ids[0])).Only(ctx)
		if err != nil {
			return access.Facts{}, err
		}
		f, err := issue(ctx, tx, []uuid.UUID{row.IssueID})
		f.Also, f.Owners = permitRead, nil
		return f, err
	}
}

// Holder is the unit that had an issue in a link: its staff are told of it.
func Holder(ctx context.Context, tx *db.Tx, id uuid.UUID) (uuid.UUID, error) {
	row, err := tx.ChainLink.Query().Where(chainlink.ID(id)).Only(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	return row.UnitID, nil
}
