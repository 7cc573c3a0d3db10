package catalogue

import (
	"context"
	"encoding/json"

	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/revision"
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
		Questions:   questionsToProto(c.Questions),
		Notice:      noticeToProto(c.Notice),
		ClosedText:  c.ClosedText,
		NamedOnly:   c.NamedOnly,
		Private:     c.Private,
		CreateTime:  timestamppb.New(c.CreateTime),
		UpdateTime:  timestamppb.New(c.UpdateTime),
		Etag:        etag.Of(c.Version),
		DeleteTime:  wire.Timestamp(c.DeleteTime),
		PurgeTime:   wire.Timestamp(c.PurgeTime),
	}
}

// fieldNames are the fields of the contract by the columns that revisions hold.
var fieldNames = map[string]string{category.FieldName: "display_name", category.FieldParentID: "parent"}

func revisionToProto(row *ent.Revision) (*directoryv1.CategoryRevision, error) {
	var says state
	if err := json.Unmarshal(row.State, &says); err != nil {
		return nil, err
	}
	return &directoryv1.CategoryRevision{
		Name: name.Of(revision.Of(row).String()+"/revisions", row.ID),
		Category: &directoryv1.Category{
			Name:        revision.Of(row).String(),
			DisplayName: says.Name,
			Parent:      name.OrEmpty(collection, says.Parent),
			Tier:        directoryv1.Category_Tier(directoryv1.Category_Tier_value["TIER_"+says.Tier]),
			Active:      says.Active,
			Questions:   questionsToProto(says.Questions),
			Notice:      noticeToProto(says.Notice),
			ClosedText:  says.ClosedText,
			NamedOnly:   says.NamedOnly,
			Private:     says.Private,
			DeleteTime:  wire.Timestamp(says.DeleteTime),
			PurgeTime:   wire.Timestamp(says.PurgeTime),
		},
		ChangedFields: revision.Changed(row, fieldNames),
		Reason:        row.Reason,
		ValidFrom:     timestamppb.New(row.ValidFrom),
		ValidTo:       wire.Timestamp(row.ValidTo),
		SetBy:         name.OrEmpty("persons", row.SetBy),
		CreateTime:    timestamppb.New(row.CreateTime),
		CancelTime:    wire.Timestamp(row.CancelTime),
		CancelledBy:   name.OrEmpty("persons", row.CancelledBy),
	}, nil
}

// shown is a category as it was asked for: one of another time carries no etag, which is that of a version to change, and a notice is
// shown in its time only, but to who keeps the categories.
func shown(ctx context.Context, tx *db.Tx, c *ent.Category, at *timestamppb.Timestamp) *directoryv1.Category {
	category := categoryToProto(c)
	if at != nil {
		category.Etag = ""
	}
	when := revision.When(tx, at)
	if n := c.Notice; n != nil && (n.From != nil && when.Before(*n.From) || n.Until != nil && !when.Before(*n.Until)) &&
		!access.ReachFor(ctx, permitManage).All {
		category.Notice = nil
	}
	return category
}
