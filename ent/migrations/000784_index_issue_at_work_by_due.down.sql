DROP INDEX issue_at_work_by_due;
