package callback

import (
	"context"
	"encoding/hex"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/callbackdraw"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// drawList is what draws can be filtered and ordered by.
var drawList = page.NewList[*intakev1.ListCallbackDrawsRequest, *ent.CallbackDraw]("day desc", filter.Columns{
	"create_time": filter.Time(callbackdraw.FieldCreateTime),
	"day":         filter.Text(callbackdraw.FieldDay),
	"digest":      filter.Text(callbackdraw.FieldDigest),
	"drawn":       filter.Number(callbackdraw.FieldDrawn),
	"frame":       filter.Number(callbackdraw.FieldFrame),
	"open_time":   filter.Time(callbackdraw.FieldOpenTime),
	"share":       filter.Number(callbackdraw.FieldShare),
})

// GetCallbackDraw returns the draw of one day.
func (s *Service) GetCallbackDraw(ctx context.Context, req *intakev1.GetCallbackDrawRequest) (*intakev1.CallbackDraw, error) {
	ids, err := name.Parse("callbackDraws/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.CallbackDraw, error) {
		d, err := tx.CallbackDraw.Query().Where(callbackdraw.ID(ids[0])).Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		return drawToProto(d), nil
	})
}

// ListCallbackDraws returns a page of the draws, the latest day first.
func (s *Service) ListCallbackDraws(ctx context.Context, req *intakev1.ListCallbackDrawsRequest) (*intakev1.ListCallbackDrawsResponse, error) {
	asked, err := drawList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListCallbackDrawsResponse, error) {
		found, err := page.Read(ctx, asked, tx.CallbackDraw.Query())
		if err != nil {
			return nil, err
		}
		answer := &intakev1.ListCallbackDrawsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, d := range found.Rows {
			answer.CallbackDraws = append(answer.CallbackDraws, drawToProto(d))
		}
		return answer, nil
	})
}

// drawToProto shows the seed once the draw is open, and not before.
func drawToProto(d *ent.CallbackDraw) *intakev1.CallbackDraw {
	shown := &intakev1.CallbackDraw{Name: name.Of("callbackDraws", d.ID), Day: d.Day, Share: d.Share, Digest: d.Digest,
		CreateTime: timestamppb.New(d.CreateTime), OpenTime: wire.Timestamp(d.OpenTime), Frame: d.Frame, Drawn: d.Drawn}
	if d.OpenTime != nil {
		shown.Seed = hex.EncodeToString(d.Seed)
	}
	return shown
}
