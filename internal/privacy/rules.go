package privacy

import (
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
)

// mayStandOn says whether a basis can carry a purpose: publication and hand-over ask for separate consent (PIPL art. 25 and 23).
func mayStandOn(purpose privacyv1.Purpose, basis privacyv1.PrivacyNotice_Basis) error {
	separate := purpose == privacyv1.Purpose_PURPOSE_PUBLICATION || purpose == privacyv1.Purpose_PURPOSE_HAND_OVER
	if separate && basis != privacyv1.PrivacyNotice_BASIS_CONSENT {
		return ErrBasis.On("privacy_notice.basis")
	}
	return nil
}

// mayConsent says whether a notice asks for consent now.
func mayConsent(notice *ent.PrivacyNotice) error {
	switch {
	case notice.SupersedeTime != nil:
		return ErrNoticeSuperseded
	case notice.Basis != stored(privacyv1.PrivacyNotice_BASIS_CONSENT):
		return ErrNotAsked.On("consent.privacy_notice")
	}
	return nil
}
