ALTER TABLE performance DROP COLUMN whistle_points, DROP COLUMN whistle_ratings, DROP COLUMN response_points, DROP COLUMN response_ratings;
