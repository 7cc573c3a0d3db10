package privacy

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/privacynotice"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// noticeInForce is what persons are told of a purpose now; nil where nothing has been published.
func noticeInForce(ctx context.Context, tx *db.Tx, purpose string) (*ent.PrivacyNotice, error) {
	row, err := tx.PrivacyNotice.Query().Where(privacynotice.Purpose(purpose), privacynotice.SupersedeTimeIsNil()).ForUpdate().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return row, err
}

func privacyNoticeName(id uuid.UUID) string { return name.Of("privacyNotices", id) }

func privacyNoticeToProto(row *ent.PrivacyNotice) *privacyv1.PrivacyNotice {
	return &privacyv1.PrivacyNotice{
		Name:          privacyNoticeName(row.ID),
		Purpose:       purpose(row.Purpose),
		Edition:       int32(row.Edition),
		Basis:         privacyv1.PrivacyNotice_Basis(privacyv1.PrivacyNotice_Basis_value["BASIS_"+row.Basis]),
		LegalSource:   row.LegalSource,
		RetentionDays: int32(row.RetentionDays),
		TextZh:        row.TextZh,
		TextEn:        row.TextEn,
		CreateTime:    timestamppb.New(row.CreateTime),
		SupersedeTime: wire.Timestamp(row.SupersedeTime),
		Etag:          etag.Of(row.Version),
	}
}

func purpose(code string) privacyv1.Purpose {
	return privacyv1.Purpose(privacyv1.Purpose_value["PURPOSE_"+code])
}
