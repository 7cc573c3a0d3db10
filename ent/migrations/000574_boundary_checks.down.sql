ALTER TABLE boundary DROP CONSTRAINT boundary_level;
