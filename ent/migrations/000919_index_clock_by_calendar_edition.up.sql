CREATE INDEX clock_by_calendar_edition ON clock (tenant_id, calendar_edition, id) WHERE stopped_time IS NULL AND breached_time IS NULL AND basis <> 'ELAPSED';
