package catalogue

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func categoryToProto(c *ent.Category) *directoryv1.Category {
	return &directoryv1.Category{
		Name:        name.Of("categories", c.ID),
		Code:        c.Code,
		DisplayName: c.Name,
		Parent:      name.OrEmpty("categories", c.ParentID),
		Tier:        directoryv1.Category_Tier(directoryv1.Category_Tier_value["TIER_"+c.Tier]),
		Active:      c.Active,
		CreateTime:  timestamppb.New(c.CreateTime),
		UpdateTime:  timestamppb.New(c.UpdateTime),
		Etag:        etag.Of(c.Version),
		DeleteTime:  wire.Timestamp(c.DeleteTime),
		PurgeTime:   wire.Timestamp(c.PurgeTime),
	}
}
