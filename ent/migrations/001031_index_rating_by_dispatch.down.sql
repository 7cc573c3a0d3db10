DROP INDEX "rating_by_dispatch";
