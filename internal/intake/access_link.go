package intake

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/timelineentry"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// latestEntries is how many entries of a timeline a link shows at most.
const latestEntries = 100

// GrantAccessLink gives a secret link to an issue.
func (s *Service) GrantAccessLink(ctx context.Context, req *intakev1.GrantAccessLinkRequest) (*intakev1.AccessLink, error) {
	return link(ctx, s, req.GetName(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (*intakev1.AccessLink, error) {
		g, err := s.guard(ctx, tx, row)
		if err != nil {
			return nil, err
		}
		if !seesAll(row, viewOf(ctx, row, g)) {
			return nil, fault.ErrDenied.With("permission", permitReporter)
		}
		days, err := linkDays.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		secret, digest := token.NewOpaque(tx.Tenant())
		end := tx.Now().AddDate(0, 0, days)
		if _, err := tx.Exec(ctx, `insert into access_link as l (tenant_id, issue_id, digest, expire_time) values ($1, $2, $3, $4)
			on conflict (tenant_id, issue_id) do update set digest = excluded.digest, expire_time = excluded.expire_time
			where l.tenant_id = $1`, tx.Tenant(), row.ID, digest, end); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitLink, Object: issueName(row.ID), After: map[string]any{"expire_time": end}})
		return &intakev1.AccessLink{Token: secret, ExpireTime: timestamppb.New(end)}, nil
	})
}

// RevokeAccessLink ends the link of an issue.
func (s *Service) RevokeAccessLink(ctx context.Context, req *intakev1.RevokeAccessLinkRequest) (*emptypb.Empty, error) {
	return link(ctx, s, req.GetName(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (*emptypb.Empty, error) {
		n, err := tx.Exec(ctx, "delete from access_link where tenant_id = $1 and issue_id = $2 and expire_time > $3", tx.Tenant(), row.ID, tx.Now())
		if err == nil && n == 0 {
			err = ErrNoLink
		}
		tx.Audit(db.Audit{Action: permitLink, Object: issueName(row.ID), After: map[string]any{"revoke_time": tx.Now()}})
		return &emptypb.Empty{}, err
	})
}

// link does something about the link of an issue that is the caller's own or lies in his territory.
func link[T any](ctx context.Context, s *Service, called string, do func(context.Context, *db.Tx, *ent.Issue) (T, error)) (T, error) {
	ids, err := name.Parse("issues/*", called)
	if err != nil {
		var none T
		return none, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (none T, err error) {
		row, err := find(ctx, tx.Issue.Query().ForUpdate(), ids[0])
		if err != nil {
			return none, err
		}
		if reach := access.ReachOf(ctx).On(matterOf(row)); !owns(row, reach) && !reach.Covers(row.UnitID) {
			return none, fault.ErrDenied.With("permission", permitLink)
		}
		return do(ctx, tx, row)
	})
}

// seesAll says whether a view shows all that the reporter is shown.
func seesAll(row *ent.Issue, v view) bool {
	contact := row.ContactNameCipher != nil && *row.ContactNameCipher != nil || row.ContactPhoneCipher != nil && *row.ContactPhoneCipher != nil
	return v.matter != disclosure.Other && (v.contact != disclosure.Other || !contact)
}

// OpenAccessLink shows the issue of a link as its reporter sees it.
func (s *Service) OpenAccessLink(ctx context.Context, req *intakev1.OpenAccessLinkRequest) (*intakev1.OpenAccessLinkResponse, error) {
	tenant, digest, ok := token.ReadOpaque(req.GetToken())
	if !ok {
		return nil, ErrLink
	}
	ctx = access.With(ctx, access.Principal{Tenant: tenant}) // of the link, whatever a header or a sign-in says
	var opened *intakev1.OpenAccessLinkResponse
	err := s.attempts.Attempt(ctx, func(ctx context.Context, tx *db.Tx) (*fault.Fault, error) {
		var id uuid.UUID
		err := tx.QueryRow(ctx, "select issue_id from access_link where tenant_id = $1 and digest = $2 and expire_time > $3",
			tx.Tenant(), digest, tx.Now()).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrLink, nil
		}
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: "intake.access_link.open", Object: issueName(id), After: map[string]any{"open_time": tx.Now()}})
		opened, err = s.asReporter(ctx, tx, id)
		return nil, err
	})
	return opened, err
}

// asReporter is an issue as its reporter sees it, with the latest entries that he sees.
func (s *Service) asReporter(ctx context.Context, tx *db.Tx, id uuid.UUID) (*intakev1.OpenAccessLinkResponse, error) {
	row, err := tx.Issue.Query().Where(issue.ID(id)).Only(ctx)
	if err != nil {
		return nil, err
	}
	seen := &intakev1.OpenAccessLinkResponse{}
	if seen.Issue, err = s.shown(row, reporters); err != nil {
		return nil, err
	}
	rows, err := tx.TimelineEntry.Query().Where(timelineentry.IssueID(id), timelineentry.Public(true)).
		Order(ent.Desc(timelineentry.FieldCreateTime, timelineentry.FieldID)).Limit(latestEntries).All(ctx)
	for i := len(rows) - 1; i >= 0; i-- {
		seen.Entries = append(seen.Entries, toTimelineEntry(rows[i]))
	}
	return seen, err
}
