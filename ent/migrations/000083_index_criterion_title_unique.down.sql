DROP INDEX "criterion_title_unique";
