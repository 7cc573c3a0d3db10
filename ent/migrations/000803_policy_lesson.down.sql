DROP POLICY lesson_tenant ON lesson;
