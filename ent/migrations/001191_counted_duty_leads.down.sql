ALTER TABLE counted_duty DROP COLUMN leads;
