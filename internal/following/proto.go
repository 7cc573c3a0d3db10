package following

import (
	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func followingName(id uuid.UUID) string { return name.Of("followings", id) }

func toProto(row *ent.Following, state intakev1.Issue_State) *intakev1.Following {
	return &intakev1.Following{Name: followingName(row.ID), Issue: name.OrEmpty("issues", row.IssueID),
		Category: name.OrEmpty("categories", row.CategoryID), Area: name.OrEmpty("units", row.AreaID), State: state,
		CreateTime: timestamppb.New(row.CreateTime)}
}

// stateOf is where the issue of a following stands, as far as its person may know.
func stateOf(row *ent.Following) intakev1.Issue_State {
	if about := row.Edges.Issue; about != nil && disclosure.Known(about) {
		return state(about.State)
	}
	return intakev1.Issue_STATE_UNSPECIFIED
}

// toIssue is an issue that others may know of, as everybody may know it.
func toIssue(row *ent.Issue) *intakev1.PublicIssue {
	return &intakev1.PublicIssue{Issue: name.Of("issues", row.ID), State: state(row.State), Category: name.Of("categories", row.CategoryID),
		SubDistrict: name.OrEmpty("units", row.SubDistrictID), Community: name.OrEmpty("units", row.CommunityID),
		ExpectedDate: wire.Date(row.DueTime), CreateTime: timestamppb.New(row.CreateTime)}
}

// state is the word of a state; none for an empty one.
func state(word string) intakev1.Issue_State {
	return intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+word])
}
