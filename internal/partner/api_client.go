package partner

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/apiclient"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// client finds a client by its name.
func client(ctx context.Context, query *ent.ApiClientQuery, called string) (*ent.ApiClient, error) {
	ids, err := name.Parse("apiClients/*", called)
	if err != nil {
		return nil, err
	}
	c, err := query.Where(apiclient.ID(ids[0])).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.ErrNotFound.With("name", called)
	}
	return c, err
}

// moveClient takes one step of the life of a client. No server believes the client's tokens longer than what it now is.
func moveClient(ctx context.Context, tx *db.Tx, called, tag string, do ClientVerb,
	changes ...func(*ent.ApiClient, *ent.ApiClientUpdate),
) (*ent.ApiClient, error) {
	before, err := client(ctx, tx.ApiClient.Query().ForUpdate(), called)
	if err != nil {
		return nil, err
	}
	if err := etag.Check(tag, before.Version); err != nil {
		return nil, err
	}
	step, err := ClientSteps.Step(ClientState(before.State), do)
	if err != nil {
		return nil, err
	}
	update := tx.ApiClient.Update().Where(apiclient.ID(before.ID), apiclient.State(string(step.From))).SetState(string(step.To))
	for _, change := range changes {
		change(before, update)
	}
	if n, err := update.Save(ctx); err != nil || n == 0 {
		return nil, stale(err)
	}
	after, err := tx.ApiClient.Query().Where(apiclient.ID(before.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	tx.AccessChanged(before.ID)
	tx.Audit(db.Audit{Action: step.Who, Object: called, Before: clientFacts(before), After: clientFacts(after)})
	tx.Emit(db.Event{Type: step.Emits, Subject: called, Units: []uuid.UUID{before.UnitID}})
	return after, nil
}

func stale(err error) error {
	if err == nil {
		err = fault.ErrStale
	}
	return err
}

// clientFacts is what audit rows tell of a client: never a digest.
func clientFacts(c *ent.ApiClient) map[string]any {
	return map[string]any{"unit": c.UnitID, "grants": c.Grants, "certificate_subject": c.CertificateSubject, "state": c.State, "expire_time": c.ExpireTime,
		"previous_secret_expire_time": c.PreviousSecretExpireTime}
}
