ALTER TABLE absence DROP CONSTRAINT absence_no_overlap;
