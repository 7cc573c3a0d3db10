package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ariga.io/atlas/sql/migrate"
	atlas "ariga.io/atlas/sql/schema"
	"entgo.io/ent/dialect/sql/schema"
)

// lead puts tenant_id first in the keys and references of every table of a tenant: ent knows only the column id.
func lead(tables []*schema.Table) {
	for _, t := range tables {
		tenant, ok := t.Column("tenant_id")
		if !ok {
			continue
		}
		id, _ := t.Column("id")
		t.PrimaryKey = []*schema.Column{tenant, id}
		for _, fk := range t.ForeignKeys {
			target, ok := fk.RefTable.Column("tenant_id")
			if !ok || len(fk.Columns) != 1 {
				continue
			}
			fk.Symbol = t.Name + "_" + strings.TrimSuffix(fk.Columns[0].Name, "_id") + "_fkey"
			fk.Columns = []*schema.Column{tenant, fk.Columns[0]}
			fk.RefColumns = []*schema.Column{target, fk.RefColumns[0]}
			fk.OnDelete, fk.OnUpdate = schema.NoAction, schema.NoAction
		}
	}
}

// distributed keeps what is written by hand (checks, comments, and indexes and references that ent does not know) and makes each
// added reference a change of its own.
func distributed(next schema.Differ) schema.Differ {
	return schema.DiffFunc(func(current, desired *atlas.Schema) ([]atlas.Change, error) {
		for _, t := range desired.Tables {
			tenant, ok := t.Column("tenant_id")
			if id, has := t.Column("id"); ok && has {
				t.PrimaryKey = atlas.NewPrimaryKey(tenant, id)
			}
		}
		changes, err := next.Diff(current, desired)
		if err != nil {
			return nil, err
		}
		var kept, references []atlas.Change
		for _, c := range changes {
			modify, ok := c.(*atlas.ModifyTable)
			if !ok {
				kept = append(kept, c)
				if added, ok := c.(*atlas.AddTable); ok {
					for _, fk := range added.T.ForeignKeys {
						references = append(references, &atlas.ModifyTable{T: added.T, Changes: []atlas.Change{&atlas.AddForeignKey{F: fk}}})
					}
					added.T.ForeignKeys = nil
				}
				continue
			}
			for _, part := range modify.Changes {
				switch part.(type) {
				case *atlas.DropCheck, *atlas.DropIndex, *atlas.DropForeignKey, *atlas.ModifyAttr, *atlas.DropAttr:
				default:
					kept = append(kept, &atlas.ModifyTable{T: modify.T, Changes: []atlas.Change{part}})
				}
			}
		}
		return append(kept, references...), nil
	})
}

// file is one pair of migrations.
type file struct{ name, up, down string }

var (
	createTable = regexp.MustCompile(`^CREATE TABLE "(\w+)" \(`)
	createIndex = regexp.MustCompile(`^CREATE (?:UNIQUE )?INDEX "(\w+)" ON "(\w+)"`)
	foreignKey  = regexp.MustCompile(`^ALTER TABLE "(\w+)" ADD CONSTRAINT "(\w+)" FOREIGN KEY`)
)

// split gives each table, index, reference and policy a file of its own, tables first.
func split(name string, changes []*migrate.Change) ([]file, error) {
	var tables, indexes, references, policies, others []file
	for _, c := range changes {
		down, err := reverse(c)
		if err != nil {
			return nil, err
		}
		up := c.Cmd + ";\n"
		switch {
		case createTable.MatchString(c.Cmd):
			table := createTable.FindStringSubmatch(c.Cmd)[1]
			if strings.Contains(c.Cmd, `"tenant_id"`) {
				policies = append(policies, policy(table))
				up += fmt.Sprintf("COMMENT ON TABLE %q IS 'distributed';\nALTER TABLE %q ENABLE ROW LEVEL SECURITY;\n", table, table)
			} else {
				up += fmt.Sprintf("COMMENT ON TABLE %q IS 'reference';\n", table)
			}
			tables = append(tables, file{"create_" + table, up, down})
		case createIndex.MatchString(c.Cmd):
			indexes = append(indexes, file{"index_" + createIndex.FindStringSubmatch(c.Cmd)[1], up, down})
		case foreignKey.MatchString(c.Cmd):
			references = append(references, file{"reference_" + strings.TrimSuffix(foreignKey.FindStringSubmatch(c.Cmd)[2], "_fkey"), up, down})
		default:
			others = append(others, file{fmt.Sprintf("%s_%d", name, len(others)+1), up, down})
		}
	}
	return slices.Concat(tables, others, indexes, references, policies), nil
}

func reverse(c *migrate.Change) (string, error) {
	commands, err := c.ReverseStmts()
	if err != nil {
		return "", err
	}
	return strings.Join(commands, ";\n") + ";\n", nil
}

// policy lets the application's role see and write the rows of the bound tenant only; no tenant bound, no rows.
func policy(table string) file {
	const tenant = "tenant_id = nullif(current_setting('app.tenant_id', true), '')::int"
	return file{"policy_" + table,
		fmt.Sprintf("CREATE POLICY %q ON %q USING (%s) WITH CHECK (%s);\n", table+"_tenant", table, tenant, tenant),
		fmt.Sprintf("DROP POLICY %q ON %q;\n", table+"_tenant", table)}
}

// nextVersion is the number behind that of the last file.
func nextVersion(folder string) (int, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return 0, err
	}
	last := 0
	for _, e := range entries {
		if digits, _, ok := strings.Cut(e.Name(), "_"); ok {
			if n, err := strconv.Atoi(digits); err == nil {
				last = max(last, n)
			}
		}
	}
	return last + 1, nil
}
