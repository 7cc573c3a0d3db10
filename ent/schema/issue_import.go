package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// IssueImport (工单导入) is one file of orders of a hotline: what was uploaded and what came of it.
type IssueImport struct{ ent.Schema }

// ImportColumn is a column of a file and what it is taken for.
type ImportColumn struct {
	Header string `json:"header"`
	Field  string `json:"field,omitempty"`
}

// Annotations of the table.
func (IssueImport) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("issue_import")}
}

// Mixin gives tenant, id, times and version.
func (IssueImport) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of an import.
func (IssueImport) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("importer_id", uuid.UUID{}).Immutable(),
		field.String("source").Immutable(),
		field.String("file_name").Immutable(),
		field.Time("upload_until").Comment("until when the file can be put, then until when it is kept"),
		field.Int64("size_bytes").Default(0),
		field.Bool("dry_run").Default(false).Comment("of the latest run, as all that follows"),
		field.UUID("operation_id", uuid.UUID{}).Optional().Nillable(),
		field.Int32("header_row").Default(0),
		field.JSON("columns", []ImportColumn{}).Default([]ImportColumn{}).Annotations(entsql.DefaultExpr("'[]'")),
		field.Int32("created").Default(0),
		field.Int32("updated").Default(0),
		field.Int32("unchanged").Default(0),
		field.Int32("refused").Default(0),
		field.Int32("warnings").Default(0),
		field.Time("end_time").Optional().Nillable().Comment("when the file was read to its end"),
	}
}

// Edges of an import.
func (IssueImport) Edges() []ent.Edge {
	return []ent.Edge{edge.To("importer", Person.Type).Unique().Field("importer_id").Required().Immutable()}
}

// Indexes of the table.
func (IssueImport) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "importer_id", "create_time", "id").StorageKey("issue_import_by_importer"),
	}
}
