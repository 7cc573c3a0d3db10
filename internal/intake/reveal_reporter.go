package intake

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// RevealReporter returns one contact value in clear to a unit on duty, and keeps who read it and why.
func (s *Service) RevealReporter(ctx context.Context, req *intakev1.RevealReporterRequest) (*intakev1.RevealReporterResponse, error) {
	ids, err := name.Parse("issues/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.RevealReporterResponse, error) {
		row, err := find(ctx, tx, ids[0], false)
		if err != nil {
			return nil, err
		}
		g, err := s.guard(ctx, tx, row)
		if err != nil {
			return nil, err
		}
		kind, value, err := s.contact(row, req.GetField())
		switch {
		case err != nil:
			return nil, err
		case !reveals(ctx, row, g, kind):
			return nil, fault.ErrDenied
		case value == "":
			return nil, ErrContactUnknown.On("field")
		}
		field, purpose := wire.Word(req.GetField()), wire.Word(req.GetPurpose())
		reading, err := s.readings.RecordReading(ctx, tx, row.ReporterID, req.GetName(), field, purpose, req.GetReason())
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitReveal, Object: req.GetName(), After: map[string]any{"field": field, "purpose": purpose, "reading": reading}})
		return &intakev1.RevealReporterResponse{Value: value}, nil
	})
}

// reveals says whether the caller may read a contact value of an issue in clear by the permission of the call.
func reveals(ctx context.Context, row *ent.Issue, g guard, kind disclosure.Kind) bool {
	reach := access.ReachOf(ctx).On(disclosure.Matter(row))
	return disclosure.Revealed(kind, viewOf(row, g).contact) && (reach.Covers(row.UnitID) || handles(row, reach))
}

// contact is one contact value of an issue.
func (s *Service) contact(row *ent.Issue, field directoryv1.Person_Field) (kind disclosure.Kind, value string, err error) {
	var column crypto.Column
	var cipher *[]byte
	switch field {
	case directoryv1.Person_FIELD_PHONE:
		kind, column, cipher = disclosure.Phone, phoneColumn, row.ContactPhoneCipher
	default:
		kind, column, cipher = disclosure.Name, nameColumn, row.ContactNameCipher
	}
	value, err = s.open(column, row, cipher)
	return kind, value, err
}
