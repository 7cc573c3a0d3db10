DROP INDEX issue_open_by_lead_unit;
