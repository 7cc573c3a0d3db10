ALTER TABLE dispatch DROP CONSTRAINT dispatch_reblow_reason;
