package reseal

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// batch is how many rows one transaction seals anew.
const batch = 200

// Sealer seals anew what is not of the primary keys.
type Sealer struct {
	DB     *db.DB
	Keeper *crypto.Keeper
	Log    *slog.Logger

	mu   sync.Mutex
	done string // marks of the primary keys for which a run has found nothing left
}

// Task is the periodic work: it looks at the rows only once for each pair of primary keys.
func (s *Sealer) Task(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	marks := string(s.Keeper.SealMark()) + string(s.Keeper.IndexMark())
	if s.done == marks {
		return nil
	}
	if err := s.Run(ctx); err != nil {
		return err
	}
	s.done = marks
	return nil
}

// Run goes through all tenants and columns until everything is sealed by the primary key. Stopped half-way, it goes on
// where it was when it runs again.
func (s *Sealer) Run(ctx context.Context) error {
	tenants, err := db.Tenants(ctx, s.DB)
	if err != nil {
		return err
	}
	for _, tenant := range tenants {
		ctx := access.AsSystem(ctx, tenant)
		columns, err := Columns(ctx, s.DB)
		if err != nil {
			return err
		}
		for _, c := range columns {
			done, err := s.column(ctx, c)
			if done > 0 {
				s.Log.InfoContext(ctx, "sealed anew", "tenant", tenant, "table", c.Table, "column", c.Name, "rows", done)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// column seals a column of the context's tenant anew, batch by batch, and tells how many rows it wrote.
func (s *Sealer) column(ctx context.Context, c Column) (done int, err error) {
	for {
		n, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (int, error) { return s.batch(ctx, tx, c) })
		if err != nil || n == 0 {
			return done, err
		}
		done += n
	}
}

func (s *Sealer) batch(ctx context.Context, tx *db.Tx, c Column) (int, error) {
	sealMark, indexMark := s.Keeper.SealMark(), s.Keeper.IndexMark()
	marks := []any{tx.Tenant(), sealMark}
	if c.Indexed {
		marks = append(marks, indexMark)
	}
	rows, err := tx.Query(ctx, fmt.Sprintf("select id, %s from %s where tenant_id = $1 and (%s) order by id limit %d for update",
		c.cipher(), c.table(), c.made("<>"), batch), marks...)
	if err != nil {
		return 0, err
	}
	old, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct {
		ID     uuid.UUID
		Cipher []byte
	}])
	if err != nil {
		return 0, err
	}
	if len(old) == 0 {
		return 0, db.ErrNothing
	}
	ids, ciphers, indexes := make([]uuid.UUID, len(old)), make([][]byte, len(old)), make([][]byte, len(old))
	for i, row := range old {
		clear, err := s.Keeper.Open(c.Column, tx.Tenant(), row.ID, row.Cipher)
		if err != nil {
			return 0, err
		}
		if ciphers[i], err = s.Keeper.Seal(c.Column, tx.Tenant(), row.ID, clear); err != nil {
			return 0, err
		}
		ids[i], indexes[i] = row.ID, s.Keeper.Index(c.Column, tx.Tenant(), clear)
	}
	set, values := c.cipher()+" = v.cipher", []any{tx.Tenant(), ids, ciphers}
	from := "unnest($2::uuid[], $3::bytea[]) v(id, cipher)"
	if c.Indexed {
		set += ", " + c.index() + " = v.index"
		from, values = "unnest($2::uuid[], $3::bytea[], $4::bytea[]) v(id, cipher, index)", append(values, indexes)
	}
	if _, err := tx.Exec(ctx, fmt.Sprintf("update %s t set %s from %s where t.tenant_id = $1 and t.id = v.id", c.table(), set, from), values...); err != nil {
		return 0, err
	}
	tx.Audit(db.Audit{Action: "platform.column.reseal", Object: "columns/" + c.Table + "." + c.Name, After: map[string]any{"rows": len(old)}})
	return len(old), nil
}
