package staffing

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/batch"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateMembership gives a person a role in a unit whose memberships the caller manages.
func (s *Service) CreateMembership(ctx context.Context, req *directoryv1.CreateMembershipRequest) (*directoryv1.Membership, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Membership, error) {
		return createMembership(ctx, tx, req)
	})
}

// BatchCreateMemberships gives several persons roles in a unit.
func (s *Service) BatchCreateMemberships(ctx context.Context, req *directoryv1.BatchCreateMembershipsRequest) (*directoryv1.BatchCreateMembershipsResponse, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.BatchCreateMembershipsResponse, error) {
		memberships, err := batch.Change(ctx, tx, req.GetRequests(), func(ctx context.Context, tx *db.Tx, one *directoryv1.CreateMembershipRequest) (*directoryv1.Membership, error) {
			if one.GetParent() != req.GetParent() {
				return nil, fault.ErrInvalid.OnField("parent", "须与整个请求的单位相同", "must be the unit of the whole")
			}
			return createMembership(ctx, tx, one)
		})
		return &directoryv1.BatchCreateMembershipsResponse{Memberships: memberships}, err
	})
}

func createMembership(ctx context.Context, tx *db.Tx, req *directoryv1.CreateMembershipRequest) (*directoryv1.Membership, error) {
	given := req.GetMembership()
	in, err := name.ParseField("parent", "units/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	who, err := name.ParseField("membership.person", "persons/*", given.GetPerson())
	if err != nil {
		return nil, err
	}
	area, err := name.ParseOptional("membership.area", "units/*", given.GetArea())
	if err != nil {
		return nil, err
	}
	categories, err := name.ParseList("membership.categories", "categories/*", given.GetCategories())
	if err != nil {
		return nil, err
	}
	if err := unitExists(ctx, tx, "parent", in[0]); err != nil {
		return nil, err
	}
	if !access.ReachOf(ctx).Covers(in[0]) {
		return nil, fault.ErrDenied
	}
	if err := mayHandle(ctx, tx, given.GetRole(), in[0]); err != nil {
		return nil, err
	}
	id, err := tx.IDOr(req.GetMembershipId())
	if err != nil {
		return nil, err
	}
	spec := MembershipSpec{ID: id, Person: who[0], Unit: in[0], Role: given.GetRole(), Until: wire.Time(given.GetValidTo()),
		Area: area, Categories: categories}
	if from := wire.Time(given.GetValidFrom()); from != nil {
		spec.From = *from
	}
	m, err := AddMembership(ctx, tx, spec)
	if err != nil {
		return nil, err
	}
	return membershipToProto(m), nil
}
