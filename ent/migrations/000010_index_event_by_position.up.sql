CREATE INDEX event_by_position ON event (tenant_id, position);
