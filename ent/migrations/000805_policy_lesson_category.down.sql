DROP POLICY lesson_category_tenant ON lesson_category;
