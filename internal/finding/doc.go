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
package finding
