ALTER TABLE performance ADD COLUMN response_ratings integer NOT NULL DEFAULT 0, ADD COLUMN response_points integer NOT NULL DEFAULT 0,
  ADD COLUMN whistle_ratings integer NOT NULL DEFAULT 0, ADD COLUMN whistle_points integer NOT NULL DEFAULT 0;
