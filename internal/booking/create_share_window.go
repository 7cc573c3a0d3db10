package booking

import (
	"context"
	"slices"
	"strconv"
	"time"

	"google.golang.org/genproto/googleapis/type/date"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateShareWindow opens a resource at a weekly time.
func (s *Service) CreateShareWindow(ctx context.Context, req *bookingv1.CreateShareWindowRequest) (*bookingv1.ShareWindow, error) {
	ids, err := name.ParseField("parent", "resources/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	w, err := readShareWindow(req.GetShareWindow())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.ShareWindow, error) {
		r, err := findOwnResource(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		id, err := newID(tx, "share_window_id", req.GetShareWindowId())
		if err != nil {
			return nil, err
		}
		w, err := tx.ShareWindow.Create().SetID(id).SetResourceID(r.ID).SetWeekdays(w.Weekdays).
			SetOpensMinute(w.OpensMinute).SetClosesMinute(w.ClosesMinute).SetValidFrom(w.ValidFrom).
			SetNillableValidUntil(w.ValidUntil).Save(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitOpen, Object: shareWindowName(w), After: shareWindowFacts(w)})
		tx.Emit(shareWindowEvent("created", r, w))
		return toShareWindow(w), nil
	})
}

// readShareWindow reads a window that opens at some time.
func readShareWindow(in *bookingv1.ShareWindow) (*ent.ShareWindow, error) {
	w := &ent.ShareWindow{OpensMinute: minutes(in.GetOpens()), ClosesMinute: minutes(in.GetCloses())}
	for _, day := range in.GetWeekdays() {
		w.Weekdays = append(w.Weekdays, int(day))
	}
	slices.Sort(w.Weekdays)
	var err error
	if w.ValidFrom, err = readDate("share_window.valid_from", in.GetValidFrom()); err != nil {
		return nil, err
	}
	if in.GetValidUntil() != nil {
		until, err := readDate("share_window.valid_until", in.GetValidUntil())
		if err != nil {
			return nil, err
		}
		w.ValidUntil = &until
	}
	return w, checkShareWindow(w)
}

// readDate is a whole date, as its midnight in UTC.
func readDate(field string, d *date.Date) (time.Time, error) {
	day := time.Date(int(d.GetYear()), time.Month(d.GetMonth()), int(d.GetDay()), 0, 0, 0, 0, time.UTC)
	if year, month, dom := day.Date(); year < 1970 || year > 2099 ||
		int32(year) != d.GetYear() || int32(month) != d.GetMonth() || int32(dom) != d.GetDay() {
		return time.Time{}, fault.ErrInvalid.OnField(field, "日期不存在", "there is no such date")
	}
	return day, nil
}

// minutes after midnight of a time of day "HH:MM", whose shape the contract has checked.
func minutes(clock string) int {
	hour, _ := strconv.Atoi(clock[:2])
	minute, _ := strconv.Atoi(clock[3:])
	return hour*60 + minute
}
