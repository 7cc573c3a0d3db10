package db

import (
	"context"
	"errors"
	"fmt"
)

// Check refuses a database on which the rules of this program would not hold: a role that row-level security does not
// bind, a locale in which Chinese text cannot be searched, a schema that is not that of this binary.
func (d *DB) Check(ctx context.Context, schema uint) error {
	var (
		role, database, ctype string
		unbound, owner        bool
		migrated              bool
	)
	err := d.pool.QueryRow(ctx, `select current_user, current_database(), b.datctype, r.rolsuper or r.rolbypassrls,
		exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
			and pg_has_role(current_user, c.relowner, 'MEMBER')),
		to_regclass('public.schema_migrations') is not null
		from pg_roles r, pg_database b where r.rolname = current_user and b.datname = current_database()`).
		Scan(&role, &database, &ctype, &unbound, &owner, &migrated)
	switch {
	case err != nil:
		return fmt.Errorf("database: %w", err)
	case unbound:
		return fmt.Errorf("role %q is a superuser or bypasses row-level security: connect as a plain role, as `server migrate` makes it", role)
	case ctype == "C" || ctype == "POSIX":
		return fmt.Errorf("database %q has LC_CTYPE %s, in which Chinese text cannot be searched: create it with LC_CTYPE C.UTF-8", database, ctype)
	case !migrated:
		return fmt.Errorf("database %q is empty: run `server migrate` as its owner", database)
	case owner:
		return fmt.Errorf("role %q owns tables or is a member of their owner: connect as a role that owns nothing", role)
	}
	var version uint
	var dirty bool
	if err := d.pool.QueryRow(ctx, "select version, dirty from schema_migrations").Scan(&version, &dirty); err != nil {
		return fmt.Errorf("database: %w", err)
	}
	switch {
	case dirty:
		return errors.New("a migration was interrupted: run `server migrate`, which says where")
	case version < schema:
		return fmt.Errorf("the schema is at version %d, this program needs %d: run `server migrate` as the owner", version, schema)
	}
	return nil
}
