DROP INDEX "category_by_parent";
