DROP INDEX audit_by_object;
