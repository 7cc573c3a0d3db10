CREATE INDEX revision_due ON revision (tenant_id, valid_from) WHERE NOT begun AND cancel_time IS NULL;
