CREATE UNIQUE INDEX exclusion_one_standing ON exclusion (tenant_id, issue_id) WHERE state IN ('REQUESTED', 'APPROVED');
