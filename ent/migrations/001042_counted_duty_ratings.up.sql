-- The sums of the three scores of the ratings of the response and of the call that count; null without one.
ALTER TABLE counted_duty ADD COLUMN response_points integer NULL, ADD COLUMN whistle_points integer NULL;
