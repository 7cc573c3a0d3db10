CREATE INDEX event_unnumbered ON event (tenant_id, id) WHERE position IS NULL;
