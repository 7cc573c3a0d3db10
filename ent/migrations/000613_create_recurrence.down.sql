DROP TABLE recurrence;
