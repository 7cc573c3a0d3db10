CREATE INDEX rating_to_publish ON rating (tenant_id, publish_due_time, id) WHERE state = 'GIVEN';
