DROP TABLE attachment_usage;
