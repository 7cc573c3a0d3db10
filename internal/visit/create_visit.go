package visit

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateVisit records that the caller is where a duty of his unit is.
func (s *Service) CreateVisit(ctx context.Context, req *dispatchv1.CreateVisitRequest) (*dispatchv1.Visit, error) {
	ids, err := name.ParseField("parent", "dispatches/*/assignments/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	in := req.GetVisit()
	at := in.GetCoordinates()
	if at == nil {
		return nil, ErrCoordinates.On("visit.coordinates")
	}
	here, err := geo.PointOf(at.GetLatitude(), at.GetLongitude(), wire.Word(at.GetDatum()))
	if err != nil {
		return nil, geo.ErrOutside.On("visit.coordinates")
	}
	device := wire.Time(in.GetDeviceTime())
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Visit, error) {
		id, err := tx.ChosenID("visit_id", req.GetVisitId())
		if err != nil {
			return nil, err
		}
		d, a, matter, err := s.Dispatches.HoldAssignment(ctx, tx, ids[0], ids[1])
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).On(matter).Covers(a.UnitID) {
			return nil, fault.ErrDenied
		}
		if !slices.Contains(open, a.State) {
			return nil, ErrDutyNotOpen
		}
		l, err := limits.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		issues, err := behind(ctx, tx, d)
		if err != nil {
			return nil, err
		}
		r := rate(l, issues, here, in.GetAccuracy(), tx.Now(), device)
		row, err := tx.Visit.Create().SetID(id).SetDispatchID(d.ID).SetAssignmentID(a.ID).SetUnitID(a.UnitID).SetIssuingUnitID(d.IssuingUnitID).
			SetVisitorID(access.From(ctx).Person).SetNillableDeviceTime(device).SetDeviceTimeDiffers(r.timeGoes).
			SetLatitude(at.GetLatitude()).SetLongitude(at.GetLongitude()).SetDatum(wire.Word(at.GetDatum())).
			SetAccuracy(in.GetAccuracy()).SetInaccurate(r.inaccurate).SetNillableIssueID(r.issue).SetNillableDistance(r.distance).SetOutside(r.outside).
			SetAttachmentCount(int32(len(in.GetAttachments()))).SetText(in.GetText()).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		if len(in.GetAttachments()) > 0 {
			if err := s.Attacher.Attach(ctx, tx, nameOf(row), "visit.attachments", in.GetAttachments()); err != nil {
				return nil, err
			}
		}
		tx.Audit(db.Audit{Action: permitCreate, Object: nameOf(row), After: facts(row)})
		tx.Emit(db.Event{Type: "haolinju.dispatch.visit.created.v1", Subject: nameOf(row), Units: []uuid.UUID{row.IssuingUnitID, row.UnitID}, Data: facts(row)})
		return toProto(row, in.GetAttachments()), nil
	})
}

// behind are the issues behind a dispatch.
func behind(ctx context.Context, tx *db.Tx, d *ent.Dispatch) ([]*ent.Issue, error) {
	var ids []uuid.UUID
	for _, link := range d.Edges.Issues {
		ids = append(ids, link.IssueID)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return tx.Issue.Query().Where(issue.IDIn(ids...)).Order(issue.ByID()).All(ctx)
}
