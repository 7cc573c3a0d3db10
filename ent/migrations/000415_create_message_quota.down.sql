DROP TABLE message_quota;
