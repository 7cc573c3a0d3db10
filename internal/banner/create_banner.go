package banner

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateBanner has clients show something to an audience for a time.
func (s *Service) CreateBanner(ctx context.Context, req *noticev1.CreateBannerRequest) (*noticev1.Banner, error) {
	in := req.GetBanner()
	audience := wire.Word(in.GetAudience())
	if audience == everybody && len(in.GetUnits()) > 0 || audience != staff && len(in.GetRoles()) > 0 {
		return nil, ErrAudience.On("banner.audience")
	}
	units := []uuid.UUID{}
	for _, given := range in.GetUnits() {
		ids, err := name.ParseField("banner.units", "units/*", given)
		if err != nil {
			return nil, err
		}
		units = append(units, ids[0])
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.Banner, error) {
		id, err := tx.ChosenID("banner_id", req.GetBannerId())
		if err != nil {
			return nil, err
		}
		start, end := tx.Now(), *wire.Time(in.GetEndTime())
		if given := wire.Time(in.GetStartTime()); given != nil {
			start = *given
		}
		if !end.After(start) || !end.After(tx.Now()) {
			return nil, ErrTime.On("banner.end_time")
		}
		if known, err := tx.Unit.Query().Where(unit.IDIn(units...)).Count(ctx); err != nil {
			return nil, err
		} else if known < len(units) {
			return nil, ErrUnitUnknown.On("banner.units")
		}
		row, err := tx.Banner.Create().SetID(id).SetTitle(in.GetTitle()).SetText(in.GetText()).SetLink(in.GetLink()).SetAudience(audience).
			SetUnits(units).SetRoles(append([]string{}, in.GetRoles()...)).SetStartTime(start).SetEndTime(end).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitManage, Object: name.Of("banners", id), After: map[string]any{"audience": audience, "units": units,
			"roles": row.Roles, "start_time": start, "end_time": end}})
		return toProto(row), nil
	})
}

func toProto(row *ent.Banner) *noticev1.Banner {
	m := &noticev1.Banner{
		Name: name.Of("banners", row.ID), Title: row.Title, Text: row.Text, Link: row.Link, Roles: row.Roles,
		Audience:  noticev1.Banner_Audience(noticev1.Banner_Audience_value["AUDIENCE_"+row.Audience]),
		StartTime: timestamppb.New(row.StartTime), EndTime: timestamppb.New(row.EndTime), CreateTime: timestamppb.New(row.CreateTime), Etag: etag.Of(row.Version),
	}
	for _, unit := range row.Units {
		m.Units = append(m.Units, name.Of("units", unit))
	}
	return m
}
