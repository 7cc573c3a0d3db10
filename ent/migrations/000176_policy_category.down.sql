DROP POLICY "category_tenant" ON "category";
