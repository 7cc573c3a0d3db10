ALTER TABLE counted_duty DROP COLUMN whistle_points, DROP COLUMN response_points;
