DROP INDEX "hotline_result_edition";
