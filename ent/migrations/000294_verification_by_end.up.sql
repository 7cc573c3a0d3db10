CREATE INDEX verification_by_end ON verification (tenant_id, valid_to) WHERE state = 'CONFIRMED';
