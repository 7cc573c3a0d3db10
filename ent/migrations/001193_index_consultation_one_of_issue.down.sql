DROP INDEX consultation_one_of_issue;
