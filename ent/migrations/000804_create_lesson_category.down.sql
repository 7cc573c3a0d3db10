DROP TABLE lesson_category;
