package suggestion

import "github.com/haolinju/haolinju/internal/platform/setting"

// leastIssues is in how many issues a word must be to count.
var leastIssues = setting.Declare("suggestion.least_issues", 5, "habit of statistics: what fewer than 5 share is hidden; set by the district",
	setting.Between(2, 100))
