DROP INDEX "banner_by_end";
