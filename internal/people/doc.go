// Package people keeps how well the district knows a person: what was verified of him, by whom, by which evidence and
// until when. Other capabilities ask which levels a person holds (Service.Levels) and decide themselves what each is good
// for. It also keeps who may act in whose place: identity reads the mandates, and the chain lets a delegate do what they list. And it
// keeps which persons are the same: identity reads the merges, and a person's own rows are those of all his ids.
//
// Glossary:
//
//	认证 = Verification, 认证级别 = Level: 手机号 = PHONE, 实名 = REAL_NAME, 居民 = RESIDENT, 户 = HOUSEHOLD,
//	单位代表 = UNIT_REPRESENTATIVE, 核验材料 = Evidence, 证件号码 = id number,
//	代办授权 = Mandate, 代办人 = delegate, 被代办人 = person (of a mandate), 代办事项 = Act, 本人同意 = CONSENT, 监护 = GUARDIANSHIP,
//	见证人 = witness,
//	人员合并 = PersonMerge, 保留人员 = survivor, 重复人员 = duplicate
//
// Invariants:
//
//  1. A level is asked for with the unit, place, evidence and id number that it needs, and with nothing else (misfit,
//     verification_of_unit, verification_of_household, verification_real_name_has_number).
//  2. Nobody decides about himself (mayDecide, verification_not_by_himself), and nobody about a unit that his grant does
//     not reach (decide).
//  3. Of one person, level and unit or household one request waits and one confirmation counts
//     (verification_one_requested, verification_one_confirmed).
//  4. An identity number exists only encrypted, is confirmed of one person at a time (verification_id_number_unique) and
//     leaves masked (verificationToProto).
//  5. A confirmation counts until valid_to, whether or not the job has marked it since (Service.Levels).
//  6. A mandate allows nothing before consent is recorded: how, when, and by whom it was witnessed (mandate_consent_recorded,
//     mandate_witnessed); a guardianship is witnessed (mandate_guardianship_in_person).
//     A telephone that nobody has proved makes nobody the person of a mandate (unprovedHolder).
//  7. Delegate, person and witness are three (mandate_two_persons, mandate_not_witnessed_by_a_party), and of the same two one
//     mandate is active (mandate_one_active).
//  8. A mandate counts until valid_to or until one side ends it, at once, also for who goes on for a merged
//     delegate (moveMandate tells AccessChanged), and never passes on: what a delegate may do lists no RPC of mandates (option act).
//  9. A duplicate has one survivor (person_merge_one_survivor), who is nobody's duplicate (merge_part_one_part), and holds no
//     office (join). A merge rewrites no row of either, so its undoing gives each what was his, and ends the survivor's sessions.
//  10. Staff merge by two pairs of eyes (person_merge_two_of_staff), and nobody takes part twice in the same under two ids: what
//     both take part in stands against a merge (Conflicts), and later the other capabilities ask for all ids (SamePersons).
//  11. A guardian alone consents in somebody's place to what is done with his data (mandate_consent_by_guardian).
package people
