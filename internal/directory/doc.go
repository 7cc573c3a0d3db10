// Package directory knows who and what there is in a district: the organisation tree with its history, the places on
// the ground, and the people.
//
// It also founds a district: its tenant row, its root unit and the settings, and has its roles founded; and it
// imports the published list of divisions.
//
// Glossary:
//
//	区 = District (tenant), 单位 = Unit, 街道 = SUB_DISTRICT, 地区 = AREA_OFFICE, 镇 = TOWN, 乡 = TOWNSHIP,
//	社区 = COMMUNITY, 村 = VILLAGE, 网格 = GRID, 部门 = DEPARTMENT, 沿革 = UnitHistory,
//	地点 = Place, 楼 = BUILDING, 楼门 = DOOR, 户 = HOUSEHOLD, 地址 = ADDRESS,
//	人员 = Person, 查看明文 = Reveal
//
// Invariants:
//
//  1. A district has one root, and every other unit stands below one (unit_root_is_the_district, unit_one_district).
//  2. The tree has no circle. Every change of the tree holds the tree's counter row until it commits, so two changes
//     never run at once (lockTree), and a unit is never moved below itself (moveTo).
//  3. A division carries a division code of its level (unit_code_format, codeFits), unique in the district
//     (unit_code_unique).
//  4. The spans of a unit's history touch and never overlap; exactly one is open (unit_history_no_overlap,
//     unit_history_one_open). Changes of the tree follow each other in time as they do in the database (lockTree), so the
//     tree of any past time is whole.
//  5. A place has all of its coordinates or none (place_coordinates_whole) and stands where its kind may stand
//     (placeFits).
//  6. Name and telephone of a person exist only encrypted (person_name_cipher, person_phone_whole), leave masked
//     (personToProto, disclosure), and each one read in clear leaves a reading and an audit row (RevealPerson).
//  7. Only the clock of a district made for tests is ever ahead (tenant_clock_for_tests).
package directory
