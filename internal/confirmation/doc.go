// Package confirmation asks those who joined an issue whether it is solved, before it is closed (共同确认).
//
// Glossary: 共同确认 = joint confirmation, JointConfirmation; 附议人 = who joined, voter.
//
// Invariants:
//  1. An issue with as many voices as the setting says is closed only when enough of them have confirmed, and none while they are asked. Given,
//     which intake.CloseIssue asks.
//  2. A reopening, or work that is sent back, ends it: those who joined are asked again. overtaken, intake.
//  3. Of an issue one is under way (joint_confirmation_one_pending); each voter answers once. AnswerJointConfirmation.
//  4. How many are needed, and for what a silent voter counts, are those of the setting when it began. CreateJointConfirmation.
//  5. Nobody learns who answered what. toProto.
package confirmation
