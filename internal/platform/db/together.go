package db

import (
	"context"
	"iter"

	"github.com/jackc/pgx/v5"
)

// Together runs functions that need nothing of each other so that their first statements share one round trip, their second
// ones the next, and so on; the order of the functions is that of the statements. They take turns and never run at the same
// time, and may themselves run others together. All run to their end; the error is that of the first that fails.
func Together(ctx context.Context, fns ...func(ctx context.Context) error) error {
	from := stationOf(ctx)
	s := from.session
	if s == nil {
		return errNoSession
	}
	var ask func(list []statement) ([]pgx.Rows, error)
	if from.part != nil {
		ask = from.part.ask
	} else {
		var on sender // a writing session has its own
		if !s.write {
			conn, err := s.pool().Acquire(ctx)
			if err != nil {
				return err
			}
			defer conn.Release()
			on = conn
		}
		ask = func(list []statement) ([]pgx.Rows, error) { return s.answer(ctx, on, list) }
	}
	parts := make([]*part, len(fns))
	for i, fn := range fns {
		p := &part{}
		next, stop := iter.Pull(func(yield func([]statement) bool) {
			p.yield = yield
			p.outcome = fn(at(ctx, station{s, from.later, p}))
		})
		defer stop()
		p.next = next
		parts[i] = p
	}
	for {
		var asking []*part
		var list []statement
		for _, p := range parts {
			if asked, more := p.next(); more {
				p.asked = len(asked)
				asking, list = append(asking, p), append(list, asked...)
			}
		}
		if len(asking) == 0 {
			break
		}
		rows, err := ask(list)
		for _, p := range asking {
			if p.err = err; err == nil {
				p.rows, rows = rows[:p.asked], rows[p.asked:]
			}
		}
	}
	for _, p := range parts {
		if p.outcome != nil {
			return p.outcome
		}
	}
	return nil
}

// part is one of the functions that run together.
type part struct {
	next    func() ([]statement, bool) // runs it up to its next statements
	yield   func([]statement) bool
	asked   int        // how many statements it waits for
	rows    []pgx.Rows // the answers to them
	err     error
	outcome error
}

// ask hands statements in and waits for their answers.
func (p *part) ask(list []statement) ([]pgx.Rows, error) {
	if !p.yield(list) {
		return nil, errNoSession
	}
	return p.rows, p.err
}

// answer sends statements in one round trip and reads all their rows. If one fails, all do: the database has given up the rest.
func (s *session) answer(ctx context.Context, on sender, list []statement) ([]pgx.Rows, error) {
	results, err := s.send(ctx, on, list...)
	if err != nil {
		return nil, err
	}
	all := make([]pgx.Rows, len(list))
	for i := range list {
		rows, err := results.Query()
		if err == nil {
			all[i], err = keep(rows)
		}
		if err != nil {
			results.Close() // says the same
			return nil, err
		}
	}
	return all, results.Close()
}
