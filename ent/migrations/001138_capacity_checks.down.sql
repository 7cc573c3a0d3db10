ALTER TABLE capacity DROP CONSTRAINT capacity_duties;
