DROP TABLE lesson;
