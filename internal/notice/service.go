package notice

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/mail"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Audience says who is told of what happens to a thing: the persons behind its id, each once.
type Audience func(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error)

// Codes prove that a person reads what is sent to an address: one is made in place of the one before, and used up by being
// redeemed.
type Codes interface {
	NewAddressCode(ctx context.Context, tx *db.Tx, person uuid.UUID, address string) (code string, lifetime time.Duration, err error)
	RedeemAddressCode(ctx context.Context, tx *db.Tx, person uuid.UUID, address, code string) (bool, error)
}

// Listener is who is told: a person, of a matter of his own or of another in whose place he may read it.
type Listener struct {
	Person    uuid.UUID
	ActingFor *uuid.UUID
}

// Exit makes the token by which whoever is told of a thing ends that; it was made known at a moment.
type Exit func(ctx context.Context, tx *db.Tx, thing uuid.UUID, told time.Time) (token string, err error)

// Sight says whether somebody may read a thing.
type Sight func(ctx context.Context, tx *db.Tx, who Listener, thing string) (bool, error)

// Delegates are who may read the matters of a person in his place.
type Delegates interface {
	ReadersFor(ctx context.Context, tx *db.Tx, person uuid.UUID) ([]uuid.UUID, error)
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB        *db.DB
	Pages     *page.Signer
	Keeper    *crypto.Keeper      // of the mail addresses
	Audiences map[string]Audience // by the collection of the subject, such as "issues"
	Exits     map[string]Exit     // by the collection of the subject: of what people are told because they wanted to be
	Sees      Sight
	Delegates Delegates
	Channels  map[string]Channel // those that are set up, by the words of Delivery.Channel
	Codes     Codes
	Mail      mail.Sender // nil where no mail is sent
}

// Service answers the calls of NoticeService.
type Service struct {
	Deps
	queue *jobs.Queue
}

// New makes the service; the queue is given by Bind, because it takes the service's Worker.
func New(d Deps) *Service { return &Service{Deps: d} }

// Bind the queue that holds the service's worker.
func (s *Service) Bind(q *jobs.Queue) { s.queue = q }
