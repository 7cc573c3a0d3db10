// Package rating lets the two sides of a duty rate each other (双向评价, 接诉即办工作条例 art. 33): the sub-district that calls rates how the unit
// responded, the called unit rates the call. Neither reads the other's word before its own is out.
//
// Glossary: 响应评价 = RESPONSE, RateAssignment; 吹哨评价 = WHISTLE, RateDispatch; 公布 = publish, PUBLISHED; 申诉 = appeal, APPEALED;
// 复核 = review, ReviewRating; 维持 = CONFIRMED; 不计入 = SET_ASIDE; 非善意 = bad faith, RETALIATION or WITHOUT_GROUNDS.
//
// Invariants:
//  1. Each side rates the other once per duty, when nothing more is to come from the unit or, for the call, the dispatch is over. rating_once, rules.go.
//  2. Ratings are blind: until it is published, a rating is read and changed by the side alone that gave it. told, give.
//  3. Ratings are published together when both are given, else some days after the first, which closes the other side too. give, Publish.
//  4. A published rating is never changed; what the district finds is kept beside it. move, rating_published.
//  5. The rated side appeals once, within its days. AppealRating, rating_appealed.
//  6. The district decides, by somebody who gave nothing and belongs to neither side, and says on which ground it sets aside. ReviewRating,
//     rating_by_another, rating_ground.
package rating
