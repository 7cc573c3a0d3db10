// Package following tells people of issues that are not their own: of one, of those of a category, or of those of an area.
//
// Glossary: 关注 = follow, Following; 取消关注 = unfollow; 退订 = Unsubscribe; 区域 = area (a sub-district, a community or a grid).
//
// It follows the numbered events. What may be news to somebody is marked (mark); once he may be told again, it is looked at anew whether
// there is news, and an event about his following says so, by which the notice capability tells him (tell).
//
// Invariants:
//  1. Nobody is told of an issue, and none is listed, but while others may know of it: disclosure.Known, disclosure.WhereKnown. Who reported it
//     is never said, nor a word of it. fit, ListFollowedIssues, news, toIssue.
//  2. A following names one thing (following_one), and a person follows a thing once (following_once), whichever of his ids follows it. room,
//     news.
//  3. He is not told as a follower of what he is told as its reporter or as one who joined it. news.
//  4. The news of a following come together, and not more often a day than the setting says. mark.
//  5. Who follows what is the person's own: only he reads and ends it, and no event names him. The token of a notice ends the following by which
//     the notice came, and nothing else. Unsubscribe.
package following
