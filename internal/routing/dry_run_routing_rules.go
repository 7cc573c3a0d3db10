package routing

import (
	"context"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// DryRunRoutingRules answers what the rules of a moment propose for an issue or for values.
func (s *Service) DryRunRoutingRules(ctx context.Context, req *dispatchv1.DryRunRoutingRulesRequest) (*dispatchv1.Route, error) {
	issue, err := name.ParseOptional("issue", "issues/*", req.GetIssue())
	if err != nil {
		return nil, err
	}
	given, err := givenBy(req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Route, error) {
		of := values{}
		err := db.Together(ctx,
			func(ctx context.Context) (err error) {
				if issue != uuid.Nil {
					of, err = s.visible(ctx, tx, issue)
				}
				return err
			},
			func(ctx context.Context) error { return checkCategory(ctx, tx, "category", given.category) },
			func(ctx context.Context) error {
				return checkUnits(ctx, tx, []field{{"area", []uuid.UUID{given.area}}, {"recused_units", given.recused}})
			})
		if err != nil {
			return nil, err
		}
		of, at := of.but(given), tx.Now()
		if req.Time != nil {
			at = req.GetTime().AsTime().Truncate(time.Microsecond)
		}
		v, err := s.surveyOf(ctx, tx, at, of)
		if err != nil {
			return nil, err
		}
		return outcomeToProto(v.route(of)), nil
	})
}

// givenBy are the values that a request gives.
func givenBy(req *dispatchv1.DryRunRoutingRulesRequest) (given values, err error) {
	if given.category, err = name.ParseOptional("category", "categories/*", req.GetCategory()); err != nil {
		return given, err
	}
	if given.area, err = name.ParseOptional("area", "units/*", req.GetArea()); err != nil {
		return given, err
	}
	if given.recused, err = name.ParseList("recused_units", "units/*", req.GetRecusedUnits()); err != nil {
		return given, err
	}
	if req.GetKind() != 0 {
		given.kind = wire.Word(req.GetKind())
	}
	return given, nil
}

// visible are the values of an issue that the caller sees.
func (s *Service) visible(ctx context.Context, tx *db.Tx, id uuid.UUID) (values, error) {
	var row *ent.Issue
	var recused map[uuid.UUID][]uuid.UUID
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			row, err = s.Issues.VisibleIssue(ctx, tx, id, false)
			return err
		},
		func(ctx context.Context) (err error) {
			recused, err = recusals(ctx, tx, id)
			return err
		})
	if err != nil {
		return values{}, fault.Rooted(err, "", "issue")
	}
	return valuesOf(row, recused[id]), nil
}

// but are the values with those that are given in their place.
func (v values) but(given values) values {
	if given.category != uuid.Nil {
		v.category = given.category
	}
	if given.area != uuid.Nil {
		v.area = given.area
	}
	if given.kind != "" {
		v.kind = given.kind
	}
	if len(given.recused) > 0 {
		v.recused = given.recused
	}
	return v
}
