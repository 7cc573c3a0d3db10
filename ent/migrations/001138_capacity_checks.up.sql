ALTER TABLE capacity ADD CONSTRAINT capacity_duties CHECK (duties >= 0 AND duties <= 1000);
