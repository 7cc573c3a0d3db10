package rating

import (
	"slices"

	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func toProto(row *ent.Rating) *dispatchv1.Rating {
	out := &dispatchv1.Rating{
		Name: nameOf(row), Side: dispatchv1.Rating_Side(dispatchv1.Rating_Side_value["SIDE_"+row.Side]),
		State: dispatchv1.Rating_State(dispatchv1.Rating_State_value["STATE_"+row.State]),
		Unit:  name.Of("units", row.UnitID), IssuingUnit: name.Of("units", row.IssuingUnitID), CreateTime: timestamppb.New(row.CreateTime),
		PublishDueTime: timestamppb.New(row.PublishDueTime), PublishTime: wire.Timestamp(row.PublishTime), AppealDueTime: wire.Timestamp(row.AppealDueTime),
		Appeal: row.Appeal, Appellant: name.OrEmpty("persons", row.AppellantID), AppealTime: wire.Timestamp(row.AppealTime),
		Ground:   dispatchv1.Rating_Ground(dispatchv1.Rating_Ground_value["GROUND_"+row.Ground]),
		BadFaith: slices.Contains(badFaith, row.Ground), Ruling: row.Ruling, Reviewer: name.OrEmpty("persons", row.ReviewerID),
		ReviewTime: wire.Timestamp(row.ReviewTime), Etag: etag.Of(row.Version),
	}
	if row.Side == ofResponse {
		out.Response = toResponse(row)
	} else {
		out.Whistle = toWhistle(row)
	}
	return out
}

func toResponse(row *ent.Rating) *dispatchv1.ResponseRating {
	return &dispatchv1.ResponseRating{Punctual: int32(*row.Punctual), Effort: int32(*row.Effort), Result: int32(*row.Result), Comment: row.Comment,
		RateTime: timestamppb.New(row.CreateTime)}
}

func toWhistle(row *ent.Rating) *dispatchv1.WhistleRating {
	return &dispatchv1.WhistleRating{Needed: int32(*row.Needed), Facts: int32(*row.Facts), Target: int32(*row.Target), Comment: row.Comment,
		RateTime: timestamppb.New(row.CreateTime)}
}
