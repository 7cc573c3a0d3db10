ALTER TABLE criterion ADD CONSTRAINT criterion_max_score CHECK (max_score BETWEEN 1 AND 1000);
