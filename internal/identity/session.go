package identity

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/session"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// Why a session ended before its time.
const (
	causeLogout   = "LOGOUT"
	causeRevoked  = "REVOKED"
	causeReplayed = "REPLAYED"
)

// sessionObject is the session as the audit names it.
func sessionObject(id uuid.UUID) string { return name.Of("sessions", id) }

// endSession ends one session of a person.
func endSession(ctx context.Context, tx *db.Tx, person, id uuid.UUID, cause string) error {
	if err := tx.Session.Update().Where(session.ID(id)).SetRevokeTime(tx.Now()).SetRevokeCause(cause).Exec(ctx); err != nil {
		return err
	}
	tx.AccessChanged(person)
	tx.Audit(db.Audit{Action: "identity.session.revoke", Object: sessionObject(id), After: map[string]any{"cause": cause}})
	return nil
}

// endSessions ends every open session of a person.
func endSessions(ctx context.Context, tx *db.Tx, person uuid.UUID, cause string) error {
	n, err := tx.Session.Update().Where(session.PersonID(person), session.RevokeTimeIsNil()).
		SetRevokeTime(tx.Now()).SetRevokeCause(cause).Save(ctx)
	if err != nil {
		return err
	}
	tx.AccessChanged(person)
	tx.Audit(db.Audit{Action: "identity.session.revoke", Object: personObject(person), After: map[string]any{"cause": cause, "sessions": n}})
	return nil
}

// EndSessions ends what a person is signed in by.
func (s *Service) EndSessions(ctx context.Context, tx *db.Tx, person uuid.UUID) error {
	return endSessions(ctx, tx, person, causeRevoked)
}

// personObject is a person as the audit names him.
func personObject(id uuid.UUID) string { return name.Of("persons", id) }

func sessionToProto(s *ent.Session, current uuid.UUID) *identityv1.Session {
	p := &identityv1.Session{
		Name:        name.Of("me/sessions", s.ID),
		Method:      identityv1.Session_Method(identityv1.Session_Method_value["METHOD_"+s.Method]),
		Device:      s.Device,
		Current:     s.ID == current,
		CreateTime:  timestamppb.New(s.CreateTime),
		RefreshTime: timestamppb.New(s.RefreshTime),
		ExpireTime:  timestamppb.New(s.ExpireTime),
	}
	if s.RevokeTime != nil {
		p.RevokeTime = timestamppb.New(*s.RevokeTime)
	}
	return p
}
