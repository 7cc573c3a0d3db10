package chain

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func nameOf(row *ent.ChainLink) string { return name.Of("chainLinks", row.ID) }

func toProto(row *ent.ChainLink) *intakev1.ChainLink {
	return &intakev1.ChainLink{
		Name: nameOf(row), Issue: name.Of("issues", row.IssueID), Unit: name.Of("units", row.UnitID),
		Cause: intakev1.ChainLink_Cause(intakev1.ChainLink_Cause_value["CAUSE_"+row.Cause]), Reason: row.Reason,
		Mover: name.OrEmpty("persons", row.MoverID), StartTime: timestamppb.New(row.StartTime), EndTime: wire.Timestamp(row.EndTime), Etag: etag.Of(row.Version),
	}
}

// facts is what audit and event tell of a link: no free text.
func facts(row *ent.ChainLink) map[string]any {
	return map[string]any{"issue": name.Of("issues", row.IssueID), "unit": row.UnitID, "cause": row.Cause}
}
