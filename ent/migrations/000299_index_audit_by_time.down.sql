DROP INDEX audit_by_time;
