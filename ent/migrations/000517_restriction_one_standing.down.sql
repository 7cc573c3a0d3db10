DROP INDEX restriction_one_standing;
