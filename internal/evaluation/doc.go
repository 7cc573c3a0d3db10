// Package evaluation runs the yearly commendation of good neighbours (评优树先, S32): who is nominated, how he is judged,
// that all may object before he is honoured, and what the number on a certificate stands for.
//
// Glossary:
//
//	评选活动 one round of commendation        = Campaign
//	评选标准 measure with full marks, weight  = Criterion (S33 to S36)
//	提名、申报、推荐                          = Nomination; nominator and nominee are persons
//	资格审核 check of eligibility             = Screen
//	评委 judge, 评分表 what a judge gives     = Judge, ScoreSheet, Score
//	回避 a judge steps aside                  = recusal
//	拟表彰名单 list made public               = nominations in PROPOSED
//	公示、公示期 public notice and its time   = Publish, PUBLICITY, publicity_end_time
//	异议 objection, 成立/不成立               = Objection, UPHELD/DISMISSED
//	表彰 giving of honours                    = Award
//	荣誉, 荣誉编号, 撤销                      = Honour, Number, Revoke
//	文明楼门 honoured building gate (S44)     = Campaign of subject kind DOOR
//
// Invariants:
//
//  1. Phases follow in order and none is skipped or taken back but VOTE by a campaign without a ballot
//     (CampaignSteps, compare-and-set in move, campaign_votes_by_ballot).
//  2. The weights of an open campaign sum to 10000 and its criteria are fixed (weightsWhole, during).
//  3. A nomination has exactly one subject, of the campaign's kind, and a subject is nominated once in a campaign
//     (fits, nomination_one_subject, nomination_subject_unique).
//  4. A judge gives a nomination one sheet, never his own, his own unit's or one that he entered; a submitted sheet never
//     changes (recused, score_sheet_one_per_judge, SheetSteps).
//  5. A ranking follows from the submitted sheets alone: the same sheets give the same ranking (rank). It is fixed when
//     it is made public, and no two nominations share a place (nomination_rank_unique).
//  6. Nobody is honoured who was not on the list made public for the working days that the rule asks
//     (publicityEnd, campaign_awarded_after_publicity), and none while an objection is open (AwardCampaign).
//  7. A number is given once in a district and names the district (honour_number_unique, honour_number_names_tenant);
//     an honour is revoked, never deleted.
//  8. The name of a person is public only masked, and only with that person's consent (displays, PIPL art. 25).
package evaluation
