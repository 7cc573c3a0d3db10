DROP INDEX exclusion_one_standing;
