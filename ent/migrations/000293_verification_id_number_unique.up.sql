CREATE UNIQUE INDEX verification_id_number_unique ON verification (tenant_id, id_number_index) WHERE state = 'CONFIRMED';
