ALTER TABLE legal_hold DROP CONSTRAINT legal_hold_basis;
