package insight

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/rate"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// rateKey is of what a rate is.
type rateKey struct {
	period    period
	dimension string
	subject   uuid.UUID
}

// recurrenceKey is of what a recurrence is.
type recurrenceKey struct {
	period, kind, subject string
	subDistrict           uuid.UUID
}

// difference is what is added to a rate.
type difference struct{ tally, excluded schema.Tally }

// sums are the differences that some changes of orders make.
type sums struct {
	policies    policies
	rates       map[rateKey]difference
	recurrences map[recurrenceKey]int
}

func newSums(p policies) sums {
	return sums{policies: p, rates: map[rateKey]difference{}, recurrences: map[recurrenceKey]int{}}
}

// add an order, or take it away: what it counts among those received to the periods in which it was, and that it was closed to those of
// that moment.
func (s sums) add(o order, times int) error {
	received, err := s.policies.of(o.received)
	if err != nil {
		return err
	}
	for _, p := range received {
		s.addTo(p, o, times, o.tally())
	}
	if o.subDistrict != uuid.Nil {
		for kind, subject := range o.recurrences() {
			s.recurrences[recurrenceKey{received[0].name, kind, subject, o.subDistrict}] += times
		}
	}
	if o.closed.IsZero() {
		return nil
	}
	closed, err := s.policies.of(o.closed)
	for _, p := range closed {
		s.addTo(p, o, times, schema.Tally{Closed: 1})
	}
	return err
}

func (s sums) addTo(p period, o order, times int, t schema.Tally) {
	for dimension, subject := range map[string]uuid.UUID{"LEAD_UNIT": o.lead, "SUB_DISTRICT": o.subDistrict, "CATEGORY": o.category} {
		if subject == uuid.Nil {
			continue
		}
		key := rateKey{p, dimension, subject}
		d := s.rates[key]
		d.tally = plus(d.tally, times, t)
		if o.excluded {
			d.excluded = plus(d.excluded, times, t)
		}
		s.rates[key] = d
	}
}

// keepRates makes the next revision of every rate that the changes touch, even where the sums stay: the orders behind them differ.
func (s sums) keepRates(ctx context.Context, tx *db.Tx, position int64) error {
	var names []string
	var subjects []uuid.UUID
	for key := range s.rates {
		names, subjects = append(names, key.period.name), append(subjects, key.subject)
	}
	rows, err := tx.Rate.Query().Where(rate.PeriodIn(names...), rate.MeasuredIDIn(subjects...), rate.SupersededTimeIsNil()).All(ctx)
	if err != nil {
		return err
	}
	type named struct {
		period, dimension string
		subject           uuid.UUID
	}
	latest := map[named]*ent.Rate{}
	for _, row := range rows {
		latest[named{row.Period, row.Dimension, row.MeasuredID}] = row
	}
	var superseded []uuid.UUID
	var created []*ent.RateCreate
	for key, d := range s.rates {
		last := latest[named{key.period.name, key.dimension, key.subject}]
		if last == nil {
			last = &ent.Rate{}
		} else {
			superseded = append(superseded, last.ID)
		}
		created = append(created, tx.Rate.Create().SetID(tx.NewID()).SetPeriod(key.period.name).SetDimension(key.dimension).SetMeasuredID(key.subject).
			SetRevision(last.Revision+1).SetStartTime(key.period.start).SetEndTime(key.period.end).SetPosition(position).
			SetTally(plus(last.Tally, 1, d.tally)).SetExcluded(plus(last.Excluded, 1, d.excluded)))
	}
	if len(superseded) > 0 {
		if err := tx.Rate.Update().Where(rate.IDIn(superseded...)).SetSupersededTime(tx.Now()).Exec(ctx); err != nil {
			return err
		}
	}
	return tx.Rate.CreateBulk(created...).Exec(ctx)
}

// keepRecurrences adds the differences to the recurrences.
func (s sums) keepRecurrences(ctx context.Context, tx *db.Tx) error {
	var periods, kinds, subjects []string
	var units []uuid.UUID
	var issues []int
	for key, n := range s.recurrences {
		if n != 0 {
			periods, kinds, subjects = append(periods, key.period), append(kinds, key.kind), append(subjects, key.subject)
			units, issues = append(units, key.subDistrict), append(issues, n)
		}
	}
	_, err := tx.Exec(ctx, `insert into recurrence as r (tenant_id, period, sub_district_id, kind, subject, issues)
		select $1::int, * from unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::int[])
		on conflict (tenant_id, period, sub_district_id, kind, subject) do update set issues = r.issues + excluded.issues where r.tenant_id = $1`,
		tx.Tenant(), periods, units, kinds, subjects, issues)
	return err
}
