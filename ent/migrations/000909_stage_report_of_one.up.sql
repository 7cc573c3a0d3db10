ALTER TABLE stage_report ADD CONSTRAINT stage_report_of_one CHECK (num_nonnulls(person_id, client_id) = 1);
