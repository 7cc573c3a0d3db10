CREATE UNIQUE INDEX duty_catalogue_starts_once ON duty_catalogue (tenant_id, start_time) WHERE state = 'PUBLISHED';
