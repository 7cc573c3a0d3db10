// Package tables reads ent/schema as ent does: to write the code of ent from it, and to know the tables that it asks for.
package tables

import (
	"entgo.io/ent/dialect/sql/schema"
	"entgo.io/ent/entc"
	"entgo.io/ent/entc/gen"
)

const (
	source = "./ent/schema"
	target = "./ent"
)

// Write writes ent anew. What makes tables is not written: migrations do that, and the server would carry it along unused.
func Write() error {
	driver, err := gen.NewStorage("sql")
	if err != nil {
		return err
	}
	storage := *driver
	storage.SchemaMode &^= gen.Migrate
	err = entc.Generate(source, &gen.Config{Target: target, Storage: &storage},
		entc.FeatureNames("intercept", "sql/lock"), entc.TemplateFiles("ent/schema/rows.tmpl", "ent/schema/defaults.tmpl", "ent/schema/hooks.tmpl"))
	if err != nil {
		return err
	}
	return prune()
}

// Wanted are the tables that ent/schema asks for.
func Wanted() ([]*schema.Table, error) {
	graph, err := entc.LoadGraph(source, &gen.Config{Target: target})
	if err != nil {
		return nil, err
	}
	return graph.Tables()
}
