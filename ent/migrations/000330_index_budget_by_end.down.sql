DROP INDEX budget_by_end;
