CREATE UNIQUE INDEX unit_history_one_open ON unit_history (tenant_id, unit_id) WHERE valid_to IS NULL;
