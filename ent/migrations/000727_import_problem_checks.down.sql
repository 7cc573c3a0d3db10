ALTER TABLE import_problem DROP CONSTRAINT import_problem_severity;
