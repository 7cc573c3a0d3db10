package fault

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	errSlotTaken = New(Conflict, "TEST_SLOT_TAKEN", "该时段已被预订", "the slot is already booked")
	errTooMany   = New(Limited, "TEST_QUOTA_USED_UP", "本周次数已用完", "this week's quota is used up")
)

func TestACopyIsTheSameFaultAndTheDeclaredOneIsUntouched(t *testing.T) {
	t.Parallel()
	cause := errors.New("SQLSTATE 23P01")
	got := errSlotTaken.On("booking.end_time").With("resource", "r1").With("day", "Monday").After(time.Minute).Because(cause)

	if !errors.Is(fmt.Errorf("booking: %w", got), errSlotTaken) {
		t.Error("a wrapped copy is not recognised by its declared fault")
	}
	if errors.Is(got, errTooMany) {
		t.Error("a fault is taken for another one")
	}
	if !errors.Is(got, cause) {
		t.Error("the cause is lost to the log")
	}
	if len(errSlotTaken.fields) != 0 || len(errSlotTaken.meta) != 0 || errSlotTaken.retry != 0 || errSlotTaken.cause != nil {
		t.Errorf("the declared fault changed: %v", errSlotTaken)
	}
	want := "TEST_SLOT_TAKEN: the slot is already booked [booking.end_time: the slot is already booked]" +
		" day=Monday resource=r1: SQLSTATE 23P01"
	if got.Error() != want {
		t.Errorf("log text\n got %s\nwant %s", got.Error(), want)
	}
}

func TestTwoCopiesOfOneCopyDoNotShareFieldsOrMetadata(t *testing.T) {
	t.Parallel()
	base := ErrInvalid.On("a").On("b").On("c").With("k", "base")
	one, two := base.On("one").With("k", "one"), base.On("two").With("k", "two")

	if one.fields[3].path != "one" || two.fields[3].path != "two" || len(base.fields) != 3 {
		t.Errorf("fields are shared: %v, %v, %v", base.fields, one.fields, two.fields)
	}
	if base.meta["k"] != "base" || one.meta["k"] != "one" || two.meta["k"] != "two" {
		t.Errorf("metadata are shared: %v, %v, %v", base.meta, one.meta, two.meta)
	}
}

func TestAWrongDeclarationPanics(t *testing.T) {
	t.Parallel()
	for name, declare := range map[string]func(){
		"declared twice":    func() { New(Conflict, "TEST_SLOT_TAKEN", "甲", "a") },
		"not UPPER_SNAKE":   func() { New(Conflict, "testSlot", "甲", "a") },
		"ends in a dash":    func() { New(Conflict, "TEST_", "甲", "a") },
		"empty reason":      func() { New(Conflict, "", "甲", "a") },
		"no kind":           func() { New(0, "TEST_NO_KIND", "甲", "a") },
		"no Chinese text":   func() { New(Conflict, "TEST_NO_ZH", "", "a") },
		"no English text":   func() { New(Conflict, "TEST_NO_EN", "甲", "") },
		"line break inside": func() { New(Conflict, "TEST\nX", "甲", "a") },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: the declaration was accepted", name)
				}
			}()
			declare()
		}()
	}
}

func TestTheRegistryIsSortedByReasonAndHoldsThePlatformFaults(t *testing.T) {
	t.Parallel()
	var reasons []string
	for _, f := range All() {
		reasons = append(reasons, f.Reason())
	}
	if !slices.IsSorted(reasons) {
		t.Errorf("not sorted: %v", reasons)
	}
	for _, want := range []string{"NOT_FOUND", "PERMISSION_DENIED", "UNAUTHENTICATED", "INVALID_ARGUMENT", "STALE",
		"WRONG_STATE", "IDEMPOTENCY_IN_FLIGHT", "IDEMPOTENCY_KEY_REUSED", "DATABASE_UNAVAILABLE", "INTERNAL"} {
		if !slices.Contains(reasons, want) {
			t.Errorf("%s is not declared", want)
		}
	}
}

func TestTheLanguageFollowsAcceptLanguage(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]string{
		"":                            Chinese,
		"*":                           Chinese,
		"zh":                          Chinese,
		"zh-TW,zh;q=0.9":              Chinese,
		"en":                          English,
		"EN-gb":                       English,
		"fr-FR, en;q=0.5":             English,
		"fr-FR":                       Chinese,
		"zh-CN;q=0.4, en-US;q=0.9":    English,
		"en;q=0.4, zh;q=0.9":          Chinese,
		"en;q=0":                      Chinese,
		";;;q=x,,-":                   Chinese,
		strings.Repeat("-", 20_000):   Chinese,
		strings.Repeat("en,", 20_000): English,
	} {
		if got := Language(header); got != want {
			t.Errorf("%.30q is answered in %s, want %s", header, got, want)
		}
	}
}

func TestTheErrorPageHoldsEveryDeclaredFault(t *testing.T) {
	t.Parallel()
	page := Markdown()
	for _, f := range All() {
		if !strings.Contains(page, "\n| "+f.Reason()+" | ") {
			t.Errorf("%s is missing", f.Reason())
		}
	}
	row := "| TEST_SLOT_TAKEN | CONFLICT | ALREADY_EXISTS | 409 | 该时段已被预订 | the slot is already booked |\n"
	if !strings.Contains(page, row) {
		t.Errorf("the page lacks %s", row)
	}
}

func TestAnErrorThatNobodyDeclaredIsRecognisedByItsNature(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want *Fault
	}{
		{context.DeadlineExceeded, ErrDeadline},
		{fmt.Errorf("query: %w", context.DeadlineExceeded), ErrDeadline},
		{context.Canceled, ErrCanceled},
		{errors.New("pq: relation secret_table does not exist"), ErrInternal},
		{errors.Join(errors.New("x"), errSlotTaken.On("f")), errSlotTaken},
		{ErrUnavailable.Because(context.Canceled), ErrUnavailable},
	} {
		if st := Status(c.err, Chinese); Reason(st) != c.want.Reason() {
			t.Errorf("%v is sent as %s, want %s", c.err, Reason(st), c.want.Reason())
		}
	}
}
