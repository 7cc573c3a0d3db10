DROP TABLE dwell;
