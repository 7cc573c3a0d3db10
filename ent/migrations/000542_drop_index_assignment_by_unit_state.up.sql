DROP INDEX assignment_by_unit_state;
