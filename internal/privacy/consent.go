package privacy

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/consent"
	"github.com/haolinju/haolinju/ent/privacynotice"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// Why a consent ended, in the words of Consent.EndCause.
const (
	endWithdrawn = "WITHDRAWN"
	endRenewed   = "RENEWED"
	endErased    = "ERASED"
)

// HandOver are those of some persons who let units that are no authority know how they are reached: by a consent that has
// not ended, to the notice that is in force.
func (s *Service) HandOver(ctx context.Context, tx *db.Tx, persons []uuid.UUID) ([]uuid.UUID, error) {
	rows, err := tx.Consent.Query().Where(consent.PersonIDIn(persons...), consent.Purpose(stored(privacyv1.Purpose_PURPOSE_HAND_OVER)), consent.EndTimeIsNil(),
		consent.HasPrivacyNoticeWith(privacynotice.SupersedeTimeIsNil())).All(ctx)
	var consenting []uuid.UUID
	for _, row := range rows {
		consenting = append(consenting, row.PersonID)
	}
	return consenting, err
}

// openConsents are those that a person has given for a purpose under some ids and that have not ended, the newest last, with
// their notices.
func openConsents(ctx context.Context, tx *db.Tx, person []uuid.UUID, purpose string) ([]*ent.Consent, error) {
	return tx.Consent.Query().Where(consent.PersonIDIn(person...), consent.Purpose(purpose), consent.EndTimeIsNil()).WithPrivacyNotice().
		Order(page.Oldest).ForUpdate().All(ctx)
}

// endConsent keeps it as proof.
func endConsent(ctx context.Context, tx *db.Tx, row *ent.Consent, cause string) error {
	if err := tx.Consent.Update().Where(consent.ID(row.ID)).SetEndTime(tx.Now()).SetEndCause(cause).Exec(ctx); err != nil {
		return err
	}
	facts := map[string]any{"purpose": row.Purpose, "end_cause": cause}
	tx.Audit(db.Audit{Action: permitConsent, Object: consentName(row.ID), After: facts})
	tx.Emit(db.Event{Type: consentEvent + "ended.v1", Subject: consentName(row.ID), Data: facts})
	return nil
}

const consentEvent = "haolinju.privacy.consent."

func consentName(id uuid.UUID) string { return name.Of("consents", id) }

// consentToProto shows a consent that was read with its notice.
func consentToProto(row *ent.Consent) *privacyv1.Consent {
	out := &privacyv1.Consent{
		Name:          consentName(row.ID),
		PrivacyNotice: privacyNoticeName(row.PrivacyNoticeID),
		Purpose:       purpose(row.Purpose),
		Channel:       privacyv1.Consent_Channel(privacyv1.Consent_Channel_value["CHANNEL_"+row.Channel]),
		Live:          row.EndTime == nil && row.Edges.PrivacyNotice.SupersedeTime == nil,
		GivenBy:       name.Of("persons", row.GivenByID),
		CreateTime:    timestamppb.New(row.CreateTime),
		EndTime:       wire.Timestamp(row.EndTime),
		Etag:          etag.Of(row.Version),
	}
	if row.EndCause != nil {
		out.EndCause = privacyv1.Consent_EndCause(privacyv1.Consent_EndCause_value["END_CAUSE_"+*row.EndCause])
	}
	return out
}
