package administration

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// formVersion is the form of the documents that this server writes, and the latest that it reads.
const formVersion = 1

// Part is a part of what a district has set up, answered for by the capability that keeps it.
type Part interface {
	// ExportConfiguration writes the part into a document.
	ExportConfiguration(ctx context.Context, tx *db.Tx, into *administrationv1.Configuration) error
	// ImportConfiguration brings the part to what a document says of it, and tells what that changes.
	ImportConfiguration(ctx context.Context, tx *db.Tx, from *administrationv1.Configuration, reason string) ([]*administrationv1.ConfigurationChange, error)
}

// permissions are what changing a part by hand asks for, in the whole district.
var permissions = map[administrationv1.Configuration_Part]string{
	administrationv1.Configuration_PART_DICTIONARIES: manageDictionaries,
	administrationv1.Configuration_PART_SETTINGS:     "administration.setting.set",
	administrationv1.Configuration_PART_CATEGORIES:   "directory.category.manage",
	administrationv1.Configuration_PART_ROLES:        "directory.role.manage",
}

// ExportConfiguration writes what the district has set up into one document.
func (s *Service) ExportConfiguration(ctx context.Context, _ *administrationv1.ExportConfigurationRequest) (*administrationv1.Configuration, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.Configuration, error) {
		document := &administrationv1.Configuration{Version: formVersion}
		for _, part := range slices.Sorted(maps.Keys(s.parts)) {
			if err := s.parts[part].ExportConfiguration(ctx, tx, document); err != nil {
				return nil, err
			}
		}
		return document, nil
	})
}

// ImportConfiguration brings the district to what a document says.
func (s *Service) ImportConfiguration(ctx context.Context, req *administrationv1.ImportConfigurationRequest) (*administrationv1.ImportConfigurationResponse, error) {
	parts, err := s.wanted(req.GetConfiguration(), req.GetParts())
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		if !access.ReachFor(ctx, permissions[part]).All {
			return nil, fault.ErrDenied.On("parts").With("part", part.String())
		}
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.ImportConfigurationResponse, error) {
		changes, err := s.bring(ctx, tx, req.GetConfiguration(), parts, req.GetReason())
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: "administration.configuration.import", Object: fmt.Sprintf("tenants/%d", tx.Tenant()),
			After: map[string]any{"parts": parts, "changes": len(changes)}})
		return &administrationv1.ImportConfigurationResponse{Changes: changes}, nil
	})
}

// errRehearsed takes back an import that was made to see what it changes.
var errRehearsed = errors.New("administration: a rehearsal")

// DiffConfiguration tells what an import of a document would change, by making it and taking it back.
func (s *Service) DiffConfiguration(ctx context.Context, req *administrationv1.DiffConfigurationRequest) (*administrationv1.DiffConfigurationResponse, error) {
	parts, err := s.wanted(req.GetConfiguration(), req.GetParts())
	if err != nil {
		return nil, err
	}
	answer := &administrationv1.DiffConfigurationResponse{}
	_, err = db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		changes, err := s.bring(ctx, tx, req.GetConfiguration(), parts, "")
		if err != nil {
			return struct{}{}, err
		}
		answer.Changes = changes
		return struct{}{}, errRehearsed
	})
	if !errors.Is(err, errRehearsed) {
		return nil, err
	}
	return answer, nil
}

// wanted are the parts that are asked for; all that the document has where none is named.
func (s *Service) wanted(document *administrationv1.Configuration, named []administrationv1.Configuration_Part) ([]administrationv1.Configuration_Part, error) {
	if document.GetVersion() > formVersion {
		return nil, ErrConfigurationVersion.On("configuration.version")
	}
	if len(named) > 0 {
		return slices.Sorted(slices.Values(named)), nil
	}
	for part, items := range map[administrationv1.Configuration_Part]int{
		administrationv1.Configuration_PART_SETTINGS:     len(document.GetSettings()),
		administrationv1.Configuration_PART_CATEGORIES:   len(document.GetCategories()),
		administrationv1.Configuration_PART_ROLES:        len(document.GetRoles()),
		administrationv1.Configuration_PART_DICTIONARIES: len(document.GetDictionaries()),
	} {
		if items > 0 {
			named = append(named, part)
		}
	}
	return slices.Sorted(slices.Values(named)), nil
}

// bring brings parts of the district to a document, one after the other.
func (s *Service) bring(ctx context.Context, tx *db.Tx, document *administrationv1.Configuration, parts []administrationv1.Configuration_Part,
	reason string) (all []*administrationv1.ConfigurationChange, err error) {
	for _, part := range parts {
		changes, err := s.parts[part].ImportConfiguration(ctx, tx, document, reason)
		if err != nil {
			return nil, err
		}
		all = append(all, changes...)
	}
	return all, nil
}
