package people

import (
	"context"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/mandate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// mandateList is what mandates can be filtered and ordered by.
var mandateList = page.NewList[*peoplev1.ListMandatesRequest, *ent.Mandate]("create_time desc", filter.Columns{
	"basis":        filter.Enum[peoplev1.Mandate_Basis](mandate.FieldBasis),
	"consent":      filter.Enum[peoplev1.Mandate_Consent](mandate.FieldConsent),
	"consent_time": filter.Time(mandate.FieldConsentTime),
	"create_time":  filter.Time(mandate.FieldCreateTime),
	"delegate":     filter.Ref(mandate.FieldDelegateID, "persons/*"),
	"person":       filter.Ref(mandate.FieldPersonID, "persons/*"),
	"state":        filter.Enum[peoplev1.Mandate_State](mandate.FieldState),
	"unit":         filter.Ref(mandate.FieldUnitID, "units/*"),
	"update_time":  filter.Time(mandate.FieldUpdateTime),
	"valid_to":     filter.Time(mandate.FieldValidTo),
})

// ListMandates returns a page of the mandates that the caller may see, newest first.
func (s *Service) ListMandates(ctx context.Context, req *peoplev1.ListMandatesRequest) (*peoplev1.ListMandatesResponse, error) {
	asked, err := mandateList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.ListMandatesResponse, error) {
		query := tx.Mandate.Query()
		if reach := access.ReachOf(ctx); !reach.All {
			query.Where(mandate.Or(mandate.DelegateIDIn(reach.Self...), mandate.PersonIDIn(reach.Self...), mandate.UnitIDIn(reach.Units...)))
		}
		found, err := page.Read(ctx, asked, query)
		if err != nil {
			return nil, err
		}
		answer := &peoplev1.ListMandatesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		answer.Mandates, err = s.mandatesToProto(ctx, tx, found.Rows)
		return answer, err
	})
}
