package intake

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Order is what intake asks dispatch to send out for an issue.
type Order struct {
	Issue  uuid.UUID
	Lead   uuid.UUID   // 主办
	Assist []uuid.UUID // 协办
	Tier   string      // urgency
	Text   string      // what the units are to do
	Due    *time.Time

	Consultation *uuid.UUID // on whose conclusion it rests
}

// Dispatcher sends an order out in the caller's transaction and answers with its name, "dispatches/<uuid>"; what becomes of it follows
// the issue.
type Dispatcher interface {
	DispatchIssue(ctx context.Context, tx *db.Tx, order Order) (dispatch string, err error)
	// PauseOrder lets the clocks of an order stand still, for a reason in code, and ResumeOrder lets them go on.
	PauseOrder(ctx context.Context, tx *db.Tx, order uuid.UUID, reason string) error
	ResumeOrder(ctx context.Context, tx *db.Tx, order uuid.UUID) error
	// CallOffOrder calls off an order that nobody is to work on any more.
	CallOffOrder(ctx context.Context, tx *db.Tx, order uuid.UUID) error
	// PromisedBy is when an order for an issue of a category and a tier would be due that went out at a moment: what its reporter is promised.
	PromisedBy(ctx context.Context, tx *db.Tx, category uuid.UUID, tier string, from time.Time) (time.Time, error)
}

// Attacher hangs what the caller has uploaded on an issue, in the caller's transaction; field is where the request names it.
type Attacher interface {
	Attach(ctx context.Context, tx *db.Tx, subject, field string, attachments []string) error
}

// Categories tells what a category is now, ent's NotFoundError where the district has no such one, and takes the answers to its
// questions, which the request has in a field.
type Categories interface {
	CategoryNow(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Category, error)
	Answers(questions []schema.Question, given []schema.Answer, field string) ([]schema.Answer, error)
}

// Admissions lets the caller file an issue of his own, counted in the caller's transaction, or refuses it.
type Admissions interface {
	AdmitIssue(ctx context.Context, tx *db.Tx) error
}

// Texts has an issue found by the words that it has now, in the caller's transaction.
type Texts interface {
	KeepText(ctx context.Context, tx *db.Tx, issue uuid.UUID) error
}

// Moderators look at the words of an issue that others may read: whether one of them is sensitive, so that they ask for a decision. Their
// work follows an issue to another territory, and what they redacted of a part ends with its words.
type Moderators interface {
	Sensitive(ctx context.Context, tx *db.Tx, texts ...string) (bool, error)
	Await(ctx context.Context, tx *db.Tx, issue *ent.Issue, subject string, author *uuid.UUID) error
	Follow(ctx context.Context, tx *db.Tx, issue, unit uuid.UUID) error
	Supersede(ctx context.Context, tx *db.Tx, issue uuid.UUID, parts ...string) error
}

// Callbacks says whether an issue that has been reopened so many times may be closed though nobody has answered a callback.
type Callbacks func(ctx context.Context, tx *db.Tx, issue uuid.UUID, round int32) (spared bool, err error)

// Chains keeps with whom an issue is whether it waits for an order or an answer.
type Chains func(ctx context.Context, tx *db.Tx, issue uuid.UUID, unassigned bool) error

// Obstacle is the fault for which an issue, which is held, may not be closed yet; nil for none.
type Obstacle func(ctx context.Context, tx *db.Tx, row *ent.Issue) error

// Deps is what the capability needs from the house.
type Deps struct {
	DB         *db.DB
	Keeper     *crypto.Keeper // of the personal columns
	Pages      *page.Signer
	Dispatcher Dispatcher
	Attacher   Attacher
	Categories Categories
	Admissions Admissions
	Texts      Texts
	Moderators Moderators
	Obstacles  []Obstacle // to closing
	Spared     Callbacks
	Chains     Chains
	Territories
	Readings Readings
	Consents Consents
}

// Readings keeps, in the caller's transaction, that a personal value was read in clear.
type Readings interface {
	RecordReading(ctx context.Context, tx *db.Tx, person *uuid.UUID, source, field, purpose, reason string) (uuid.UUID, error)
}

// Service answers the calls of IntakeService that are about the issue itself.
type Service struct {
	db         *db.DB
	keeper     *crypto.Keeper
	pages      *page.Signer
	dispatcher Dispatcher
	attacher   Attacher
	categories Categories
	readings   Readings
	consents   Consents
	admissions Admissions
	texts      Texts
	moderators Moderators
	obstacles  []Obstacle
	spared     Callbacks
	chains     Chains

	territories Territories
}

// New is the service over its dependencies.
func New(d Deps) *Service {
	return &Service{db: d.DB, keeper: d.Keeper, pages: d.Pages, dispatcher: d.Dispatcher, attacher: d.Attacher, categories: d.Categories, readings: d.Readings, consents: d.Consents, admissions: d.Admissions, texts: d.Texts, moderators: d.Moderators, obstacles: d.Obstacles, spared: d.Spared, chains: d.Chains, territories: d.Territories}
}
