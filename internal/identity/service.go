package identity

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/oidc"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/password"
	"github.com/haolinju/haolinju/internal/platform/sms"
	"github.com/haolinju/haolinju/internal/platform/token"
	"github.com/haolinju/haolinju/internal/platform/wechat"
)

// Residents finds who is reached by a telephone in E.164, and enters a resident where nobody is; one whose telephone is not
// known, by an empty number, is always new.
type Residents interface {
	ResidentByPhone(ctx context.Context, tx *db.Tx, number string) (person uuid.UUID, err error)
}

// Names gives a person another name; an empty one leaves it and checks the etag alone.
type Names interface {
	RenamePerson(ctx context.Context, tx *db.Tx, person uuid.UUID, called, etag string) error
}

// Levels tells which levels are verified of a person.
type Levels interface {
	Levels(ctx context.Context, tx *db.Tx, person uuid.UUID) ([]string, error)
}

// Survivors tells who goes on for a person who was merged into another.
type Survivors interface {
	Survivor(ctx context.Context, tx *db.Tx, person uuid.UUID) (uuid.UUID, error)
}

// Phones is told that a person holds the telephone by which he is known.
type Phones interface {
	PhoneProved(ctx context.Context, tx *db.Tx, person uuid.UUID) error
}

// Staff finds the one person with a telephone in E.164 who holds another role than that of a resident; Nil where there is none, or
// more than one.
type Staff interface {
	StaffByPhone(ctx context.Context, tx *db.Tx, number string) (person uuid.UUID, err error)
}

// Principals finds whom the claims of a token speak for.
type Principals interface {
	Principal(ctx context.Context, claims token.Claims) (access.Principal, error)
}

// Clients knows the systems of partners.
type Clients interface {
	// AdmitClient gives the permissions of the client that has a secret of this digest; none where it may not sign in by it now.
	AdmitClient(ctx context.Context, tx *db.Tx, id uuid.UUID, digest []byte) (permissions []string, err error)
}

// Deps is what identity needs.
type Deps struct {
	DB         *db.DB
	Keeper     *crypto.Keeper // of the personal columns
	Pages      *page.Signer
	Issuer     *token.Issuer
	Principals Principals
	Residents  Residents
	Staff      Staff
	Names      Names
	Levels     Levels
	Phones     Phones
	Survivors  Survivors
	Clients    Clients
	SMS        sms.Sender           // nil where no messages are sent
	WeChat     *wechat.Client       // nil without a mini-program
	OIDC       map[int]*oidc.Client // by district; none where staff has no issuer
}

// Service answers the calls of IdentityService but those about API clients and the explanation of access.
type Service struct {
	Deps

	secret    []byte // key of what is stored of codes, numbers, addresses and user names
	passwords *password.Hasher
}

// New makes the service.
func New(d Deps) *Service {
	return &Service{Deps: d, secret: d.Keeper.Derive("identity"), passwords: password.New(password.Recommended)}
}
