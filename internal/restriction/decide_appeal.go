package restriction

import (
	"context"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GrantAppeal finds for the person.
func (s *Service) GrantAppeal(ctx context.Context, req *restrictionv1.GrantAppealRequest) (*restrictionv1.Restriction, error) {
	return s.decide(ctx, req, Grant)
}

// DenyAppeal finds against the person.
func (s *Service) DenyAppeal(ctx context.Context, req *restrictionv1.DenyAppealRequest) (*restrictionv1.Restriction, error) {
	return s.decide(ctx, req, Deny)
}

// decision is what both requests tell.
type decision interface {
	GetName() string
	GetEtag() string
	GetDecision() string
}

// decide moves an appeal: neither who imposed the restriction nor the person himself may, nor who acts in the office of either.
func (s *Service) decide(ctx context.Context, req decision, do Verb) (*restrictionv1.Restriction, error) {
	p := access.From(ctx)
	may := func(r *ent.Restriction) error {
		if p.RecusedFrom(r.ImposerID) || p.RecusedFrom(r.PersonID) {
			return ErrOwn
		}
		return ofUnit(ctx)(r)
	}
	return s.act(ctx, req.GetName(), req.GetEtag(), may, func(ctx context.Context, tx *db.Tx, r *ent.Restriction) (*ent.Restriction, error) {
		return move(ctx, tx, r, do, tx.Restriction.Update().SetDeciderID(p.Person).SetDecideTime(tx.Now()).SetDecision(req.GetDecision()))
	})
}
