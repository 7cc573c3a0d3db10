package notice

import (
	"context"

	"github.com/google/uuid"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/mailaddress"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// myMailAddress is what the caller calls his address.
const myMailAddress = "me/mailAddress"

// mailAddress of the caller, with what it says in clear.
func (s *Service) mailAddress(ctx context.Context, tx *db.Tx, lock bool) (*ent.MailAddress, string, error) {
	query := tx.MailAddress.Query().Where(mailaddress.ID(access.From(ctx).Person))
	if lock {
		query.ForUpdate()
	}
	row, err := query.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, "", fault.ErrNotFound.With("name", myMailAddress)
	}
	if err != nil {
		return nil, "", err
	}
	clear, err := s.Keeper.Open(mailColumn, tx.Tenant(), row.ID, row.AddressCipher)
	return row, clear, err
}

func toMailAddress(row *ent.MailAddress, clear string) *noticev1.MailAddress {
	return &noticev1.MailAddress{MaskedAddress: crypto.MaskMail(clear), Language: row.Language, ConfirmTime: wire.Timestamp(row.ConfirmTime),
		UpdateTime: timestamppb.New(row.UpdateTime), Etag: etag.Of(row.Version)}
}

// mailAddressName is of whom an address is, in the audit.
func mailAddressName(person uuid.UUID) string { return name.Of("persons", person) + "/mailAddress" }
