DROP INDEX clock_due_first;
