DROP INDEX recurrence_by_issues;
