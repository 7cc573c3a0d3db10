// Package privacy gives persons what is theirs of the data that a district holds of them: to know who has read it.
//
// Glossary: 查阅记录 = Reading, 个人信息 = personal data.
//
// Invariants:
//
//  1. A personal value leaves in clear only together with a reading, in one transaction (RecordReading, which the capability
//     that holds the value calls).
//  2. A person reads every reading of himself, and nobody else's (ListReadings).
package privacy
