ALTER TABLE criterion DROP CONSTRAINT criterion_max_score;
