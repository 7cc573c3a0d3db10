DROP POLICY lesson_word_tenant ON lesson_word;
