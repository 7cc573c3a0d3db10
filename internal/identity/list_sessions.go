package identity

import (
	"context"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/session"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// sessionList is what sessions can be filtered and ordered by.
var sessionList = page.NewList[*identityv1.ListSessionsRequest, *ent.Session]("create_time desc", filter.Columns{
	"create_time":  filter.Time(session.FieldCreateTime),
	"device":       filter.Text(session.FieldDevice),
	"expire_time":  filter.Time(session.FieldExpireTime),
	"method":       filter.Enum[identityv1.Session_Method](session.FieldMethod),
	"refresh_time": filter.Time(session.FieldRefreshTime),
})

// ListSessions returns a page of the caller's open sessions, newest first.
func (s *Service) ListSessions(ctx context.Context, req *identityv1.ListSessionsRequest) (*identityv1.ListSessionsResponse, error) {
	asked, err := sessionList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	p := access.From(ctx)
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.ListSessionsResponse, error) {
		found, err := page.Read(ctx, asked, tx.Session.Query().
			Where(session.PersonID(p.Person), session.RevokeTimeIsNil(), session.ExpireTimeGT(tx.Now())))
		if err != nil {
			return nil, err
		}
		answer := &identityv1.ListSessionsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, r := range found.Rows {
			answer.Sessions = append(answer.Sessions, sessionToProto(r, p.Session))
		}
		return answer, nil
	})
}
