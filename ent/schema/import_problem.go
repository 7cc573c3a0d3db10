package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// ImportProblem is what is wrong with one cell of an imported file.
type ImportProblem struct{ ent.Schema }

// Annotations of the table.
func (ImportProblem) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("import_problem")}
}

// Mixin gives tenant, id, times and version.
func (ImportProblem) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a problem.
func (ImportProblem) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_import_id", uuid.UUID{}).Immutable(),
		field.Int32("row").Immutable().Comment("of the file, from 1"),
		field.String("column").Immutable().Comment("its header; empty for the row as a whole"),
		field.String("severity").Immutable().Comment("ERROR or WARNING"),
		field.String("reason").Immutable(),
	}
}

// Edges of a problem.
func (ImportProblem) Edges() []ent.Edge {
	return []ent.Edge{edge.To("issue_import", IssueImport.Type).Unique().Field("issue_import_id").Required().Immutable()}
}

// Indexes of the table.
func (ImportProblem) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "issue_import_id", "row", "id").StorageKey("import_problem_by_row"),
	}
}
