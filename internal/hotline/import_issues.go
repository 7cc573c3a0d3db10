package hotline

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/importproblem"
	"github.com/haolinju/haolinju/ent/issueimport"
	"github.com/haolinju/haolinju/ent/operation"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/sheet"
)

// ImportIssues starts a run over a file.
func (s *Service) ImportIssues(ctx context.Context, req *intakev1.ImportIssuesRequest) (*intakev1.IssueImport, error) {
	ids, err := name.ParseField("issue_import", "issueImports/*", req.GetIssueImport())
	if err != nil {
		return nil, err
	}
	_, found, err := s.open(ctx, ids[0])
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.IssueImport, error) {
		row, err := own(ctx, tx.IssueImport.Query().ForUpdate(), ids[0])
		if err != nil {
			return nil, err
		}
		if err := free(ctx, tx, row); err != nil {
			return nil, err
		}
		started, err := s.Operations.Start(ctx, tx, s.kind, req)
		if err != nil {
			return nil, err
		}
		work, err := name.Parse("operations/*", started.GetName())
		if err != nil {
			return nil, err
		}
		if _, err := tx.ImportProblem.Delete().Where(importproblem.IssueImportID(row.ID)).Exec(ctx); err != nil {
			return nil, err
		}
		if err := tx.IssueImport.Update().Where(issueimport.ID(row.ID)).SetDryRun(req.GetDryRun()).SetOperationID(work[0]).SetHeaderRow(int32(found.row)).
			SetColumns(found.told()).SetCreated(0).SetUpdated(0).SetUnchanged(0).SetRefused(0).SetWarnings(0).ClearEndTime().Exec(ctx); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitImport, Object: importName(row.ID), After: map[string]any{"operation": work[0], "dry_run": req.GetDryRun()}})
		if row, err = tx.IssueImport.Query().Where(issueimport.ID(row.ID)).Only(ctx); err != nil {
			return nil, err
		}
		return toImport(row), nil
	})
}

// open reads the file of an import of the caller's as far as its headers.
func (s *Service) open(ctx context.Context, id uuid.UUID) (*sheet.Sheet, layout, error) {
	var sealed []byte
	known, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (Headers, error) {
		if _, err := own(ctx, tx.IssueImport.Query(), id); err != nil {
			return nil, err
		}
		err := tx.QueryRow(ctx, "select content_cipher from import_file where tenant_id = $1 and id = $2", tx.Tenant(), id).Scan(&sealed)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil, ErrFileMissing
		}
		if err != nil {
			return nil, err
		}
		return headers.At(ctx, tx, tx.Now())
	})
	if err != nil {
		return nil, layout{}, err
	}
	file, err := s.Keeper.Open(contentColumn, access.From(ctx).Tenant, id, sealed)
	if err != nil {
		return nil, layout{}, err
	}
	table, err := sheet.Open([]byte(file))
	if err != nil {
		return nil, layout{}, ErrFileUnreadable.Because(err)
	}
	found, err := layoutOf(table, known.known())
	return table, found, err
}

// own is an import of the caller's; any other does not exist.
func own(ctx context.Context, q *ent.IssueImportQuery, id uuid.UUID) (*ent.IssueImport, error) {
	row, err := q.Where(issueimport.ID(id), issueimport.ImporterIDIn(access.From(ctx).Persons()...)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.ErrNotFound.With("name", importName(id))
	}
	return row, err
}

// free is nil where no run over the file of an import lasts.
func free(ctx context.Context, tx *db.Tx, row *ent.IssueImport) error {
	if row.OperationID == nil {
		return nil
	}
	lasts, err := tx.Operation.Query().Where(operation.ID(*row.OperationID), operation.EndTimeIsNil()).Exist(ctx)
	if err == nil && lasts {
		err = ErrRunning
	}
	return err
}

// told are the columns as an import shows them.
func (l layout) told() []schema.ImportColumn {
	columns := make([]schema.ImportColumn, len(l.headers))
	for i, header := range l.headers {
		columns[i] = schema.ImportColumn{Header: header, Field: l.fields[i]}
	}
	return columns
}

func importName(id uuid.UUID) string { return name.Of("issueImports", id) }
