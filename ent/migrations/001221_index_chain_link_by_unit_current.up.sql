CREATE INDEX chain_link_by_unit_current ON chain_link (tenant_id, unit_id, start_time, id) WHERE current;
