CREATE INDEX audit_by_time ON audit (tenant_id, time, id);
