DROP INDEX assignment_one_per_unit;
