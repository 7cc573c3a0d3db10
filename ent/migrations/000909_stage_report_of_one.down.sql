ALTER TABLE stage_report DROP CONSTRAINT stage_report_of_one;
