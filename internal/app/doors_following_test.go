package app_test

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var followingCases = map[string]doorCase{
	"IntakeService.FollowIssue": {testkit.Resident2, func(d *district) proto.Message {
		return &intakev1.FollowIssueRequest{Name: d.filed()}
	}},
	"IntakeService.UnfollowIssue": {testkit.Resident2, func(d *district) proto.Message {
		return &intakev1.UnfollowIssueRequest{Name: d.followed().GetIssue()}
	}},
	"IntakeService.FollowCategory": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.FollowCategoryRequest{Name: category(demo.CategoryProperty)}
	}},
	"IntakeService.UnfollowCategory": {testkit.Resident2, func(d *district) proto.Message {
		client := intakev1.NewIntakeServiceClient(d.Conn(testkit.Resident2))
		client.FollowCategory(d.t.Context(), &intakev1.FollowCategoryRequest{Name: category(demo.CategoryProperty)}) // or follows it already
		return &intakev1.UnfollowCategoryRequest{Name: category(demo.CategoryProperty)}
	}},
	"IntakeService.FollowArea": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.FollowAreaRequest{Name: d.unit(suzhuang)}
	}},
	"IntakeService.UnfollowArea": {testkit.Resident2, func(d *district) proto.Message {
		client := intakev1.NewIntakeServiceClient(d.Conn(testkit.Resident2))
		client.FollowArea(d.t.Context(), &intakev1.FollowAreaRequest{Name: d.unit(suzhuang)}) // or follows it already
		return &intakev1.UnfollowAreaRequest{Name: d.unit(suzhuang)}
	}},
	"IntakeService.GetFollowing": {testkit.Resident2, func(d *district) proto.Message {
		return &intakev1.GetFollowingRequest{Name: d.followed().GetName()}
	}},
	"IntakeService.ListFollowings": {testkit.Resident2, func(d *district) proto.Message {
		d.followed()
		d.followed()
		return &intakev1.ListFollowingsRequest{PageSize: 1}
	}},
	"IntakeService.ListFollowedIssues": {testkit.Judge, func(d *district) proto.Message {
		d.filed()
		d.filed()
		client := intakev1.NewIntakeServiceClient(d.Conn(testkit.Judge))
		client.FollowArea(d.t.Context(), &intakev1.FollowAreaRequest{Name: d.unit(xilu)}) // or follows it already
		return &intakev1.ListFollowedIssuesRequest{PageSize: 1}
	}},
	"IntakeService.Unsubscribe": {testkit.Anonymous, func(d *district) proto.Message {
		id := uuid.MustParse(strings.TrimPrefix(d.followed().GetName(), "followings/"))
		token, err := db.Read(access.AsSystem(d.t.Context(), demo.Fangshan), d.DB, func(ctx context.Context, tx *db.Tx) (string, error) {
			return d.Followings.UnsubscribeToken(ctx, tx, id, tx.Now())
		})
		if err != nil {
			d.t.Fatal(err)
		}
		return &intakev1.UnsubscribeRequest{Token: token}
	}},
}

// followed is what Resident2 follows: an issue of the resident.
func (d *district) followed() *intakev1.Following {
	return prepare[*intakev1.Following](d, testkit.Resident2, &intakev1.FollowIssueRequest{Name: d.filed()})
}
