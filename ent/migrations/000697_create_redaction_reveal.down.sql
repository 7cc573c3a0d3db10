DROP TABLE redaction_reveal;
