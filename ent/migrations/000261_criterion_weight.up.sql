ALTER TABLE criterion ADD CONSTRAINT criterion_weight CHECK (weight_basis_points BETWEEN 1 AND 10000);
