ALTER TABLE legal_hold ADD CONSTRAINT legal_hold_basis CHECK (char_length(btrim(basis)) BETWEEN 2 AND 200);
