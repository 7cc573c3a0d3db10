package workload

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/absence"
	"github.com/haolinju/haolinju/ent/capacity"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// proposal is who is to handle a duty, and all who were looked at; basis is empty where nobody can.
type proposal struct {
	basis      string
	candidates []candidate // the chosen one first
}

// The bases of a choice; the words are those of haolinju.dispatch.v1.HandlerProposal.Basis without its prefix.
const (
	byRoster = "ROSTER"
	byLoad   = "LOAD"
)

// handler of the proposal; not ok for nobody.
func (p proposal) handler() (uuid.UUID, bool) {
	if p.basis == "" {
		return uuid.Nil, false
	}
	return p.candidates[0].person, true
}

// hold locks the capacities of some units, which whoever chooses one of their people waits for; dispatches are held after them.
func hold(ctx context.Context, tx *db.Tx, units ...uuid.UUID) error {
	_, err := tx.Capacity.Query().Where(capacity.UnitIDIn(units...)).Order(capacity.ByID()).ForUpdate().IDs(ctx)
	return err
}

// survey looks at the people of a unit for a duty of it: who is on duty decides, else the load.
func (s *Service) survey(ctx context.Context, tx *db.Tx, d *ent.Dispatch, unit uuid.UUID) (p proposal, err error) {
	staff, err := s.Staff(ctx, tx, unit)
	if err != nil {
		return p, err
	}
	absences, err := absencesAt(ctx, tx, unit, tx.Now())
	if err != nil {
		return p, err
	}
	serving, err := s.OnDuty(ctx, tx, unit)
	if err != nil {
		return p, err
	}
	basis, all := byRoster, onDuty(serving, absences, staff)
	if len(all) == 0 {
		capacities, err := tx.Capacity.Query().Where(capacity.UnitID(unit)).Order(capacity.ByID()).All(ctx)
		if err != nil {
			return p, err
		}
		basis, all = byLoad, team(capacities, absences, staff)
	}
	if err := weigh(ctx, tx, unit, all); err != nil {
		return p, err
	}
	if err := s.hinder(ctx, tx, d, all, basis == byLoad); err != nil {
		return p, err
	}
	if basis == byLoad {
		order(all)
	} else {
		slices.SortStableFunc(all, func(a, b candidate) int { return min(len(a.obstacle), 1) - min(len(b.obstacle), 1) })
	}
	if p.candidates = all; len(all) > 0 && all[0].obstacle == "" {
		p.basis = basis
	}
	return p, nil
}

// onDuty are the candidates by the roster, in its order.
func onDuty(serving []uuid.UUID, absences map[uuid.UUID]*ent.Absence, staff []uuid.UUID) (all []candidate) {
	for _, person := range serving {
		switch who, ok := acting(person, absences, staff); {
		case !ok:
			all = append(all, candidate{person: person, obstacle: away})
		case who == person:
			all = append(all, candidate{person: who})
		default:
			all = append(all, candidate{person: who, insteadOf: &person})
		}
	}
	return all
}

// absencesAt are those of a unit at a moment, by who is away.
func absencesAt(ctx context.Context, tx *db.Tx, unit uuid.UUID, at time.Time) (map[uuid.UUID]*ent.Absence, error) {
	rows, err := tx.Absence.Query().Where(absence.UnitID(unit), absence.CancelTimeIsNil(), absence.StartTimeLTE(at), absence.EndTimeGT(at)).All(ctx)
	found := map[uuid.UUID]*ent.Absence{}
	for _, row := range rows {
		found[row.PersonID] = row
	}
	return found, err
}

// weigh counts what candidates handle for the unit, which an index of that gives.
func weigh(ctx context.Context, tx *db.Tx, unit uuid.UUID, all []candidate) error {
	var persons []uuid.UUID
	for _, c := range all {
		persons = append(persons, c.person)
	}
	loads, err := loadsOf(ctx, tx, unit, persons)
	for i, c := range all {
		all[i].load = loads[c.person]
	}
	return err
}

// counted is how many open duties of a unit each of some persons handles: what the index assignment_by_handler holds.
const counted = `select handler_id, count(*)::int from assignment where tenant_id = $1 and unit_id = $2 and handler_id = any($3)
	and state in ('SENT', 'SIGNED', 'RETURN_REQUESTED', 'REPORTED_IN', 'HANDLING') group by handler_id`

// loadsOf are how many open duties of a unit each of some persons handles.
func loadsOf(ctx context.Context, tx *db.Tx, unit uuid.UUID, persons []uuid.UUID) (map[uuid.UUID]int32, error) {
	rows, err := tx.Query(ctx, counted, tx.Tenant(), unit, persons)
	if err != nil {
		return nil, err
	}
	type load struct {
		Person uuid.UUID
		Duties int32
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[load])
	loads := map[uuid.UUID]int32{}
	for _, l := range all {
		loads[l.Person] = l.Duties
	}
	return loads, err
}

// hinder marks whose own matter it is, who works in a recused unit, and, where room counts, who has none left.
func (s *Service) hinder(ctx context.Context, tx *db.Tx, d *ent.Dispatch, all []candidate, room bool) error {
	var persons []uuid.UUID
	for _, c := range all {
		persons = append(persons, c.person)
	}
	why, err := conflicts(ctx, tx, d, persons)
	if err != nil {
		return err
	}
	for i, c := range all {
		switch {
		case c.obstacle != "":
		case why[c.person] != "":
			all[i].obstacle = why[c.person]
		case room && c.load >= c.capacity:
			all[i].obstacle = full
		}
	}
	return nil
}
