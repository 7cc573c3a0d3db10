package audit

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"google.golang.org/protobuf/types/known/timestamppb"

	auditv1 "github.com/haolinju/haolinju/api/gen/haolinju/audit/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// entryList is what entries can be filtered and ordered by.
var entryList = page.NewList[*auditv1.ListAuditEntriesRequest, *entry]("time desc", filter.Columns{
	"action":       filter.Text("action"),
	"actor":        filter.Ref("actor_id", "persons/*"),
	"actor_kind":   filter.Enum[auditv1.AuditEntry_ActorKind]("actor_kind"),
	"object":       filter.Text("object"),
	"on_behalf_of": filter.Ref("on_behalf_of_id", "persons/*"),
	"request_id":   filter.Text("request_id"),
	"result":       filter.Enum[auditv1.AuditEntry_Result]("result"),
	"time":         filter.Time("time"),
})

// ListAuditEntries returns a page of the audit, and keeps in it what was asked for.
func (s *Service) ListAuditEntries(ctx context.Context, req *auditv1.ListAuditEntriesRequest) (*auditv1.ListAuditEntriesResponse, error) {
	asked, err := entryList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*auditv1.ListAuditEntriesResponse, error) {
		found, err := page.Read(ctx, asked, &query{tx: tx})
		if err != nil {
			return nil, err
		}
		answer := &auditv1.ListAuditEntriesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, e := range found.Rows {
			answer.AuditEntries = append(answer.AuditEntries, entryToProto(e))
		}
		tx.Audit(db.Audit{Action: permitRead, Object: "auditEntries", After: map[string]any{"filter": req.GetFilter(), "entries": len(found.Rows)}})
		return answer, nil
	})
}

func entryToProto(e *entry) *auditv1.AuditEntry {
	out := &auditv1.AuditEntry{
		Name:      name.Of("auditEntries", e.ID),
		Time:      timestamppb.New(e.Time),
		ActorKind: auditv1.AuditEntry_ActorKind(auditv1.AuditEntry_ActorKind_value["ACTOR_KIND_"+e.ActorKind]),
		Origin:    e.Origin,
		RequestId: e.RequestID,
		Action:    e.Action,
		Object:    e.Object,
		Result:    auditv1.AuditEntry_Result(auditv1.AuditEntry_Result_value["RESULT_"+e.Result]),
		Changes:   changes(e.Before, e.After),
	}
	if e.Position != nil {
		out.Position = *e.Position
	}
	switch {
	case e.ActorID == nil:
	case out.GetActorKind() == auditv1.AuditEntry_ACTOR_KIND_CLIENT:
		out.Actor = name.Of("apiClients", *e.ActorID)
	default:
		out.Actor = name.Of("persons", *e.ActorID)
	}
	if e.OnBehalfOf != nil {
		out.OnBehalfOf = name.Of("persons", *e.OnBehalfOf)
	}
	return out
}

// changes are the values of both sides, in the order of their names.
func changes(before, after map[string]json.RawMessage) []*auditv1.Change {
	fields := map[string]bool{}
	for _, side := range []map[string]json.RawMessage{before, after} {
		for field := range side {
			fields[field] = true
		}
	}
	var all []*auditv1.Change
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		all = append(all, &auditv1.Change{Field: field, Before: string(before[field]), After: string(after[field])})
	}
	return all
}
