CREATE INDEX external_identity_by_person ON external_identity (tenant_id, person_id);
