// Package scoring says how the nominations of a campaign are measured: by which criteria, what each judge gives, and the
// ranking that follows. The campaign itself, its phases and what becomes of the ranking are those of evaluation.
//
// Glossary: 评选标准 = Criterion (S33 to S36), 满分 = max_score, 权重 = weight, 评委 = Judge, 评分表 = ScoreSheet, 分数 = Score,
// 回避 = recusal, 排名 = ranking.
//
// Invariants:
//
//  1. The weights of an open campaign sum to 10000 and its criteria are fixed (weightsWhole, asked when it opens; criteria are
//     added in the phase that Phases allows, and hold the campaign in it).
//  2. A judge gives a nomination one sheet, never his own, his own unit's or one that he entered; a submitted sheet never
//     changes (recused, score_sheet_one_per_judge, SheetSteps).
//  3. A sheet is seen by its judge alone (ownSheet); audit and events tell that it changed, never the marks (tellSheet).
//  4. A ranking follows from the submitted sheets alone: the same sheets give the same ranking (rank).
package scoring
