-- What nothing refers to: announced, refused, or kept and never attached.
CREATE INDEX attachment_loose ON attachment (tenant_id, create_time) WHERE subject IS NULL;
