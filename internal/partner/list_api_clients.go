package partner

import (
	"context"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/apiclient"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// clientList is what clients can be filtered and ordered by.
var clientList = page.NewList[*identityv1.ListApiClientsRequest, *ent.ApiClient]("create_time desc", filter.Columns{
	"create_time":    filter.Time(apiclient.FieldCreateTime),
	"display_name":   filter.Text(apiclient.FieldName),
	"expire_time":    filter.Time(apiclient.FieldExpireTime),
	"last_used_time": filter.Time(apiclient.FieldLastUsedTime),
	"state":          filter.Enum[identityv1.ApiClient_State](apiclient.FieldState),
	"unit":           filter.Ref(apiclient.FieldUnitID, "units/*"),
	"update_time":    filter.Time(apiclient.FieldUpdateTime),
})

// ListApiClients returns a page of clients, newest first.
func (s *Service) ListApiClients(ctx context.Context, req *identityv1.ListApiClientsRequest) (*identityv1.ListApiClientsResponse, error) {
	asked, err := clientList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.ListApiClientsResponse, error) {
		found, err := page.Read(ctx, asked, tx.ApiClient.Query())
		if err != nil {
			return nil, err
		}
		answer := &identityv1.ListApiClientsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, c := range found.Rows {
			answer.ApiClients = append(answer.ApiClients, clientToProto(c, tx.Now()))
		}
		return answer, nil
	})
}
