package timing

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// reason tells why the limit of a clock is what it is; nil where that was not kept.
func reason(ctx context.Context, tx *db.Tx, c *ent.Clock) (*dispatchv1.LimitReason, error) {
	if c.LimitSetting == "" {
		if c.Kind != clockComplete {
			return nil, nil // started before reasons were kept
		}
		return &dispatchv1.LimitReason{}, nil
	}
	out := &dispatchv1.LimitReason{Setting: "settings/" + c.LimitSetting}
	if l := c.LimitLine; l != nil {
		out.Source = l.Source
		out.Line = &dispatchv1.LimitLine{Kind: dispatchv1.Dispatch_Kind(dispatchv1.Dispatch_Kind_value["KIND_"+l.Kind]),
			Tier: dispatchv1.Dispatch_Tier(dispatchv1.Dispatch_Tier_value["TIER_"+l.Tier]), Category: l.Category, Unit: l.Unit}
		return out, nil
	}
	held, err := setting.Held(ctx, tx, c.StartTime, c.LimitSetting)
	if row := held[c.LimitSetting]; row != nil {
		out.Source = row.Source
	}
	return out, err
}
