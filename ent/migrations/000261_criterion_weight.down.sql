ALTER TABLE criterion DROP CONSTRAINT criterion_weight;
