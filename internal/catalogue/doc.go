// Package catalogue keeps what matters are sorted by: the tree of categories.
//
// Glossary: 诉求分类 = Category, 时限档 = Tier, 停用 = deleted, 修订 = Revision, 附加问题 = Question, 选项 = Choice, 提示 = Notice,
// 劝导 = advice, 须实名 = named_only, 不公开 = private.
//
// Invariants:
//
//  1. A category has a code of its own in the district, also while it is deleted (category_code_unique).
//  2. Nothing stands below a deleted category: who enters one below shares the row of the one above until he commits
//     (holdParent), and who deletes holds it (holdCategory).
//  3. A category says one thing at a time, planned changes included (internal/platform/revision); it moves at once or not at
//     all, and no two moves make a circle (moveTo).
//  4. The questions of a category have codes of their own and choices that fit (checkQuestions); an issue is taken in with answers to all that
//     must be answered and to no other, in the words in which they were asked (Answers).
//  5. A category that an issue, a following, a membership, another category or any other record names is never removed (References, Purge).
package catalogue
