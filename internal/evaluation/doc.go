// Package evaluation runs the yearly commendation of good neighbours (评优树先, S32): who is nominated, that all may object
// before he is honoured, and what the number on a certificate stands for. How he is judged is the matter of scoring.
//
// Glossary:
//
//	评选活动 one round of commendation        = Campaign
//	提名、申报、推荐                          = Nomination; nominator and nominee are persons
//	资格审核 check of eligibility             = Screen
//	拟表彰名单 list made public               = nominations in PROPOSED
//	公示、公示期 public notice and its time   = Publish, PUBLICITY, publicity_end_time
//	异议 objection, 成立/不成立               = Objection, UPHELD/DISMISSED
//	回避 stepping aside                       = impartial, noNominee
//	表彰 giving of honours                    = Award
//	荣誉, 荣誉编号, 撤销                      = Honour, Number, Revoke
//	文明楼门 honoured building gate (S44)     = Campaign of subject kind DOOR
//
// Invariants:
//
//  1. Phases follow in order and none is skipped or taken back but VOTE by a campaign without a ballot
//     (CampaignSteps, compare-and-set in move, campaign_votes_by_ballot), and no campaign opens without weights that are
//     whole (mayOpen).
//  2. A nomination has exactly one subject, of the campaign's kind, and a subject is nominated once in a campaign
//     (fits, nomination_one_subject, nomination_subject_unique).
//  3. The ranking is fixed when it is made public, and no two nominations share a place (fix, nomination_rank_unique).
//  4. Nobody is honoured who was not on the list made public for the working days that the rule asks
//     (publicityEnd, campaign_awarded_after_publicity), and none while an objection is open (AwardCampaign).
//  5. A number is given once in a district and names the district (honour_number_unique, honour_number_names_tenant);
//     an honour is revoked, never deleted.
//  6. The name of a person is public only masked, and only with that person's consent (displays, PIPL art. 25).
//  7. Nobody decides about what is his own, nor in the office of whose it is: a nomination, an objection and an honour where he entered the
//     nomination, is the nominee, is of the nominated unit, or objected (impartial); a list on which he or a unit of his stands (noNominee).
package evaluation
