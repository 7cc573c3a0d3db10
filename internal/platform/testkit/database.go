package testkit

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"
)

// DSN is the address of the test's database for a role.
func (k *Kit) DSN(role string) string {
	k.t.Helper()
	c, err := shared()
	if err != nil {
		k.t.Fatal(err)
	}
	return c.dsn(k.owner.Config().ConnConfig.Database, role)
}

// Database makes an empty database that belongs to the owner role, of the character type, and gives its address for a role.
func Database(t *testing.T, ctype string) func(role string) string {
	t.Helper()
	c, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("haolinju_empty_%d_%d", os.Getpid(), c.clones.Add(1))
	if _, err := c.admin.Exec(t.Context(), fmt.Sprintf(
		"create database %s owner %s template template0 encoding 'UTF8' lc_collate 'C' lc_ctype '%s'", name, OwnerRole, ctype)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.admin.Exec(context.WithoutCancel(t.Context()), "drop database "+name+" with (force)") })
	return func(role string) string { return c.dsn(name, role) }
}

// Dump is every table of the database as text, by its name: for asserting what is not in it.
func (k *Kit) Dump(t *testing.T) map[string]string {
	t.Helper()
	rows, err := k.owner.Query(t.Context(), `select oid::regclass::text from pg_class
		where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, table := range tables {
		var text string
		if err := k.owner.QueryRow(t.Context(), "select coalesce(string_agg(r::text, chr(10)), '') from "+table+" r").Scan(&text); err != nil {
			t.Fatal(err)
		}
		texts[table] = text
	}
	return texts
}
