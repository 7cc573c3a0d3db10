package privacy

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// stored is an enum value without the prefix that the contract gives it.
func stored(value interface{ String() string }) string {
	_, plain, _ := strings.Cut(value.String(), "_")
	return plain
}

// idOr is the id that a client has chosen, or a new one; the contract lets only a UUID come here.
func idOr(tx *db.Tx, given string) uuid.UUID {
	if id, err := uuid.Parse(given); err == nil {
		return id
	}
	return tx.NewID()
}

func requestName(row *ent.DataRequest) string { return name.Of("dataRequests", row.ID) }

// requestToProto is a request as the caller may see it: the path of the file is for the person alone.
func (s *Service) requestToProto(ctx context.Context, tx *db.Tx, row *ent.DataRequest) *privacyv1.DataRequest {
	out := &privacyv1.DataRequest{
		Name:        requestName(row),
		Person:      name.Of("persons", row.PersonID),
		Kind:        privacyv1.DataRequest_Kind(privacyv1.DataRequest_Kind_value["KIND_"+row.Kind]),
		State:       privacyv1.DataRequest_State(privacyv1.DataRequest_State_value["STATE_"+row.State]),
		DueTime:     timestamppb.New(row.DueTime),
		OpenMatters: row.OpenMatters,
		Reply:       row.Reply,
		ExpireTime:  wire.Timestamp(row.ExpireTime),
		CreateTime:  timestamppb.New(row.CreateTime),
		UpdateTime:  timestamppb.New(row.UpdateTime),
		Etag:        etag.Of(row.Version),
	}
	if row.Ground != nil {
		out.Ground = privacyv1.DataRequest_Ground(privacyv1.DataRequest_Ground_value["GROUND_"+*row.Ground])
	}
	if row.ExpireTime != nil && row.ExpireTime.After(tx.Now()) && access.From(ctx).Is(row.PersonID) {
		out.DownloadPath = ExportPath + s.link(tx.Tenant(), row.ID, *row.ExpireTime)
	}
	return out
}

func readingToProto(r *ent.Reading) *privacyv1.Reading {
	reading := &privacyv1.Reading{
		Name:       name.Of(name.Of("persons", *r.PersonID)+"/readings", r.ID),
		Reader:     name.Of("persons", r.ReaderID),
		Source:     r.Source,
		Field:      directoryv1.Person_Field(directoryv1.Person_Field_value["FIELD_"+r.PersonalField]),
		Purpose:    directoryv1.Person_Purpose(directoryv1.Person_Purpose_value["PURPOSE_"+r.Purpose]),
		Reason:     r.Reason,
		CreateTime: timestamppb.New(r.CreateTime),
	}
	if r.UnitID != nil {
		reading.Unit = name.Of("units", *r.UnitID)
	}
	return reading
}

func holdToProto(h *ent.LegalHold) *privacyv1.LegalHold {
	return &privacyv1.LegalHold{Name: name.Of("legalHolds", h.ID), Person: name.Of("persons", h.PersonID), Basis: h.Basis,
		LiftTime: wire.Timestamp(h.LiftTime), CreateTime: timestamppb.New(h.CreateTime), UpdateTime: timestamppb.New(h.UpdateTime),
		Etag: etag.Of(h.Version)}
}

func runToProto(r *ent.RetentionRun) *privacyv1.RetentionRun {
	return &privacyv1.RetentionRun{Name: name.Of("retentionRuns", r.ID), DataKind: r.DataKind, Action: action(Action(r.Action)),
		Cutoff: timestamppb.New(r.Cutoff), RecordCount: r.RecordCount, Digest: r.IdsDigest, CreateTime: timestamppb.New(r.CreateTime)}
}

func action(a Action) privacyv1.RetentionAction {
	return privacyv1.RetentionAction(privacyv1.RetentionAction_value["RETENTION_ACTION_"+string(a)])
}
