package wire_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func TestAnEnumIsStoredWithoutThePrefixOfItsNamesHoweverManyWordsThatHas(t *testing.T) {
	t.Parallel()
	for want, got := range map[string]string{
		"TIP_OFF":     wire.Word(intakev1.Issue_KIND_TIP_OFF),
		"PHONE":       wire.Word(intakev1.ContactChannel_CONTACT_CHANNEL_PHONE),
		"WRONG_KIND":  wire.Word(mediav1.Attachment_REJECT_REASON_WRONG_KIND),
		"LEAD":        wire.Word(dispatchv1.Assignment_ROLE_LEAD),
		"UNSPECIFIED": wire.Word(intakev1.Issue_KIND_UNSPECIFIED),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
