ALTER TABLE dispatch ADD CONSTRAINT dispatch_reblow_reason CHECK ((former_id IS NULL) = (reblow_reason = '') AND former_id <> id);
