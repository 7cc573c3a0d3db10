ALTER TABLE import_problem ADD CONSTRAINT import_problem_severity CHECK (severity IN ('ERROR', 'WARNING'));
