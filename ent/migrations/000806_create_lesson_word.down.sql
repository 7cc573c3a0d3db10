DROP TABLE lesson_word;
