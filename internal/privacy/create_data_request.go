package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/datarequest"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// CreateDataRequest enters a request of the caller, or gives the one of that kind that is open already. Who has signed in is known well enough to be given what is his; to
// erase it for good, staff look once more.
func (s *Service) CreateDataRequest(ctx context.Context, req *privacyv1.CreateDataRequestRequest) (*privacyv1.DataRequest, error) {
	kind, person := stored(req.GetDataRequest().GetKind()), access.From(ctx).Person
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.DataRequest, error) {
		open, err := tx.DataRequest.Query().Where(datarequest.PersonIDIn(access.From(ctx).Persons()...), datarequest.Kind(kind),
			datarequest.StateIn(string(Requested), string(Verified))).Only(ctx)
		if err == nil {
			tx.Audit(db.Audit{Action: permitCreate, Object: requestName(open), Before: map[string]any{"state": open.State}, After: map[string]any{"state": open.State}})
			return s.requestToProto(ctx, tx, open), nil
		}
		if !ent.IsNotFound(err) {
			return nil, err
		}
		days, err := requestDays.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		state := Verified
		if req.GetDataRequest().GetKind() == privacyv1.DataRequest_KIND_ERASURE {
			state = Requested
		}
		row, err := tx.DataRequest.Create().SetID(idOr(tx, req.GetDataRequestId())).SetPersonID(person).SetKind(kind).SetState(string(state)).SetDueTime(tx.Now().AddDate(0, 0, days)).Save(ctx)
		if err != nil {
			return nil, err
		}
		facts := map[string]any{"kind": row.Kind, "state": row.State}
		tx.Audit(db.Audit{Action: permitCreate, Object: requestName(row), After: facts})
		tx.Emit(db.Event{Type: requestEvent + "created.v1", Subject: requestName(row), Data: facts})
		return s.requestToProto(ctx, tx, row), nil
	})
}
