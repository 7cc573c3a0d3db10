DROP TABLE incident_issue;
