// Package finding lets people find issues that they may see: by lists, by the words of their text, and on a map.
//
// Glossary: 搜索 = SearchIssues, 拼音首字母 = initials, 地图 = MapIssues, 聚合点 = cluster.
//
// Invariants:
//  1. An issue is found by whoever may see it and by nobody else: what is looked up is narrowed to the caller's reach, and shown only
//     where intake says that he sees it. ways, found, ShowIssues.
//  2. What a search compares is shown to everybody who sees the issue: title and description, and nothing sealed. search_text.
//  3. A search looks through the texts of the tenant of its session alone, though the database lets it past row-level security.
//     search_issues.
//  4. The public map tells of each cell of the grid how many issues lie in it that others may know of, where they are insight.smallest_cell or
//     more, and of no other; a square of a far map is the sum of such cells. known, drawnForAll.
//
// So whatever is computed from public maps is made of those numbers. The edge of a box chooses cells and parts none: moved through one, it
// changes nothing. A square of a far map holds nothing of the cells that are left out, so that the square, less the cells of it that a nearer map
// tells, says nothing of them. Two boxes differ by cells that are told of. How many squares are drawn, and so how great, depends on these
// numbers alone; and as the count of all issues would be one more number, the public map is never too full.
package finding
