package partner

import (
	"context"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/apiclient"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// noteEvery is how exact the time of use of a client is that calls by its certificate.
const noteEvery = time.Hour

// Certificates finds the client that calls by a certificate. It remembers who came, so that a known one costs no round trip; what
// the client may do, and whether it still may, is found by its id like that of any caller.
type Certificates struct {
	db *db.DB

	mu    sync.Mutex
	known map[holder]seen
}

// holder is who has a certificate, verified by the door.
type holder struct {
	tenant  int
	subject string
}

type seen struct {
	client uuid.UUID
	at     time.Time
}

// NewCertificates has seen nobody yet.
func NewCertificates(d *db.DB) *Certificates { return &Certificates{db: d, known: map[holder]seen{}} }

// Client is the client of a district whose certificate has exactly this subject. Its use is noted, once an hour.
func (c *Certificates) Client(ctx context.Context, tenant int, subject string) (uuid.UUID, error) {
	h, now := holder{tenant, subject}, c.db.Clock().Now(0)
	c.mu.Lock()
	last, ok := c.known[h]
	c.mu.Unlock()
	if ok && now.Sub(last.at) < noteEvery {
		return last.client, nil
	}
	found, err := db.Write(access.AsSystem(ctx, tenant), c.db, func(ctx context.Context, tx *db.Tx) (uuid.UUID, error) {
		found, err := tx.ApiClient.Query().Where(apiclient.CertificateSubject(subject), apiclient.State(string(ClientActive))).ForUpdate().OnlyID(ctx)
		if ent.IsNotFound(err) {
			return uuid.Nil, fault.ErrUnauthenticated
		}
		if err != nil {
			return uuid.Nil, err
		}
		used := tx.Now().Truncate(noteEvery)
		tx.Audit(db.Audit{Action: "identity.client_certificate.use", Object: name.Of("apiClients", found), After: map[string]any{"last_used_time": used}})
		_, err = tx.Exec(ctx, "update api_client set last_used_time = greatest(last_used_time, $3) where tenant_id = $1 and id = $2", tx.Tenant(), found, used)
		return found, err
	})
	if err != nil {
		return uuid.Nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known[h] = seen{found, now}
	return found, nil
}

// Forget a client that may call no more: another one may have come in its place.
func (c *Certificates) Forget(tenant int, subject string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.known, holder{tenant, subject})
}
