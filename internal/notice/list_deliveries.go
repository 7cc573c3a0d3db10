package notice

import (
	"context"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/delivery"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// deliveryList is what deliveries can be filtered and ordered by.
var deliveryList = page.NewList[*noticev1.ListDeliveriesRequest, *ent.Delivery]("create_time desc", filter.Columns{
	"channel":       filter.Enum[noticev1.Delivery_Channel](delivery.FieldChannel),
	"create_time":   filter.Time(delivery.FieldCreateTime),
	"next_try_time": filter.Time(delivery.FieldNextTryTime),
	"notice":        filter.Ref(delivery.FieldNoticeID, "notices/*"),
	"reason":        filter.Enum[noticev1.Delivery_Reason](delivery.FieldReason),
	"sent_time":     filter.Time(delivery.FieldSentTime),
	"state":         filter.Enum[noticev1.Delivery_State](delivery.FieldState),
	"template":      filter.Text(delivery.FieldTemplate),
	"tries":         filter.Number(delivery.FieldTries),
})

// ListDeliveries returns a page of the deliveries of the district, newest first.
func (s *Service) ListDeliveries(ctx context.Context, req *noticev1.ListDeliveriesRequest) (*noticev1.ListDeliveriesResponse, error) {
	asked, err := deliveryList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.ListDeliveriesResponse, error) {
		found, err := page.Read(ctx, asked, tx.Delivery.Query())
		if err != nil {
			return nil, err
		}
		answer := &noticev1.ListDeliveriesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, d := range found.Rows {
			answer.Deliveries = append(answer.Deliveries, toDelivery(d))
		}
		return answer, nil
	})
}
