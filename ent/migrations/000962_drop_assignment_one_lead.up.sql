DROP INDEX assignment_one_lead;
