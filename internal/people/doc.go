// Package people keeps how well the district knows a person: what was verified of him, by whom, by which evidence and
// until when. Other capabilities ask which levels a person holds (Service.Levels) and decide themselves what each is good
// for.
//
// Glossary:
//
//	认证 = Verification, 认证级别 = Level: 手机号 = PHONE, 实名 = REAL_NAME, 居民 = RESIDENT, 户 = HOUSEHOLD,
//	单位代表 = UNIT_REPRESENTATIVE, 核验材料 = Evidence, 证件号码 = id number
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
package people
