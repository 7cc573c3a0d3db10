package dispatch

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Progress hears, in the caller's transaction, how the order behind issues goes on.
type Progress interface {
	// OrderProgress tells what became of the lead's duty: SIGNED, RETURNED, COMPLETED or REWORKED.
	OrderProgress(ctx context.Context, tx *db.Tx, order uuid.UUID, issues []uuid.UUID, step string) error
	// OrderAssigned tells which units lead and assist from now on, and whether who leads has signed already.
	OrderAssigned(ctx context.Context, tx *db.Tx, order uuid.UUID, issues []uuid.UUID, lead uuid.UUID, assist []uuid.UUID, signed bool) error
	// CheckRework refuses to have anything of an order done again for issues that are past that.
	CheckRework(ctx context.Context, tx *db.Tx, order uuid.UUID, issues []uuid.UUID) error
}

// Duties refuses, in the caller's transaction, an order for some issues that calls a unit in a role against its duty list.
type Duties interface {
	CheckDuty(ctx context.Context, tx *db.Tx, called *ent.Unit, role string, issues []uuid.UUID) error
}

// Reviewers refuses, in the caller's transaction, who is not to review a dispatch of a unit just now.
type Reviewers interface {
	CheckReviewer(ctx context.Context, tx *db.Tx, unit uuid.UUID) error
}

// Ratings refuses, in the caller's transaction, who may not rate the other side just now.
type Ratings interface {
	// CheckCall is about the call, in the name of a called unit.
	CheckCall(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error
	// CheckResponse is about how a unit has responded, in the name of the street.
	CheckResponse(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment) error
}

// Visits refuses, in the caller's transaction, to let a unit be done before it was on the spot where that is demanded.
type Visits interface {
	CheckVisit(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment) error
}

// Escalations knows, in the caller's transaction, what was brought before the district.
type Escalations interface {
	// LapseEscalations ends what is pending in a dispatch that is called off.
	LapseEscalations(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) error
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB         *db.DB
	Progress   Progress
	Duties     Duties
	Objections Objections
	HandOvers  HandOvers
	Clocks     Clocks
	Reviewers  Reviewers
	Ratings    Ratings
	Visits     Visits

	Consultations Consultations
	Escalations   Escalations
}

// Service answers the calls of DispatchService that are about dispatches and assignments.
type Service struct {
	db         *db.DB
	progress   Progress
	duties     Duties
	objections Objections
	handOvers  HandOvers
	clocks     Clocks
	reviewers  Reviewers
	ratings    Ratings
	visits     Visits

	consultations Consultations
	escalations   Escalations
}

// New is the service over its dependencies.
func New(d Deps) *Service {
	return &Service{db: d.DB, progress: d.Progress, duties: d.Duties, objections: d.Objections, handOvers: d.HandOvers, clocks: d.Clocks,
		reviewers: d.Reviewers, ratings: d.Ratings, consultations: d.Consultations, visits: d.Visits, escalations: d.Escalations}
}
