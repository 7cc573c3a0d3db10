package insight

import (
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what the capability needs from the house.
type Deps struct {
	DB     *db.DB
	Keeper *crypto.Keeper // of the key by which residents are told apart
	Pages  *page.Signer
}

// Service answers the calls of InsightService and follows the events.
type Service struct {
	db     *db.DB
	pages  *page.Signer
	secret []byte // key of the digests that stand for residents
}

// New makes the service.
func New(d Deps) *Service {
	return &Service{db: d.DB, pages: d.Pages, secret: d.Keeper.Derive("recurrence")}
}
