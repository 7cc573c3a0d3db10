package evaluation

import (
	"context"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent/nomination"
	"github.com/haolinju/haolinju/ent/objection"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateObjection lodges an objection of the caller against a nomination on the published list.
func (s *Service) CreateObjection(ctx context.Context, req *pb.CreateObjectionRequest) (*pb.Objection, error) {
	ids, err := name.ParseField("parent", "campaigns/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	want, caller := req.GetObjection(), access.From(ctx).Person
	against, err := name.ParseField("objection.nomination", "campaigns/*/nominations/*", want.GetNomination())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Objection, error) {
		c, err := visible(ctx, tx, ids[0], shared)
		if err != nil {
			return nil, err
		}
		if err := inPhase(CampaignState(c.State), "object"); err != nil {
			return nil, err
		}
		listed, err := tx.Nomination.Query().Where(nomination.ID(against[1]), nomination.CampaignID(c.ID),
			nomination.State(string(Proposed))).Exist(ctx)
		if err != nil {
			return nil, err
		}
		if !listed || against[0] != c.ID {
			return nil, fault.ErrNotFound.On("objection.nomination").With("name", want.GetNomination())
		}
		lodged, err := tx.Objection.Query().Where(objection.NominationID(against[1]), objection.ObjectorIDIn(access.From(ctx).Persons()...),
			objection.State(string(ObjectionOpen))).Exist(ctx)
		if err != nil {
			return nil, err
		}
		if lodged {
			return nil, ErrObjectionExists.On("objection.nomination") // under another id; under the same one objection_one_open says it
		}
		id, err := tx.ChosenID("objection_id", req.GetObjectionId())
		if err != nil {
			return nil, err
		}
		o, err := tx.Objection.Create().SetID(id).SetCampaignID(c.ID).SetNominationID(against[1]).SetObjectorID(caller).
			SetFacts(want.GetFacts()).SetState(string(ObjectionOpen)).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		full := part(c.ID, "objections", id)
		tx.Audit(db.Audit{Action: "evaluation.objection.create", Object: full,
			After: map[string]any{"state": ObjectionOpen, "nomination": o.NominationID}})
		tx.Emit(db.Event{Type: "haolinju.evaluation.objection.created.v1", Subject: full, Units: []uuid.UUID{c.UnitID},
			Data: map[string]any{"nomination": o.NominationID}})
		return objectionToProto(o), nil
	})
}
