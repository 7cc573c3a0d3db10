package app

import (
	"github.com/haolinju/haolinju/internal/accesslink"
	"github.com/haolinju/haolinju/internal/booking"
	"github.com/haolinju/haolinju/internal/comment"
	"github.com/haolinju/haolinju/internal/confirmation"
	"github.com/haolinju/haolinju/internal/directory"
	"github.com/haolinju/haolinju/internal/evaluation"
	"github.com/haolinju/haolinju/internal/finding"
	"github.com/haolinju/haolinju/internal/following"
	"github.com/haolinju/haolinju/internal/hotline"
	"github.com/haolinju/haolinju/internal/identity"
	"github.com/haolinju/haolinju/internal/insight"
	"github.com/haolinju/haolinju/internal/intake"
	"github.com/haolinju/haolinju/internal/media"
	"github.com/haolinju/haolinju/internal/moderation"
	"github.com/haolinju/haolinju/internal/notice"
	"github.com/haolinju/haolinju/internal/people"
	"github.com/haolinju/haolinju/internal/privacy"
	"github.com/haolinju/haolinju/internal/rating"
	"github.com/haolinju/haolinju/internal/restriction"
	"github.com/haolinju/haolinju/internal/savedfilter"
	"github.com/haolinju/haolinju/internal/scoring"
	"github.com/haolinju/haolinju/internal/staffing"
	"github.com/haolinju/haolinju/internal/visit"
	"github.com/haolinju/haolinju/internal/voice"
)

// askHolders binds who answers for what is held of persons, by capability, and the kinds of data whose time ends.
func (h *House) askHolders(units *directory.Service, issues *intake.Service) {
	h.Privacy.Ask(map[string]privacy.Holder{
		"accesslink":    accesslink.PersonalData{},
		"agency":        privacy.Nothing{},
		"callback":      privacy.Nothing{},
		"booking":       booking.PersonalData{},
		"chain":         privacy.Nothing{},
		"comment":       comment.PersonalData{},
		"confirmation":  confirmation.PersonalData{},
		"consultation":  privacy.Nothing{},
		"directory":     directory.PersonalData{Service: units},
		"dispatch":      privacy.Nothing{},
		"duty":          privacy.Nothing{},
		"roster":        privacy.Nothing{},
		"routing":       privacy.Nothing{},
		"escalation":    privacy.Nothing{},
		"evaluation":    evaluation.PersonalData{},
		"extension":     privacy.Nothing{},
		"finding":       finding.PersonalData{},
		"following":     following.PersonalData{},
		"hold":          privacy.Nothing{},
		"hotline":       hotline.PersonalData{},
		"incident":      privacy.Nothing{},
		"identity":      identity.PersonalData{},
		"insight":       insight.PersonalData{},
		"intake":        intake.PersonalData{Service: issues},
		"media":         media.PersonalData{},
		"moderation":    moderation.PersonalData{},
		"notice":        notice.PersonalData{Service: h.Notice},
		"objection":     privacy.Nothing{},
		"handover":      privacy.Nothing{},
		"rework":        privacy.Nothing{},
		"timeline":      privacy.Nothing{},
		"rating":        rating.PersonalData{},
		"staffing":      staffing.PersonalData{},
		"people":        people.PersonalData{Service: h.People},
		"restriction":   restriction.PersonalData{},
		"retrospective": privacy.Nothing{},
		"savedfilter":   savedfilter.PersonalData{},
		"scoring":       scoring.PersonalData{},
		"supervision":   privacy.Nothing{},
		"task":          privacy.Nothing{},
		"visit":         visit.PersonalData{},
		"voice":         voice.PersonalData{},
		"workcalendar":  privacy.Nothing{},
		"workload":      privacy.Nothing{},
	}, evaluation.PersonalData{},
		privacy.Kind{Name: "issue.contact", Action: privacy.Anonymise, Expirer: intake.Contacts{Service: issues}},
		privacy.Kind{Name: "hotline_order.extra", Action: privacy.Anonymise, Expirer: hotline.Extras{}},
		privacy.Kind{Name: "restriction.words", Action: privacy.Anonymise, Expirer: restriction.Words{}},
		privacy.Kind{Name: "visit.position", Action: privacy.Anonymise, Expirer: visit.Positions{}})
}
