package duty_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const (
	leads   = dispatchv1.DutyItem_COMMUNITY_DUTY_LEAD
	assists = dispatchv1.DutyItem_COMMUNITY_DUTY_ASSIST_ONLY
	outside = dispatchv1.DutyItem_COMMUNITY_DUTY_UNSPECIFIED
)

// proves DI-39
func TestAVersionHoldsFromItsDayOnAndIsLookedUpOnAnyDay(t *testing.T) {
	t.Parallel()
	w := start(t)
	first := w.published(t, w.Day(1), w.item("A", w.Category, assists), w.item("B", w.below, leads))
	second := w.published(t, w.Day(10), w.item("C", w.Category, outside))
	one, two := first.GetName(), second.GetName()
	look := func() map[string][2]string {
		return map[string][2]string{"today": w.lookedUp(t, w.below, nil), "day 1": w.lookedUp(t, w.below, day(24)), "day 1, above": w.lookedUp(t, w.Category, day(24)),
			"day 1, apart": w.lookedUp(t, w.apart, day(24)), "day 9": w.lookedUp(t, w.below, dayOf(2026, 12, 2)), "day 10": w.lookedUp(t, w.below, dayOf(2026, 12, 3))}
	}
	want := map[string][2]string{"today": {}, "day 1": {one, "B"}, "day 1, above": {one, "A"}, "day 1, apart": {one, ""}, "day 9": {one, "B"}, "day 10": {two, "C"}}
	for when, got := range look() {
		if got != want[when] {
			t.Errorf("%s: %v, want %v", when, got, want[when])
		}
	}
	w.Clock.Set(testkit.Noon.AddDate(0, 0, 10).Add(-12*time.Hour - time.Microsecond))
	if got := w.lookedUp(t, w.below, nil); got != want["day 9"] {
		t.Errorf("before midnight %v", got)
	}
	w.Clock.Advance(time.Microsecond)
	want["today"] = want["day 10"]
	for when, got := range look() {
		if got != want[when] {
			t.Errorf("once the second holds, %s: %v, want %v", when, got, want[when])
		}
	}
	read, err := w.as(testkit.CommunityWorker).GetDutyCatalogue(t.Context(), &dispatchv1.GetDutyCatalogueRequest{Name: one})
	if err != nil || !proto.Equal(read, first) || read.GetItemCount() != 2 || read.GetItems()[0].GetClause() != "A依据条款" ||
		read.GetItems()[0].GetLeadUnit() != w.UnitName(water) || read.GetItems()[0].GetAssistKinds()[0] != directoryv1.Unit_KIND_SUB_DISTRICT {
		t.Errorf("%v, %v", read, err)
	}
	list, err := w.as(testkit.Dispatcher).ListDutyCatalogues(t.Context(), &dispatchv1.ListDutyCataloguesRequest{Filter: "state = STATE_PUBLISHED"})
	if err != nil || len(list.GetDutyCatalogues()) != 2 || list.GetDutyCatalogues()[0].GetName() != two || len(list.GetDutyCatalogues()[0].GetItems()) != 0 {
		t.Errorf("%v, %v", list, err)
	}
}

func dayOf(year, month, d int32) *date.Date { return &date.Date{Year: year, Month: month, Day: d} }

// day is one of November 2026; the tests begin on the 23rd.
func day(d int32) *date.Date { return dayOf(2026, 11, d) }

// proves DI-39
func TestAVersionIsTakenBackBeforeItStartsAndNeverChangesAfterwards(t *testing.T) {
	t.Parallel()
	w := start(t)
	admin := w.as(testkit.SystemAdmin)
	first := w.published(t, w.Day(1), w.item("A", w.Category, assists))
	second := w.published(t, w.Day(2), w.item("B", w.Category, leads))
	cancel := func(c *dispatchv1.DutyCatalogue, tag string) (*dispatchv1.DutyCatalogue, error) {
		return admin.CancelDutyCatalogue(t.Context(), &dispatchv1.CancelDutyCatalogueRequest{Name: c.GetName(), Etag: tag})
	}
	_, err := cancel(second, "v7")
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	gone, err := cancel(second, second.GetEtag())
	if err != nil || gone.GetState() != dispatchv1.DutyCatalogue_STATE_CANCELLED || gone.GetCancelTime() == nil || len(gone.GetItems()) != 1 {
		t.Fatal(gone, err)
	}
	_, err = cancel(second, "")
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	if again := w.published(t, w.Day(2), w.item("C", w.Category, leads)); w.lookedUp(t, w.Category, day(25)) != [2]string{again.GetName(), "C"} {
		t.Error("the day of a cancelled version is not free")
	}
	w.Clock.Set(testkit.Noon.Add(12 * time.Hour))
	_, err = cancel(first, "")
	testkit.WantFault(t, err, codes.FailedPrecondition, "DUTY_CATALOGUE_STARTED")
	for want, change := range map[string]string{
		"duty_catalogue_cancelled_ahead": "update duty_catalogue set state = 'CANCELLED', cancel_time = start_time where state = 'PUBLISHED'",
		"duty_catalogue_state":           "update duty_catalogue set state = 'DRAFT'",
		"duty_catalogue_starts_ahead":    "update duty_catalogue set start_time = create_time",
		"duty_catalogue_starts_once":     "update duty_catalogue set state = 'PUBLISHED', cancel_time = null",
		"duty_item_lead":                 "update duty_item set lead_kind = 'DEPARTMENT'",
		"duty_item_community_duty":       "update duty_item set community_duty = 'HELP'",
		"duty_item_of_its_version": `insert into duty_item (tenant_id, id, create_time, update_time, catalogue_id, code, name, clause, community_duty, category_id, lead_kind)
			select tenant_id, gen_random_uuid(), create_time + interval '1 day', update_time, catalogue_id, 'LATE', name, clause, community_duty,
				(select id from category where code = 'TEST.NOISE'), 'DEPARTMENT' from duty_item where code = 'A'`,
	} {
		_, err := w.Owner().Exec(t.Context(), change)
		var broken *pgconn.PgError
		if !errors.As(err, &broken) || broken.ConstraintName != want {
			t.Errorf("%s: %v, want %s", change, err, want)
		}
	}
	if n := w.count(t, "select count(*) from pg_class where relname = 'duty_item' and (has_table_privilege('"+testkit.AppRole+"', oid, 'delete') or has_any_column_privilege('"+testkit.AppRole+"', oid, 'update'))"); n != 0 {
		t.Error("the server may change the items of a version")
	}
}

func TestWhatAVersionMustNotSayIsRefusedOnItsField(t *testing.T) {
	t.Parallel()
	w := start(t)
	ok := func() *dispatchv1.DutyItem { return w.item("A", w.Category, assists) }
	spoilt := func(edit func(*dispatchv1.DutyItem)) []*dispatchv1.DutyItem {
		bad := w.item("B", w.below, assists)
		edit(bad)
		return []*dispatchv1.DutyItem{ok(), bad}
	}
	const nobody = "00000000-0000-7000-8000-000000000000"
	w.published(t, w.Day(5), ok())
	for what, c := range map[string]struct {
		start         *date.Date
		items         []*dispatchv1.DutyItem
		code          codes.Code
		reason, field string
	}{
		"today":            {w.Day(0), spoilt(func(*dispatchv1.DutyItem) {}), codes.InvalidArgument, "DUTY_CATALOGUE_TOO_EARLY", "duty_catalogue.start_date"},
		"no day":           {dayOf(2027, 2, 30), []*dispatchv1.DutyItem{ok()}, codes.InvalidArgument, "INVALID_ARGUMENT", "duty_catalogue.start_date"},
		"a taken day":      {w.Day(5), []*dispatchv1.DutyItem{ok()}, codes.AlreadyExists, "DUTY_CATALOGUE_STARTS_ALREADY", "duty_catalogue.start_date"},
		"nothing":          {w.Day(1), nil, codes.InvalidArgument, "INVALID_ARGUMENT", "duty_catalogue.items"},
		"a code twice":     {w.Day(1), spoilt(func(i *dispatchv1.DutyItem) { i.Code = "A" }), codes.InvalidArgument, "DUTY_ITEM_TWICE", "duty_catalogue.items[1].code"},
		"a category twice": {w.Day(1), spoilt(func(i *dispatchv1.DutyItem) { i.Category = w.Category }), codes.InvalidArgument, "DUTY_ITEM_TWICE", "duty_catalogue.items[1].category"},
		"no lead":          {w.Day(1), spoilt(func(i *dispatchv1.DutyItem) { i.LeadUnit = "" }), codes.InvalidArgument, "DUTY_ITEM_LEAD", "duty_catalogue.items[1]"},
		"two leads":        {w.Day(1), spoilt(func(i *dispatchv1.DutyItem) { i.LeadKind = directoryv1.Unit_KIND_DEPARTMENT }), codes.InvalidArgument, "DUTY_ITEM_LEAD", "duty_catalogue.items[1]"},
		"a community that leads what it assists with": {w.Day(1), spoilt(func(i *dispatchv1.DutyItem) { i.LeadUnit = w.UnitName(suzhuang) }),
			codes.InvalidArgument, "DUTY_ITEM_COMMUNITY", "duty_catalogue.items[1]"},
		"communities that assist beside their list": {w.Day(1), spoilt(func(i *dispatchv1.DutyItem) {
			i.CommunityDuty, i.AssistKinds = outside, []directoryv1.Unit_Kind{directoryv1.Unit_KIND_VILLAGE}
		}), codes.InvalidArgument, "DUTY_ITEM_COMMUNITY", "duty_catalogue.items[1]"},
		"an unknown category": {w.Day(1), spoilt(func(i *dispatchv1.DutyItem) { i.Category = "categories/" + nobody }), codes.NotFound, "NOT_FOUND", "duty_catalogue.items[1].category"},
		"an unknown lead":     {w.Day(1), spoilt(func(i *dispatchv1.DutyItem) { i.LeadUnit = "units/" + nobody }), codes.NotFound, "NOT_FOUND", "duty_catalogue.items[1].lead_unit"},
		"an unknown assistant": {w.Day(1), spoilt(func(i *dispatchv1.DutyItem) { i.AssistUnits = []string{"units/" + nobody} }),
			codes.NotFound, "NOT_FOUND", "duty_catalogue.items[1].assist_units"},
	} {
		t.Log(what)
		_, err := w.as(testkit.SystemAdmin).CreateDutyCatalogue(t.Context(), catalogue(c.start, c.items...))
		testkit.WantField(t, err, c.code, c.reason, c.field)
	}
	if n := w.count(t, "select count(*) from duty_catalogue"); n != 1 {
		t.Errorf("%d versions are written", n)
	}
}

func TestOfTwoVersionsForOneDayOneIsPublished(t *testing.T) {
	t.Parallel()
	w := start(t)
	errs := make([]error, 2)
	var both sync.WaitGroup
	for i := range errs {
		both.Go(func() {
			_, errs[i] = w.as(testkit.SystemAdmin).CreateDutyCatalogue(context.Background(), catalogue(w.Day(1), w.item("A", w.Category, leads)))
		})
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("they end with %v", errs)
	}
	for _, err := range errs {
		if err != nil {
			testkit.WantFault(t, err, codes.AlreadyExists, "DUTY_CATALOGUE_STARTS_ALREADY")
		}
	}
}

func TestOnlyTheSystemAdminPublishesAndTheStaffOfTheDistrictRead(t *testing.T) {
	t.Parallel()
	w := start(t)
	req := catalogue(w.Day(1), w.item("A", w.Category, leads))
	keyed := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "publish")
	c, err := w.as(testkit.SystemAdmin).CreateDutyCatalogue(keyed, req)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.as(testkit.SystemAdmin).CreateDutyCatalogue(keyed, req); err != nil || !proto.Equal(c, again) {
		t.Errorf("by the same key: %v, %v", again, err)
	}
	for _, who := range []testkit.Who{testkit.StreetLeader, testkit.Dispatcher, testkit.AuditAdmin, testkit.Resident} {
		_, err := w.as(who).CreateDutyCatalogue(t.Context(), catalogue(w.Day(2), w.item("A", w.Category, leads)))
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
		_, err = w.as(who).CancelDutyCatalogue(t.Context(), &dispatchv1.CancelDutyCatalogueRequest{Name: c.GetName()})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	_, err = w.as(testkit.Resident).LookUpDuty(t.Context(), &dispatchv1.LookUpDutyRequest{Category: w.Category})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.ForeignAdmin).GetDutyCatalogue(t.Context(), &dispatchv1.GetDutyCatalogueRequest{Name: c.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.as(testkit.ForeignAdmin).LookUpDuty(t.Context(), &dispatchv1.LookUpDutyRequest{Category: w.Category})
	testkit.WantField(t, err, codes.NotFound, "NOT_FOUND", "category")
}
