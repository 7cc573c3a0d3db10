package booking

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/sharewindow"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// DeleteShareWindow closes a weekly time for new bookings.
func (s *Service) DeleteShareWindow(ctx context.Context, req *bookingv1.DeleteShareWindowRequest) (*emptypb.Empty, error) {
	ids, err := name.Parse("resources/*/shareWindows/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*emptypb.Empty, error) {
		r, err := findOwnResource(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		w, err := tx.ShareWindow.Query().Where(sharewindow.ID(ids[1]), sharewindow.ResourceID(r.ID)).ForUpdate().Only(ctx)
		if ent.IsNotFound(err) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), w.Version); err != nil {
			return nil, err
		}
		if _, err := tx.ShareWindow.Delete().Where(sharewindow.ID(w.ID)).Exec(ctx); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitClose, Object: shareWindowName(w), Before: shareWindowFacts(w)})
		tx.Emit(shareWindowEvent("deleted", r, w))
		return &emptypb.Empty{}, nil
	})
}
