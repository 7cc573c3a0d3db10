CREATE INDEX audit_by_object ON audit (tenant_id, object, time, id);
