CREATE UNIQUE INDEX external_identity_subject_unique ON external_identity (tenant_id, issuer, subject_index);
