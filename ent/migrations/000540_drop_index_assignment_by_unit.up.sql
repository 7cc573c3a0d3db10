DROP INDEX assignment_by_unit;
